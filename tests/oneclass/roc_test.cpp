#include "oneclass/roc.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "support/code_of.hpp"

using namespace relevance;
using namespace relevance::testing;

TEST_CASE("roc: a perfect, a reversed and a constant score") {
  const Eigen::Vector4d scores(4, 3, 2, 1);
  CHECK(roc_curve(scores, {true, true, false, false}).area == 1);
  CHECK(roc_curve(scores, {false, false, true, true}).area == 0);
  const RocCurve flat = roc_curve(Eigen::Vector4d(1, 1, 1, 1), {true, false, true, false});
  CHECK(flat.area == 0.5);
  CHECK(true_positives_at(flat, 0.25) == 0.25);
}

TEST_CASE("roc: the area is the share of pairs in order, ties counting half") {
  Random random(1);
  for (int trial = 0; trial < 50; ++trial) {
    const Index n = 2 + random.below(40);
    Vector<double> scores(n);
    std::vector<bool> positive;
    for (Index i = 0; i < n; ++i) {
      scores[i] = double(random.below(8));
      positive.push_back(i == 0 || (i > 1 && random.below(2) == 1));
    }
    double pairs = 0, won = 0;
    for (Index i = 0; i < n; ++i)
      for (Index j = 0; j < n; ++j)
        if (positive[size_t(i)] && !positive[size_t(j)]) {
          pairs += 1;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
    const RocCurve curve = roc_curve(scores, positive);
    CHECK(curve.area == Approx(won / pairs));
    CHECK(curve.true_positives.back() == 1);
    CHECK(true_positives_at(curve, 1) == 1);
  }
}

TEST_CASE("roc: between corners on a line, the upper one where it is steep") {
  const RocCurve curve = roc_curve(Eigen::Vector4d(4, 3, 2, 1), {true, false, true, false});
  CHECK(true_positives_at(curve, 0) == 0.5);
  CHECK(true_positives_at(curve, 0.25) == 0.5);
  CHECK(true_positives_at(curve, 0.5) == 1);
}

TEST_CASE("roc: needs positives and negatives, and numbers") {
  CHECK(code_of([] { roc_curve(Eigen::Vector2d(1, 2), {true, true}); }) == "no-answer");
  CHECK(code_of([] { roc_curve(Eigen::Vector2d(1, NAN), {true, false}); }) == "not-finite");
  CHECK(code_of([] { roc_curve(Eigen::Vector2d(1, 2), {true}); }) == "shape-mismatch");
}
