#include "nn/kernels/gram.hpp"

#include "nn/kernels/simd.hpp"

namespace relevance {
namespace {

using V = Simd<double>;
constexpr Index kLanes = V::kLanes;
constexpr Index kRows = 4, kColumns = 2;  // of a tile that stays in registers
constexpr Index kDepth = 256;             // elements of a column between two stores
constexpr Index kLags = 4;                // that share one pass over a series

/// Sums of products of columns i … i+rows of a and j … j+columns of b over elements from … to.
template <Index rows, Index columns>
void tile(const Matrix<double>& a, const Matrix<double>& b, Index i, Index j, Index from, Index to,
          Matrix<double>& result) {
  V::Pack sums[rows][columns] = {};
  const double *left[rows], *right[columns];
  for (Index r = 0; r < rows; ++r) left[r] = a.col(i + r).data();
  for (Index c = 0; c < columns; ++c) right[c] = b.col(j + c).data();
  Index t = from;
  for (; t + kLanes <= to; t += kLanes) {
    V::Pack other[columns];
    for (Index c = 0; c < columns; ++c) other[c] = V::load(right[c] + t);
    for (Index r = 0; r < rows; ++r) {
      const V::Pack value = V::load(left[r] + t);
      for (Index c = 0; c < columns; ++c) sums[r][c] += value * other[c];
    }
  }
  for (Index r = 0; r < rows; ++r)
    for (Index c = 0; c < columns; ++c) {
      double sum = V::sum(sums[r][c]);
      for (Index rest = t; rest < to; ++rest) sum += left[r][rest] * right[c][rest];
      result(i + r, j + c) += sum;
    }
}

void mirror(Matrix<double>& symmetric) {
  for (Index j = 0; j < symmetric.cols(); ++j)
    for (Index i = 0; i < j; ++i) symmetric(i, j) = symmetric(j, i);
}

}  // namespace

Matrix<double> symmetric_product(const Matrix<double>& a, const Matrix<double>& b) {
  const Index n = a.rows(), N = a.cols();
  Matrix<double> result = Matrix<double>::Zero(N, N);
  for (Index from = 0; from < n; from += kDepth) {
    const Index to = std::min(from + kDepth, n);
    for (Index j = 0; j < N; j += kColumns) {
      const Index columns = std::min(kColumns, N - j);
      for (Index i = j; i < N; i += kRows) {  // below the diagonal, and a little across it
        if (i + kRows <= N && columns == kColumns) {
          tile<kRows, kColumns>(a, b, i, j, from, to, result);
          continue;
        }
        for (Index r = i; r < std::min(i + kRows, N); ++r)
          for (Index c = j; c < j + columns; ++c) tile<1, 1>(a, b, r, c, from, to, result);
      }
    }
  }
  mirror(result);
  return result;
}

Matrix<double> autocorrelations(const Matrix<double>& series) {
  const Index n = series.rows();
  Matrix<double> result(n, series.cols());
  for (Index c = 0; c < series.cols(); ++c) {
    const double* x = series.col(c).data();
    for (Index lag = 0; lag < n; lag += kLags) {
      const Index lags = std::min(kLags, n - lag);
      V::Pack sums[kLags][2] = {};
      Index t = 0;
      for (; lag + lags - 1 + t + 2 * kLanes <= n && lags == kLags; t += 2 * kLanes)
        for (Index half = 0; half < 2; ++half) {
          const double* at = x + t + half * kLanes;
          const V::Pack value = V::load(at);
          for (Index k = 0; k < kLags; ++k) sums[k][half] += value * V::load(at + lag + k);
        }
      for (Index k = 0; k < lags; ++k) {
        double sum = V::sum(sums[k][0] + sums[k][1]);
        for (Index rest = t; rest < n - lag - k; ++rest) sum += x[rest] * x[rest + lag + k];
        result(lag + k, c) = sum;
      }
    }
  }
  return result;
}

}  // namespace relevance
