#include "nn/kernels/gram.hpp"

#include <vector>

#include "nn/kernels/simd.hpp"

namespace relevance {
namespace {

using V = Simd<double>;
constexpr Index kLanes = V::kLanes;
constexpr Index kRows = 4, kColumns = 2;  // of a tile that stays in registers
constexpr Index kDepth = 256;             // elements of a column between two stores

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

constexpr Index kTimes = 4, kPacks = 2;  // outputs and lanes that share one pass over a series

/// Σ_{s ≤ t'} x_s own_{t'−s}, squared, for `times` outputs t' from t on, of all lanes.
void add_energies(const double* x, Index stride, const double* own, Index t, Index times,
                  V::Pack* energy) {
  V::Pack sums[kTimes][kPacks] = {};
  if (times == kTimes)
    for (Index s = 0; s <= t; ++s) {
      V::Pack at[kPacks];
      for (Index p = 0; p < kPacks; ++p) at[p] = V::load(x + s * stride + p * kLanes);
      for (Index k = 0; k < kTimes; ++k) {
        const V::Pack weight = V::splat(own[t + k - s]);
        for (Index p = 0; p < kPacks; ++p) sums[k][p] += at[p] * weight;
      }
    }
  const Index rest = times == kTimes ? t + 1 : 0;  // what reaches only some of them
  for (Index k = 0; k < times; ++k)
    for (Index s = rest; s <= t + k; ++s)
      for (Index p = 0; p < kPacks; ++p)
        sums[k][p] += V::load(x + s * stride + p * kLanes) * V::splat(own[t + k - s]);
  for (Index k = 0; k < times; ++k)
    for (Index p = 0; p < kPacks; ++p) energy[p] += sums[k][p] * sums[k][p];
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
  const Index padded = stride + (kPacks - 1) * kLanes;  // what the last packs read
  std::vector<double> turned(size_t(count * stride + padded),
                             0.0);  // a row of all series for each time
  for (Index s = 0; s < count; ++s)
    for (Index c = 0; c < N; ++c) turned[size_t(s * stride + c)] = series(s, c);
  Matrix<double> result(N, N);
  for (Index j = 0; j < N; ++j) {
    const double* own = series.col(j).data();
    for (Index first = j / kLanes * kLanes; first < stride; first += kPacks * kLanes) {
      V::Pack energy[kPacks] = {};
      for (Index t = 0; t < count; t += kTimes)
        add_energies(turned.data() + first, stride, own, t, std::min(kTimes, count - t), energy);
      for (Index lane = 0; lane < kPacks * kLanes && first + lane < N; ++lane)
        if (first + lane >= j) result(first + lane, j) = energy[lane / kLanes][lane % kLanes];
    }
  }
  mirror(result);
  return result;
}

}  // namespace relevance
