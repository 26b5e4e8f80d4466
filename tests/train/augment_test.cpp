// Distortions of images.
#include "train/augment.hpp"

#include <catch2/catch.hpp>

#include "train/labelled_images.hpp"

using namespace relevance;

namespace {
const ImageShape kShape{2, 5, 6};
}

TEST_CASE("augment: all ranges zero changes nothing", "[augment]") {
  Random random(1);
  Matrix<float> images = random.uniform_matrix<float>(kShape.size(), 3);
  const Matrix<float> before = images;
  augment(kShape, {}, random, images);
  REQUIRE(images == before);
}

TEST_CASE("augment: the identity map changes nothing", "[augment]") {
  Random random(2);
  const Vector<double> image = random.uniform_matrix<double>(kShape.size(), 1);
  Vector<double> seen(image.size());
  transform(kShape, AffineMap{}, image.data(), seen.data());
  REQUIRE(seen.isApprox(image, 1e-14));
}

TEST_CASE("augment: a shift by whole pixels moves them, zeros come in", "[augment]") {
  const ImageShape shape{1, 3, 3};
  Vector<double> image(9), seen(9), expected(9);
  image << 1, 2, 3, 4, 5, 6, 7, 8, 9;
  expected << 5, 6, 0, 8, 9, 0, 0, 0, 0;
  AffineMap map;
  map.shift[0] = map.shift[1] = 1;
  transform(shape, map, image.data(), seen.data());
  REQUIRE(seen == expected);
}

TEST_CASE("augment: a quarter turn", "[augment]") {
  const ImageShape shape{1, 3, 3};
  Vector<double> image(9), seen(9), expected(9);
  image << 1, 2, 3, 4, 5, 6, 7, 8, 9;
  expected << 3, 6, 9, 2, 5, 8, 1, 4, 7;
  AffineMap map;
  map.linear[0][0] = 0, map.linear[0][1] = 1, map.linear[1][0] = -1, map.linear[1][1] = 0;
  transform(shape, map, image.data(), seen.data());
  REQUIRE(seen == expected);
}

TEST_CASE("augment: a zoom of two magnifies about the centre", "[augment]") {
  Random random(1);
  const AffineMap map = random_map({.zoom = 2}, random);
  REQUIRE(map.linear[0][0] == Approx(0.5));
  REQUIRE(map.linear[1][1] == Approx(0.5));
  REQUIRE(map.linear[0][1] == Approx(0).margin(1e-15));
  REQUIRE(map.shift[0] == 0);
}

TEST_CASE("augment: half a pixel is the mean of two", "[augment]") {
  const ImageShape shape{1, 1, 3};
  Vector<double> image(3), seen(3), expected(3);
  image << 2, 4, 8;
  expected << 3, 6, 4;
  AffineMap map;
  map.shift[1] = 0.5;
  transform(shape, map, image.data(), seen.data());
  REQUIRE(seen.isApprox(expected, 1e-14));
}

TEST_CASE("augment: noise stays within 0 and 1, and is the same for a seed", "[augment]") {
  Random random(4), again(4);
  Matrix<float> a = Matrix<float>::Constant(kShape.size(), 4, 0.5f), b = a;
  augment(kShape, {.rotation = 10, .noise = 0.8}, random, a);
  augment(kShape, {.rotation = 10, .noise = 0.8}, again, b);
  REQUIRE(a == b);
  REQUIRE(a.minCoeff() >= 0);
  REQUIRE(a.maxCoeff() <= 1);
  REQUIRE((a.array() != 0.5f).any());
}

TEST_CASE("labelled images: a batch holds the samples asked for", "[augment]") {
  Matrix<float> images(2, 3);
  images << 1, 2, 3, 4, 5, 6;
  const auto make = labelled_images<float>(images, {7, 8, 9}, {2});
  Random random(0);
  Batch<float> batch;
  make({2, 0}, random, batch);
  REQUIRE(batch.labels == std::vector<int>{9, 7});
  REQUIRE(batch.inputs[0].col(0) == images.col(2));
  REQUIRE(batch.inputs[0].col(1) == images.col(0));
}
