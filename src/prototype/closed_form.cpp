#include "prototype/closed_form.hpp"

#include "base/error.hpp"
#include "nn/kernels/small_matrix.hpp"
#include "prototype/penalty.hpp"

namespace relevance {

Matrix<double> optimum_under_norm(const Matrix<double>& w, double lambda) {
  check_bounded("closed form", lambda);
  return w / (2 * lambda);
}

Matrix<double> optimum_under_density(const Matrix<double>& w, const Gaussian& p, double lambda) {
  check_bounded("closed form", lambda);
  check_size("closed form", "w", w.rows(), p.size());
  return (p.covariance_times(w) / lambda).colwise() + p.mean();
}

Matrix<double> optimal_code(const Matrix<double>& w, const Matrix<double>& A, double lambda) {
  check_bounded("closed form", lambda);
  check_size("closed form", "A (rows)", A.rows(), w.rows());
  return transposed_product(A, w) / (2 * lambda);
}

}  // namespace relevance
