#include "prototype/gaussian.hpp"

#include <cmath>

#include "base/error.hpp"
#include "nn/kernels/small_matrix.hpp"

namespace relevance {
namespace {

void check_symmetric(const Matrix<double>& a) {
  check_finite("gaussian", "Σ", a);
  const double tolerance = 1e-9 * a.cwiseAbs().maxCoeff();
  for (Index i = 0; i < a.rows(); ++i)
    for (Index j = 0; j < i; ++j)
      if (std::abs(a(i, j) - a(j, i)) > tolerance)
        throw Error(
            "not-positive-definite",
            "gaussian: Σ is not symmetric: " + number_text(a(i, j)) + " in row " +
                std::to_string(i + 1) + ", column " + std::to_string(j + 1) + ", but " +
                number_text(a(j, i)) + " across; expected a symmetric positive definite matrix",
            {{"name", "Σ"}, {"row", std::to_string(i + 1)}, {"column", std::to_string(j + 1)}});
}

void check_smallest(double smallest, double least) {
  if (smallest > least) return;
  throw Error("not-positive-definite",
              "gaussian: Σ has the smallest eigenvalue " + number_text(smallest) +
                  ", expected one above 0: without it there is no density",
              {{"name", "Σ"}, {"smallest", number_text(smallest)}});
}

SymmetricEigen decompose(const Matrix<double>& covariance) {
  check_range("gaussian", "Σ (rows)", double(covariance.rows()), 1, 1e6);
  check_size("gaussian", "Σ (columns)", covariance.cols(), covariance.rows());
  check_symmetric(covariance);
  SymmetricEigen eigen = symmetric_eigen(covariance);
  const double largest = eigen.values.cwiseAbs().maxCoeff();
  check_smallest(eigen.values[0], 1e-14 * double(covariance.rows()) * largest);
  return eigen;
}

/// diag(d) m.
Matrix<double> scale_rows(const Vector<double>& d, Matrix<double> m) {
  for (Index c = 0; c < m.cols(); ++c) m.col(c).array() *= d.array();
  return m;
}
/// m diag(d).
Matrix<double> scale_columns(Matrix<double> m, const Vector<double>& d) {
  for (Index c = 0; c < m.cols(); ++c) m.col(c) *= d[c];
  return m;
}

}  // namespace

Matrix<double> Gaussian::Form::times(const Matrix<double>& v) const {
  Matrix<double> result = scale_rows(d, v);
  if (basis.cols() > 0) result += product(basis, scale_rows(weights, transposed_product(basis, v)));
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
  const SymmetricEigen eigen = decompose(covariance);
  const Vector<double> none = Vector<double>::Zero(mean.size());
  return {mean,
          {none, eigen.vectors, eigen.values},
          {none, eigen.vectors, eigen.values.cwiseInverse()},
          eigen.values.array().log().sum()};
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
    const Matrix<double> scaled = scale_rows(precision.d, factors);
    Matrix<double> middle = transposed_product(factors, scaled);
    middle.diagonal().array() += 1;
    const SymmetricEigen eigen = symmetric_eigen(middle);
    precision.basis = product(scaled, eigen.vectors);
    precision.weights = -eigen.values.cwiseInverse();
    log_determinant += eigen.values.array().log().sum();
  }
  return {mean, std::move(covariance), std::move(precision), log_determinant};
}

Vector<double> Gaussian::log_density(const Matrix<double>& x) const {
  check_size("gaussian", "x", x.rows(), size());
  Vector<double> result(x.cols());
  const Matrix<double> away = x.colwise() - mean_, pulled = precision_times(away);
  for (Index b = 0; b < x.cols(); ++b) result[b] = log_peak_ - 0.5 * away.col(b).dot(pulled.col(b));
  return result;
}

Matrix<double> half_axes(const Matrix<double>& covariance) {
  const SymmetricEigen eigen = decompose(covariance);
  return scale_columns(eigen.vectors, eigen.values.cwiseSqrt());
}

}  // namespace relevance
