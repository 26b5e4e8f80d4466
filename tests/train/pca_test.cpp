// Principal components: hand-worked, against what defines them, and as a generator.
#include "train/pca.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "nn/forward.hpp"
#include "support/code_of.hpp"
#include "support/oblique.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

/// S written as sums over samples.
Matrix<double> slow_covariance(const Matrix<double>& x) {
  const double samples = double(x.cols());
  Matrix<double> s = Matrix<double>::Zero(x.rows(), x.rows());
  for (Index i = 0; i < x.rows(); ++i)
    for (Index j = 0; j < x.rows(); ++j) {
      double mean_i = 0, mean_j = 0;
      for (Index k = 0; k < x.cols(); ++k) mean_i += x(i, k) / samples, mean_j += x(j, k) / samples;
      for (Index k = 0; k < x.cols(); ++k)
        s(i, j) += (x(i, k) - mean_i) * (x(j, k) - mean_j) / samples;
    }
  return s;
}

}  // namespace

TEST_CASE("pca: four points on a cross, worked by hand", "[pca]") {
  // μ = (1, 2), deviations ±(3, 4) and ±(−0.8, 0.6): S = ½ · 25 vvᵀ + ½ · 1 wwᵀ.
  Matrix<double> x(2, 4);
  x << 4, -2, 0.2, 1.8, 6, -2, 2.6, 1.4;
  const Pca pca = principal_components(x, 2);
  CHECK(pca.mean.isApprox(Eigen::Vector2d(1, 2)));
  CHECK(pca.variances.isApprox(Eigen::Vector2d(12.5, 0.5)));
  CHECK(pca.components.col(0).isApprox(Eigen::Vector2d(0.6, 0.8)));
  CHECK(pca.components.col(1).isApprox(Eigen::Vector2d(0.8, -0.6)));  // the larger is positive
}

TEST_CASE("pca: orthonormal eigenvectors of the covariance, variances falling", "[pca]") {
  for (const auto& [n, samples] : {std::pair{6, 40}, {6, 7}, {9, 4}, {5, 5}}) {
    INFO(n << " dimensions, " << samples << " samples");
    const Matrix<double> x = oblique(n, samples, uint64_t(n * samples));
    const Pca pca = principal_components(x, std::min(n, samples));
    const Matrix<double>& v = pca.components;
    CHECK(distance(v.transpose() * v, Matrix<double>::Identity(v.cols(), v.cols())) < kDouble);
    CHECK(distance(slow_covariance(x) * v, v * pca.variances.asDiagonal()) < kDouble);
    for (Index k = 1; k < pca.variances.size(); ++k)
      CHECK(pca.variances[k] <= pca.variances[k - 1]);
    CHECK(pca.variances.minCoeff() >= 0);
  }
}

TEST_CASE("pca: the error of the nearest points is the sum of the variances dropped", "[pca]") {
  const Matrix<double> x = oblique(8, 50, 3);
  const Vector<double> all = principal_components(x, 8).variances;
  for (Index d = 1; d <= 8; ++d) {
    const Pca pca = principal_components(x, d);
    const Matrix<double> centred = x.colwise() - pca.mean;
    const Matrix<double> kept = pca.components * (pca.components.transpose() * centred);
    CHECK((centred - kept).squaredNorm() / 50 == Approx(all.tail(8 - d).sum()).margin(kDouble));
  }
}

TEST_CASE("pca: the entry of largest magnitude is positive", "[pca]") {
  const Matrix<double> x = oblique(7, 30, 4);
  const Pca pca = principal_components(x, 7), flipped = principal_components(-x, 7);
  for (Index k = 0; k < 7; ++k)
    CHECK(pca.components.col(k).maxCoeff() == pca.components.col(k).cwiseAbs().maxCoeff());
  CHECK(distance(pca.components, flipped.components) < kDouble);
}

TEST_CASE("pca generator: axes of the code are components of one standard deviation", "[pca]") {
  const Matrix<double> x = oblique(6, 40, 5);
  const Pca pca = principal_components(x, 3);
  const Network<float> generator = pca_generator(pca, {1, 2, 3});
  CHECK(generator.input_shape() == Shape{3});
  CHECK(generator.output_shape() == Shape{1, 2, 3});
  const Matrix<double> at_zero =
      predict(generator, Matrix<float>(Matrix<float>::Zero(3, 1))).cast<double>();
  CHECK(distance(at_zero, pca.mean) < kFloat);
  const Matrix<double> axes =
      predict(generator, Matrix<float>(Matrix<float>::Identity(3, 3))).cast<double>();
  for (Index k = 0; k < 3; ++k)
    CHECK(distance(axes.col(k) - pca.mean, std::sqrt(pca.variances[k]) * pca.components.col(k)) <
          kFloat);
}

TEST_CASE("pca: too few samples, too many components and NaN are refused", "[pca]") {
  const Matrix<double> x = oblique(4, 3, 6);
  CHECK(code_of([&] { principal_components(x.leftCols(1), 1); }) == "out-of-range");
  CHECK(code_of([&] { principal_components(x, 0); }) == "out-of-range");
  CHECK(code_of([&] { principal_components(x, 4); }) == "out-of-range");
  Matrix<double> broken = x;
  broken(1, 1) = NAN;
  CHECK(code_of([&] { principal_components(broken, 1); }) == "not-finite");
  const Pca pca = principal_components(x, 1);
  CHECK(code_of([&] { pca_generator(pca, {5}); }) == "shape-mismatch");
}
