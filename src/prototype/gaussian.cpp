#include "prototype/gaussian.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>

#include "base/error.hpp"

namespace relevance {
namespace {

using Solver = Eigen::SelfAdjointEigenSolver<Matrix<double>>;

std::string text(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.4g", value);
  return buffer;
}

void check_symmetric(const Matrix<double>& a) {
  check_finite("gaussian", "Σ", a);
  const double tolerance = 1e-9 * a.cwiseAbs().maxCoeff();
  for (Index i = 0; i < a.rows(); ++i)
    for (Index j = 0; j < i; ++j)
      if (std::abs(a(i, j) - a(j, i)) > tolerance)
        throw Error(
            "not-positive-definite",
            "gaussian: Σ is not symmetric: " + text(a(i, j)) + " in row " + std::to_string(i + 1) +
                ", column " + std::to_string(j + 1) + ", but " + text(a(j, i)) +
                " across; expected a symmetric positive definite matrix",
            {{"name", "Σ"}, {"row", std::to_string(i + 1)}, {"column", std::to_string(j + 1)}});
}

void check_smallest(double smallest, double least) {
  if (smallest > least) return;
  throw Error("not-positive-definite",
              "gaussian: Σ has the smallest eigenvalue " + text(smallest) +
                  ", expected one above 0: without it there is no density",
              {{"name", "Σ"}, {"smallest", text(smallest)}});
}

Solver decompose(const Matrix<double>& covariance) {
  check_symmetric(covariance);
  Solver solver(covariance);
  const double rounding =
      1e-14 * double(covariance.rows()) * solver.eigenvalues().cwiseAbs().maxCoeff();
  check_smallest(solver.eigenvalues()[0], rounding);
  return solver;
}

}  // namespace

Matrix<double> Gaussian::Form::times(const Matrix<double>& v) const {
  Matrix<double> result = d.asDiagonal() * v;
  if (basis.cols() > 0) {
    const Matrix<double> inner = weights.asDiagonal() * (basis.transpose() * v);
    result.noalias() += basis * inner;
  }
  return result;
}

Gaussian::Gaussian(const Vector<double>& mean, Form covariance, Form precision,
                   double log_determinant)
    : mean_(mean), covariance_(std::move(covariance)), precision_(std::move(precision)) {
  check_finite("gaussian", "μ", mean);
  log_peak_ = -0.5 * (log_determinant + double(mean.size()) * std::log(2 * 3.14159265358979323846));
}

Gaussian Gaussian::full(const Vector<double>& mean, const Matrix<double>& covariance) {
  check_size("gaussian", "Σ (rows)", covariance.rows(), mean.size());
  check_size("gaussian", "Σ (columns)", covariance.cols(), mean.size());
  const Solver solver = decompose(covariance);
  const Vector<double>& values = solver.eigenvalues();
  const Vector<double> none = Vector<double>::Zero(mean.size());
  return {mean,
          {none, solver.eigenvectors(), values},
          {none, solver.eigenvectors(), values.cwiseInverse()},
          values.array().log().sum()};
}

Gaussian Gaussian::diagonal(const Vector<double>& mean, const Vector<double>& variances) {
  return low_rank(mean, Matrix<double>(mean.size(), 0), variances);
}

Gaussian Gaussian::low_rank(const Vector<double>& mean, const Matrix<double>& factors,
                            const Vector<double>& diagonal) {
  check_size("gaussian", "the diagonal", diagonal.size(), mean.size());
  check_size("gaussian", "the factors (rows)", factors.rows(), mean.size());
  check_finite("gaussian", "the diagonal", diagonal);
  check_finite("gaussian", "the factors", factors);
  if (diagonal.size() > 0) check_smallest(diagonal.minCoeff(), 0);
  const Index rank = factors.cols();
  Form covariance{diagonal, factors, Vector<double>::Ones(rank)};
  Form precision{diagonal.cwiseInverse(), Matrix<double>(mean.size(), 0), {}};
  double log_determinant = diagonal.array().log().sum();
  if (rank > 0) {
    // Σ⁻¹ = D⁻¹ − D⁻¹U (I + UᵀD⁻¹U)⁻¹ UᵀD⁻¹, the middle as V Λ⁻¹ Vᵀ
    const Matrix<double> scaled = precision.d.asDiagonal() * factors;
    Matrix<double> middle = factors.transpose() * scaled;
    middle.diagonal().array() += 1;
    const Solver solver(middle);
    precision.basis.noalias() = scaled * solver.eigenvectors();
    precision.weights = -solver.eigenvalues().cwiseInverse();
    log_determinant += solver.eigenvalues().array().log().sum();
  }
  return {mean, std::move(covariance), std::move(precision), log_determinant};
}

Vector<double> Gaussian::log_density(const Matrix<double>& x) const {
  check_size("gaussian", "x", x.rows(), size());
  const Matrix<double> away = x.colwise() - mean_;
  const Matrix<double> pulled = precision_times(away);
  return (-0.5 * away.cwiseProduct(pulled).colwise().sum()).transpose().array() + log_peak_;
}

Matrix<double> half_axes(const Matrix<double>& covariance) {
  const Solver solver = decompose(covariance);
  return solver.eigenvectors() * solver.eigenvalues().cwiseSqrt().asDiagonal();
}

}  // namespace relevance
