#include "dynamics/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "nn/kernels/small_matrix.hpp"

namespace relevance {
namespace {

constexpr int kSweeps = 60;
constexpr double kOrthogonal = 1e-15;  // cosine between two columns

/// Turns columns p and q until they are orthogonal; false where they are already.
bool turn(Matrix<double>& a, Index p, Index q) {
  const double pp = a.col(p).squaredNorm(), qq = a.col(q).squaredNorm(),
               pq = a.col(p).dot(a.col(q));
  if (pq == 0 || std::abs(pq) <= kOrthogonal * std::sqrt(pp * qq)) return false;
  const double zeta = (qq - pp) / (2 * pq);
  const double t = (zeta < 0 ? -1 : 1) / (std::abs(zeta) + std::hypot(1, zeta));
  const double c = 1 / std::hypot(1, t), s = c * t;
  for (Index i = 0; i < a.rows(); ++i) {
    const double left = a(i, p), right = a(i, q);
    a(i, p) = c * left - s * right;
    a(i, q) = s * left + c * right;
  }
  return true;
}

}  // namespace

Matrix<double> step_jacobian(const RecurrentSystem& system, const Vector<double>& tanhs) {
  Matrix<double> J = system.W.transpose();
  for (Index j = 0; j < J.rows(); ++j) {
    J.row(j) *= system.gain() * (1 - tanhs[j] * tanhs[j]);
    J(j, j) += system.keep();
  }
  return J;
}

Matrix<double> chain_jacobian(const RecurrentSystem& system, const Simulation& run, Index from,
                              Index to) {
  check_range("chain_jacobian", "the last step", double(to), 0, double(run.steps()));
  check_range("chain_jacobian", "the first step", double(from), 0, double(to));
  Matrix<double> chain = Matrix<double>::Identity(system.size(), system.size());
  for (Index t = from; t < to; ++t) chain = product(step_jacobian(system, run.tanhs.col(t)), chain);
  return chain;
}

Vector<double> singular_values(Matrix<double> a) {
  check_finite("singular_values", "a", a);
  bool turned = true;
  for (int sweep = 0; turned && sweep < kSweeps; ++sweep) {
    turned = false;
    for (Index p = 0; p < a.cols(); ++p)
      for (Index q = p + 1; q < a.cols(); ++q) turned = turn(a, p, q) || turned;
  }
  Vector<double> values = a.colwise().norm().transpose();
  std::sort(values.begin(), values.end(), std::greater<>());
  return values;
}

ForwardSensitivity::ForwardSensitivity(const RecurrentSystem& system, const Simulation& run)
    : system_(system), run_(run) {
  const Index d = system.size();
  dx_dW_ = Matrix<double>::Zero(d, d * d);
  dx_db_ = Matrix<double>::Zero(d, d);
  dx_dx0_ = Matrix<double>::Identity(d, d);
}

void ForwardSensitivity::step() {
  check_range("ForwardSensitivity", "the step", double(t_ + 1), 1, double(run_.steps()));
  const Index d = system_.size();
  const Vector<double> a = run_.tanhs.col(t_);
  const Matrix<double> J = step_jacobian(system_, a);
  dx_dx0_ = product(J, dx_dx0_);
  dx_dW_ = product(J, dx_dW_);
  dx_db_ = product(J, dx_db_);
  for (Index l = 0; l < d; ++l) {
    const double direct = system_.gain() * (1 - a[l] * a[l]);
    dx_db_(l, l) += direct;
    for (Index k = 0; k < d; ++k) dx_dW_(l, k * d + l) += direct * run_.states(k, t_);
  }
  ++t_;
}

}  // namespace relevance
