#include "nn/kernels/gram.hpp"

#include <vector>

#include "nn/kernels/simd.hpp"

namespace relevance {
namespace {

using V = Simd<double>;
constexpr Index kLanes = V::kLanes;
constexpr Index kRows = 4, kColumns = 2;  // of a tile that stays in registers
constexpr Index kDepth = 256;             // elements of a column between two stores

/// Sums of products of columns i … i+rows and j … j+columns over elements from … to.
template <Index rows, Index columns>
void tile(const Matrix<double>& a, Index i, Index j, Index from, Index to, Matrix<double>& result) {
  V::Pack sums[rows][columns] = {};
  const double *left[rows], *right[columns];
  for (Index r = 0; r < rows; ++r) left[r] = a.col(i + r).data();
  for (Index c = 0; c < columns; ++c) right[c] = a.col(j + c).data();
  Index t = from;
  for (; t + kLanes <= to; t += kLanes) {
    V::Pack b[columns];
    for (Index c = 0; c < columns; ++c) b[c] = V::load(right[c] + t);
    for (Index r = 0; r < rows; ++r) {
      const V::Pack value = V::load(left[r] + t);
      for (Index c = 0; c < columns; ++c) sums[r][c] += value * b[c];
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

Matrix<double> self_product(const Matrix<double>& a) {
  const Index n = a.rows(), N = a.cols();
  Matrix<double> result = Matrix<double>::Zero(N, N);
  for (Index from = 0; from < n; from += kDepth) {
    const Index to = std::min(from + kDepth, n);
    for (Index j = 0; j < N; j += kColumns) {
      const Index columns = std::min(kColumns, N - j);
      for (Index i = j; i < N; i += kRows) {  // below the diagonal, and a little across it
        if (i + kRows <= N && columns == kColumns) {
          tile<kRows, kColumns>(a, i, j, from, to, result);
          continue;
        }
        for (Index r = i; r < std::min(i + kRows, N); ++r)
          for (Index c = j; c < j + columns; ++c) tile<1, 1>(a, r, c, from, to, result);
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
    for (Index lag = 0; lag < n; ++lag) {
      V::Pack sums[2] = {};
      Index t = 0;
      for (; t + 2 * kLanes <= n - lag; t += 2 * kLanes)
        for (Index k = 0; k < 2; ++k)
          sums[k] += V::load(x + t + k * kLanes) * V::load(x + t + k * kLanes + lag);
      double sum = V::sum(sums[0] + sums[1]);
      for (; t < n - lag; ++t) sum += x[t] * x[t + lag];
      result(lag, c) = sum;
    }
  }
  return result;
}

Matrix<double> head_energies(const Matrix<double>& series, Index count) {
  const Index N = series.cols(), stride = (N + kLanes - 1) / kLanes * kLanes;
  std::vector<double> turned(size_t(count * stride), 0.0);  // a row of all series for each time
  for (Index s = 0; s < count; ++s)
    for (Index c = 0; c < N; ++c) turned[size_t(s * stride + c)] = series(s, c);
  Matrix<double> result(N, N);
  constexpr Index kTimes = 4;  // outputs that share one pass over the other series
  for (Index j = 0; j < N; ++j) {
    const double* own = series.col(j).data();
    for (Index first = j / kLanes * kLanes; first < N; first += kLanes) {
      V::Pack energy = {};
      Index t = 0;
      for (; t + kTimes <= count; t += kTimes) {
        V::Pack sums[kTimes] = {};
        for (Index s = 0; s <= t; ++s) {  // x_s of all lanes, with own_{t−s} … own_{t+3−s}
          const V::Pack x = V::load(&turned[size_t(s * stride + first)]);
          for (Index k = 0; k < kTimes; ++k) sums[k] += x * V::splat(own[t + k - s]);
        }
        for (Index s = t + 1; s < t + kTimes; ++s) {
          const V::Pack x = V::load(&turned[size_t(s * stride + first)]);
          for (Index k = s - t; k < kTimes; ++k) sums[k] += x * V::splat(own[t + k - s]);
        }
        for (Index k = 0; k < kTimes; ++k) energy += sums[k] * sums[k];
      }
      for (; t < count; ++t) {
        V::Pack sum = {};
        for (Index s = 0; s <= t; ++s)
          sum += V::load(&turned[size_t(s * stride + first)]) * V::splat(own[t - s]);
        energy += sum * sum;
      }
      for (Index lane = 0; lane < kLanes && first + lane < N; ++lane)
        if (first + lane >= j) result(first + lane, j) = energy[lane];
    }
  }
  mirror(result);
  return result;
}

}  // namespace relevance
