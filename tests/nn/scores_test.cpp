#include "nn/scores.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace relevance;

TEST_CASE("scores: the first of the largest wins") {
  Matrix<float> scores(3, 2);
  scores << 1, 4, 5, 4, 5, 0;
  CHECK(winner(scores, 0) == 1);
  CHECK(winner(scores, 1) == 0);
}

TEST_CASE("scores: log-odds, worked by hand and where probabilities round to one") {
  Matrix<double> scores(3, 2);
  scores << std::log(2.0), 1000, std::log(3.0), 0, std::log(5.0), -1000;
  CHECK(log_odds(scores, 2, 0) == Approx(std::log(0.5 / 0.5)).margin(1e-12));  // 5 of 2 + 3 + 5
  CHECK(log_odds(scores, 0, 0) == Approx(std::log(0.2 / 0.8)));
  CHECK(log_odds(scores, 0, 1) == 1000);
  CHECK(log_odds(scores, 2, 1) == -2000);
}

TEST_CASE("scores: a classifier of one class has no doubt") {
  const Matrix<float> scores = Matrix<float>::Constant(1, 1, -3);
  CHECK(std::isinf(log_odds(scores, 0, 0)));
}

TEST_CASE("scores: all log-odds at once are those of each class") {
  Matrix<double> scores(4, 2);
  scores << 1, 700, -2, 0, 0.5, -700, 3, 699;
  for (Index column = 0; column < 2; ++column) {
    const Vector<double> all = all_log_odds(scores, column);
    for (Index k = 0; k < 4; ++k) CHECK(all[k] == Approx(log_odds(scores, k, column)));
  }
  CHECK(std::isinf(all_log_odds<double>(Matrix<double>::Ones(1, 1), 0)[0]));
}
