// Shrunk covariance against the paper's formula in loops; its reduction and its density.
#include "train/shrunk_covariance.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "support/code_of.hpp"
#include "support/oblique.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

struct Slow {
  Matrix<double> s;  // without shrinkage
  double m = 0, rho = 0;
};

/// Ledoit and Wolf's estimators as they stand in the paper, with ‖A‖² = Σ a_ij²/n.
Slow slow_shrinkage(const Matrix<double>& x) {
  const Index n = x.rows(), samples = x.cols();
  Matrix<double> y = x;
  for (Index i = 0; i < n; ++i) {
    double mean = 0;
    for (Index k = 0; k < samples; ++k) mean += x(i, k) / double(samples);
    for (Index k = 0; k < samples; ++k) y(i, k) -= mean;
  }
  Slow slow{Matrix<double>::Zero(n, n)};
  for (Index k = 0; k < samples; ++k)
    for (Index i = 0; i < n; ++i)
      for (Index j = 0; j < n; ++j) slow.s(i, j) += y(i, k) * y(j, k) / double(samples);
  for (Index i = 0; i < n; ++i) slow.m += slow.s(i, i) / double(n);
  double d2 = 0, b2 = 0;
  for (Index i = 0; i < n; ++i)
    for (Index j = 0; j < n; ++j) {
      d2 += std::pow(slow.s(i, j) - (i == j ? slow.m : 0), 2) / double(n);
      for (Index k = 0; k < samples; ++k)
        b2 += std::pow(y(i, k) * y(j, k) - slow.s(i, j), 2) / double(n * samples * samples);
    }
  slow.rho = std::min(b2, d2) / d2;
  return slow;
}

}  // namespace

TEST_CASE("shrunk covariance: agrees with the paper's sums", "[covariance]") {
  for (const auto& [n, samples] : {std::pair{5, 30}, {8, 6}, {3, 200}, {12, 3}}) {
    INFO(n << " dimensions, " << samples << " samples");
    const Matrix<double> x = oblique(n, samples, uint64_t(n));
    const Slow slow = slow_shrinkage(x);
    const ShrunkCovariance fast = shrunk_covariance(x);
    CHECK(fast.shrinkage == Approx(slow.rho).margin(kDouble));
    const Matrix<double> expected =
        (1 - slow.rho) * slow.s + slow.rho * slow.m * Matrix<double>::Identity(n, n);
    CHECK(distance(fast.covariance, expected) < kDouble);
    CHECK(fast.shrinkage >= 0);
    CHECK(fast.shrinkage <= 1);
    CHECK(fast.covariance.trace() == Approx(slow.s.trace()));
  }
}

TEST_CASE("shrunk covariance: data alike in all directions are drawn to the identity",
          "[covariance]") {
  Random random(2);
  const ShrunkCovariance few = shrunk_covariance(random.normal_matrix<double>(20, 15));
  CHECK(few.shrinkage > 0.8);
  Matrix<double> cross(2, 4);  // S is the identity to the last bit
  cross << 1, -1, 1, -1, 1, 1, -1, -1;
  const ShrunkCovariance exact = shrunk_covariance(cross);
  CHECK(exact.shrinkage == 1);
  CHECK(exact.covariance == Matrix<double>::Identity(2, 2));
  CHECK(shrunk_covariance(Matrix<double>::Ones(3, 5)).covariance.isZero());
}

TEST_CASE("shrunk covariance: many samples are hardly shrunk", "[covariance]") {
  CHECK(shrunk_covariance(oblique(4, 20000, 7)).shrinkage < 0.01);
}

TEST_CASE("shrunk covariance: positive definite with fewer samples than dimensions",
          "[covariance]") {
  const ShrunkCovariance c = shrunk_covariance(oblique(30, 4, 8));
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(c.covariance);
  CHECK(solver.eigenvalues().minCoeff() > 0);
}

TEST_CASE("shrunk covariance: one sample and infinity are refused", "[covariance]") {
  CHECK(code_of([] { shrunk_covariance(Matrix<double>::Ones(3, 1)); }) == "out-of-range");
  Matrix<double> broken = Matrix<double>::Ones(3, 3);
  broken(0, 2) = INFINITY;
  CHECK(code_of([&] { shrunk_covariance(broken); }) == "not-finite");
}

TEST_CASE("low rank: keeps the trace and the leading eigenpairs", "[covariance]") {
  const ShrunkCovariance c = shrunk_covariance(oblique(9, 40, 9));
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(c.covariance);
  for (Index rank : {0, 1, 4, 8}) {
    const LowRankNormal normal = low_rank_normal(c, rank);
    const Matrix<double> sigma = normal.factor * normal.factor.transpose() +
                                 normal.variance * Matrix<double>::Identity(9, 9);
    CHECK(sigma.trace() == Approx(c.covariance.trace()));
    for (Index k = 0; k < rank; ++k) {
      const Vector<double> v = solver.eigenvectors().col(8 - k);
      CHECK(distance(sigma * v, solver.eigenvalues()[8 - k] * v) < kDouble);
    }
    CHECK(normal.variance >= solver.eigenvalues()[0]);
  }
  CHECK(distance(low_rank_normal(c, 8).factor * low_rank_normal(c, 8).factor.transpose() +
                     low_rank_normal(c, 8).variance * Matrix<double>::Identity(9, 9),
                 c.covariance) < kDouble);
  CHECK(code_of([&] { low_rank_normal(c, 9); }) == "out-of-range");
  CHECK(code_of([&] { low_rank_normal(c, -1); }) == "out-of-range");
}

TEST_CASE("low rank: the density agrees with the full matrix", "[covariance]") {
  const LowRankNormal normal = low_rank_normal(shrunk_covariance(oblique(6, 25, 10)), 3);
  const Matrix<double> sigma =
      normal.factor * normal.factor.transpose() + normal.variance * Matrix<double>::Identity(6, 6);
  const Matrix<double> x = oblique(6, 7, 11), inverse = sigma.inverse();
  double total = 0;
  for (Index k = 0; k < x.cols(); ++k) {
    const Vector<double> y = x.col(k) - normal.mean;
    total -= 0.5 * (y.dot(inverse * y) + std::log(sigma.determinant()) +
                    6 * std::log(2 * 3.14159265358979323846));
  }
  CHECK(mean_log_density(normal, x) == Approx(total / 7));
  CHECK(code_of([&] { mean_log_density(normal, x.topRows(5)); }) == "shape-mismatch");
  CHECK(code_of([&] { mean_log_density({normal.mean, normal.factor, 0}, x); }) == "out-of-range");
}

TEST_CASE("low rank: the standard normal at its mean", "[covariance]") {
  const LowRankNormal normal{Vector<double>::Zero(2), Matrix<double>::Zero(2, 0), 1};
  CHECK(mean_log_density(normal, Matrix<double>::Zero(2, 1)) == Approx(-1.8378770664093453));
}
