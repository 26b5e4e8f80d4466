#include "io/image_input.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"

using namespace relevance;

namespace {

/// A filled rectangle in an otherwise empty square drawing.
Vector<float> rectangle(Index side, Index top, Index left, Index height, Index width) {
  Vector<float> drawing = Vector<float>::Zero(side * side);
  for (Index y = 0; y < height; ++y)
    for (Index x = 0; x < width; ++x) drawing[(top + y) * side + left + x] = 1;
  return drawing;
}

}  // namespace

TEST_CASE("centre_in_frame: an image stands in the middle, zeros around it") {
  Random random(1);
  const Matrix<float> image = random.uniform_matrix<float>(6, 2, 0.5, 1);
  const Matrix<float> framed = centre_in_frame(image, {2, 3}, {1, 5, 6});
  REQUIRE(framed.rows() == 30);
  for (Index b = 0; b < 2; ++b) {
    CHECK(framed(1 * 6 + 1, b) == image(0, b));  // a rest of one pixel goes right and below
    CHECK(framed(2 * 6 + 3, b) == image(5, b));
    CHECK(framed.col(b).sum() == Approx(image.col(b).sum()));
  }
}

TEST_CASE("centre_in_frame: a grey image is the same in every colour of the frame") {
  Random random(2);
  const Matrix<float> grey = random.uniform_matrix<float>(6, 2, 0.5, 1);
  const Matrix<float> one = centre_in_frame(grey, {2, 3}, {1, 4, 4});
  CHECK(centre_in_frame(grey, {2, 3}, {3, 4, 4}) == one.replicate(3, 1));
}

TEST_CASE("centre_in_frame: equal element counts pass unchanged, larger images are refused") {
  const Matrix<float> flat = Matrix<float>::Ones(9, 1);
  CHECK(centre_in_frame(flat, {9}, {1, 3, 3}) == flat);
  CHECK_THROWS_AS(centre_in_frame(Matrix<float>(Matrix<float>::Ones(16, 1)), {4, 4}, {1, 3, 3}),
                  Error);
  CHECK_THROWS_AS(centre_in_frame(Matrix<float>(Matrix<float>::Ones(18, 1)), {2, 3, 3}, {3, 4, 4}),
                  Error);
  CHECK_THROWS_AS(centre_in_frame(flat, {2, 3}, {1, 4, 4}), Error);
}

TEST_CASE("centre_drawing: size and place of the drawing do not matter") {
  const Vector<float> here = centre_drawing(rectangle(84, 3, 5, 40, 20), 28);
  const Vector<float> there = centre_drawing(rectangle(84, 30, 50, 40, 20), 28);
  const Vector<float> small = centre_drawing(rectangle(84, 30, 50, 20, 10), 28);
  CHECK((here - there).cwiseAbs().maxCoeff() < 1e-5f);
  CHECK((here - small).cwiseAbs().maxCoeff() < 1e-5f);
  // 20 rows high, 10 wide, in the middle
  CHECK(here.sum() == Approx(200).epsilon(1e-4));
  CHECK(here[14 * 28 + 14] == Approx(1));
  CHECK(here[3 * 28 + 14] == Approx(0).margin(1e-6));
  CHECK(here[4 * 28 + 14] == Approx(1).epsilon(1e-4));
}

TEST_CASE("centre_drawing: the centre of mass is what is centred") {
  // a heavy block with a thin tail to the right
  Vector<float> drawing = rectangle(60, 20, 10, 20, 20);
  for (Index x = 30; x < 40; ++x) drawing[30 * 60 + x] = 1;
  const Vector<float> framed = centre_drawing(drawing, 28);
  double mass = 0, x_mean = 0, y_mean = 0;
  for (Index i = 0; i < framed.size(); ++i) {
    mass += framed[i];
    y_mean += framed[i] * (double(i / 28) + 0.5);
    x_mean += framed[i] * (double(i % 28) + 0.5);
  }
  CHECK(x_mean / mass == Approx(14).margin(0.05));
  CHECK(y_mean / mass == Approx(14).margin(0.05));
}

TEST_CASE("centre_drawing: one dot is a drawing, nothing is an error with its code") {
  CHECK(centre_drawing(rectangle(50, 7, 7, 1, 1), 28).maxCoeff() > 0.9f);
  try {
    centre_drawing(Vector<float>::Zero(2500), 28);
    FAIL("expected an error");
  } catch (const Error& error) {
    CHECK(error.code == "empty-image");
  }
  CHECK_THROWS_AS(centre_drawing(Vector<float>::Ones(7), 28), Error);
}
