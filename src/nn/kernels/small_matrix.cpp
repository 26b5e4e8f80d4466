#include "nn/kernels/small_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace relevance {
namespace {

/// Rotates columns p and q of m by the cosine and sine.
void rotate_columns(Matrix<double>& m, Index p, Index q, double c, double s) {
  double *a = m.data() + p * m.rows(), *b = m.data() + q * m.rows();
  for (Index i = 0; i < m.rows(); ++i) {
    const double x = a[i], y = b[i];
    a[i] = c * x - s * y;
    b[i] = s * x + c * y;
  }
}

void rotate_rows(Matrix<double>& m, Index p, Index q, double c, double s) {
  for (Index i = 0; i < m.cols(); ++i) {
    const double x = m(p, i), y = m(q, i);
    m(p, i) = c * x - s * y;
    m(q, i) = s * x + c * y;
  }
}

/// sum += factor a. (Plain loops, no Eigen product: less code to load.)
void add_scaled(const double* a, Index n, double factor, double* sum) {
  for (Index i = 0; i < n; ++i) sum[i] += factor * a[i];
}

/// Four sums side by side, so that it can be done in vectors.
double dot(const double* a, const double* b, Index n) {
  double sums[4] = {0, 0, 0, 0};
  Index i = 0;
  for (; i + 4 <= n; i += 4)
    for (int lane = 0; lane < 4; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  for (; i < n; ++i) sums[0] += a[i] * b[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// One pass over all pairs; whether anything was left to rotate away.
bool sweep(Matrix<double>& a, Matrix<double>& vectors) {
  constexpr double kRounding = 1e-17;
  bool rotated = false;
  for (Index q = 1; q < a.rows(); ++q)
    for (Index p = 0; p < q; ++p) {
      const double off = a(p, q);
      if (std::abs(off) <= kRounding * (std::abs(a(p, p)) + std::abs(a(q, q)))) continue;
      rotated = true;
      const double theta = (a(q, q) - a(p, p)) / (2 * off);
      const double t = (theta < 0 ? -1 : 1) / (std::abs(theta) + std::hypot(theta, 1.0));
      const double c = 1 / std::hypot(t, 1.0), s = t * c;
      rotate_columns(a, p, q, c, s);
      rotate_rows(a, p, q, c, s);
      a(p, q) = a(q, p) = 0;
      rotate_columns(vectors, p, q, c, s);
    }
  return rotated;
}

}  // namespace

Matrix<double> product(const Matrix<double>& a, const Matrix<double>& b) {
  Matrix<double> result = Matrix<double>::Zero(a.rows(), b.cols());
  for (Index c = 0; c < b.cols(); ++c)
    for (Index k = 0; k < a.cols(); ++k)
      add_scaled(a.data() + k * a.rows(), a.rows(), b(k, c), result.data() + c * a.rows());
  return result;
}

Matrix<double> transposed_product(const Matrix<double>& a, const Matrix<double>& b) {
  Matrix<double> result(a.cols(), b.cols());
  for (Index c = 0; c < b.cols(); ++c)
    for (Index k = 0; k < a.cols(); ++k)
      result(k, c) = dot(a.data() + k * a.rows(), b.data() + c * a.rows(), a.rows());
  return result;
}

SymmetricEigen symmetric_eigen(const Matrix<double>& matrix) {
  constexpr int kMostSweeps = 60;
  const Index n = matrix.rows();
  Matrix<double> a = matrix;
  for (Index j = 0; j < n; ++j)
    for (Index i = 0; i < j; ++i) a(i, j) = a(j, i);
  Matrix<double> vectors = Matrix<double>::Identity(n, n);
  for (int i = 0; i < kMostSweeps && sweep(a, vectors); ++i) continue;
  std::vector<Index> order(static_cast<size_t>(n));
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(), [&](Index i, Index j) { return a(i, i) < a(j, j); });
  SymmetricEigen result{Vector<double>(n), Matrix<double>(n, n)};
  for (Index k = 0; k < n; ++k) {
    result.values[k] = a(order[size_t(k)], order[size_t(k)]);
    result.vectors.col(k) = vectors.col(order[size_t(k)]);
  }
  return result;
}

}  // namespace relevance
