#include "nn/kernels/minima.hpp"

#include <catch2/catch.hpp>

#include "base/random.hpp"
#include "nn/kernels/distances.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

TEST_CASE("distance minima: the layers' own in single precision, for any number of points") {
  Random random(1);
  for (const Index n : {1, 3, 64, 500})
    for (const double stiffness : {0.01, 1.0, 30.0, 1e4}) {
      const Index d = 1 + random.below(4), M = 1 + random.below(60);
      const Matrix<double> centres = random.normal_matrix<double>(d, M);
      const Vector<double> offsets = random.normal_matrix<double>(M, 1).col(0);
      const Matrix<double> points = random.normal_matrix<double>(d, n, 2);
      Matrix<double> h, o;
      squared_distances(centres, offsets, points, h);
      soft_min(stiffness, h, o);
      Vector<float> soft, hard;
      distance_minima(centres.cast<float>(), offsets.cast<float>(), float(stiffness),
                      points.transpose().cast<float>(), soft, hard);
      CAPTURE(n, d, M, stiffness);
      const Vector<double> least = h.colwise().minCoeff(), softly = o.row(0);
      CHECK(relevance::testing::distance(hard, least) < 3e-6);
      CHECK(relevance::testing::distance(soft, softly) < 1e-5);
    }
}
