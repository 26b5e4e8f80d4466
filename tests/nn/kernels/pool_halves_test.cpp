#include "nn/kernels/pool_halves.hpp"

#include <catch2/catch.hpp>

#include "base/random.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

TEST_CASE("pool halves: every tile, odd sizes and ties included") {
  Random random(51);
  for (const Index height : {1, 2, 5, 6})
    for (const Index width : {1, 2, 3, 8, 11, 16, 18}) {
      INFO(height << " × " << width);
      const ImageShape image{2, height, width}, halves{2, height / 2, width / 2};
      Matrix<float> x = random.normal_matrix<float>(image.size(), 1);
      x = (x * 2).array().round();  // many ties
      const Matrix<float> dy = random.normal_matrix<float>(halves.size(), 1);
      Matrix<float> largest(halves.size(), 1), sum = largest;
      Matrix<float> won = Matrix<float>::Constant(image.size(), 1, 9), filled = won;
      max_of_tiles(image, x.data(), largest.data());
      sum_of_tiles(image, 0.5f, x.data(), sum.data());
      winners_of_tiles(image, x.data(), largest.data(), dy.data(), won.data());
      fill_tiles(image, 0.5f, dy.data(), filled.data());

      Matrix<float> best = largest, total = sum;
      Matrix<float> to_winner = Matrix<float>::Zero(image.size(), 1), to_all = to_winner;
      for (Index k = 0; k < halves.size(); ++k) {
        const Index column = k % halves.width, row = k / halves.width % halves.height;
        const Index plane = k / (halves.width * halves.height);
        const Index corner = (plane * height + 2 * row) * width + 2 * column;
        Index winner = corner;
        total(k, 0) = 0;
        for (const Index place : {corner, corner + 1, corner + width, corner + width + 1}) {
          if (x(place, 0) > x(winner, 0)) winner = place;
          total(k, 0) += 0.5f * x(place, 0);
          to_all(place, 0) = 0.5f * dy(k, 0);
        }
        best(k, 0) = x(winner, 0);
        to_winner(winner, 0) = dy(k, 0);
      }
      CHECK(largest == best);
      CHECK(won == to_winner);
      CHECK(distance(sum, total) < kFloat);
      CHECK(distance(filled, to_all) < kFloat);
    }
}
