#include "prototype/gaussian.hpp"

#include <Eigen/LU>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "support/code_of.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

Matrix<double> random_covariance(Random& random, Index n) {
  const auto B = random.normal_matrix<double>(n, n);
  return B * B.transpose() / double(n) + 0.2 * Matrix<double>::Identity(n, n);
}

/// By the textbook formula, with an inverse and a determinant.
Vector<double> slow_log_density(const Vector<double>& mean, const Matrix<double>& covariance,
                                const Matrix<double>& x) {
  const Matrix<double> inverse = covariance.inverse();
  Vector<double> result(x.cols());
  for (Index b = 0; b < x.cols(); ++b) {
    const Vector<double> away = x.col(b) - mean;
    result[b] = -0.5 * away.dot(inverse * away) - 0.5 * std::log(covariance.determinant()) -
                0.5 * double(mean.size()) * std::log(2 * M_PI);
  }
  return result;
}

}  // namespace

TEST_CASE("gaussian: hand-worked in one and two dimensions") {
  const auto one =
      Gaussian::full(Vector<double>::Constant(1, 2), Matrix<double>::Constant(1, 1, 4));
  CHECK(one.log_density(Matrix<double>::Constant(1, 1, 4))[0] ==
        Approx(-0.5 - 0.5 * std::log(4) - 0.5 * std::log(2 * M_PI)));
  Matrix<double> sigma(2, 2);
  sigma << 2, 1, 1, 2;  // eigenvalues 1 and 3, determinant 3
  const auto two = Gaussian::full(Vector<double>::Zero(2), sigma);
  CHECK(two.log_peak() == Approx(-0.5 * std::log(3) - std::log(2 * M_PI)));
  const Matrix<double> expected = (Matrix<double>(2, 1) << 1.0 / 3, 1.0 / 3).finished();
  CHECK(distance(two.precision_times(Matrix<double>::Ones(2, 1)), expected) < kDouble);
}

TEST_CASE("gaussian: full, diagonal and low rank agree with the textbook formula") {
  Random random(11);
  for (Index n : {1, 2, 5, 40}) {
    const Vector<double> mean = random.normal_matrix<double>(n, 1);
    const Matrix<double> x = random.normal_matrix<double>(n, 3, 2);
    const Matrix<double> full = random_covariance(random, n);
    const Vector<double> diagonal = random.uniform_matrix<double>(n, 1, 0.1, 3);
    const Matrix<double> factors = random.normal_matrix<double>(n, std::max<Index>(1, n / 3));
    const Matrix<double> low =
        factors * factors.transpose() + Matrix<double>(diagonal.asDiagonal());
    const std::vector<std::pair<Gaussian, Matrix<double>>> cases = {
        {Gaussian::full(mean, full), full},
        {Gaussian::diagonal(mean, diagonal), Matrix<double>(diagonal.asDiagonal())},
        {Gaussian::low_rank(mean, factors, diagonal), low}};
    for (const auto& [p, covariance] : cases) {
      CHECK(distance(p.log_density(x), slow_log_density(mean, covariance, x)) < kDouble);
      CHECK(distance(p.covariance_times(x), covariance * x) < kDouble);
      CHECK(distance(p.precision_times(p.covariance_times(x)), x) < 1e-9);
    }
  }
}

TEST_CASE("gaussian: the half-axes rebuild the covariance") {
  Random random(12);
  for (Index n : {1, 2, 7}) {
    const Matrix<double> sigma = random_covariance(random, n), axes = half_axes(sigma);
    CHECK(distance(axes * axes.transpose(), sigma) < kDouble);
  }
}

TEST_CASE("gaussian: a covariance that is none is refused, naming the smallest eigenvalue") {
  Matrix<double> sigma(2, 2);
  sigma << 1, 2, 2, 1;  // eigenvalues −1 and 3
  const Vector<double> mean = Vector<double>::Zero(2);
  try {
    Gaussian::full(mean, sigma);
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.code == "not-positive-definite");
    CHECK(error.params.at("smallest") == "-1");
  }
  sigma << 1, 1, 1, 1;  // singular
  CHECK(code_of([&] { Gaussian::full(mean, sigma); }) == "not-positive-definite");
  sigma << 2, 1, 0, 2;  // not symmetric
  CHECK(code_of([&] { Gaussian::full(mean, sigma); }) == "not-positive-definite");
  CHECK(code_of([&] { half_axes(Matrix<double>::Ones(3, 2)); }) == "shape-mismatch");
  CHECK(code_of([&] { Gaussian::full(Vector<double>(0), Matrix<double>(0, 0)); }) ==
        "out-of-range");
  sigma << 2, NAN, NAN, 2;
  CHECK(code_of([&] { Gaussian::full(mean, sigma); }) == "not-finite");
  CHECK(code_of([&] { Gaussian::diagonal(mean, Eigen::Vector2d(1, 0)); }) ==
        "not-positive-definite");
  CHECK(code_of([&] { Gaussian::full(Vector<double>::Zero(3), sigma); }) == "shape-mismatch");
  CHECK(code_of([&] {
          Gaussian::low_rank(mean, Matrix<double>::Ones(3, 1), Eigen::Vector2d(1, 1));
        }) == "shape-mismatch");
}
