#include "nn/kernels/distances.hpp"

#include <cmath>
#include <limits>

#include "nn/kernels/simd.hpp"

namespace relevance {
namespace {

constexpr Index kTogether = 4;  // centres that share one pass over x

/// ‖x − u‖² for `count` centres one after the other in memory.
template <class S, Index count>
void distances_to(const S* centres, Index n, const S* x, S* result) {
  using V = Simd<S>;
  constexpr Index lanes = V::kLanes;
  typename V::Pack sums[count] = {};
  Index d = 0;
  for (; d + lanes <= n; d += lanes) {
    const auto at = V::load(x + d);
    for (Index i = 0; i < count; ++i) {
      const auto apart = at - V::load(centres + i * n + d);
      sums[i] += apart * apart;
    }
  }
  for (Index i = 0; i < count; ++i) {
    result[i] = V::sum(sums[i]);
    for (Index rest = d; rest < n; ++rest) {
      const S apart = x[rest] - centres[i * n + rest];
      result[i] += apart * apart;
    }
  }
}

/// ‖x − u_i‖² of one sample to all centres.
template <class S>
void distances_to_all(const Matrix<S>& centres, const S* x, S* result) {
  const Index n = centres.rows(), M = centres.cols();
  Index i = 0;
  for (; i + kTogether <= M; i += kTogether)
    distances_to<S, kTogether>(centres.data() + i * n, n, x, result + i);
  for (; i < M; ++i) distances_to<S, 1>(centres.data() + i * n, n, x, result + i);
}

/// Sums of `count` = Σ exp(−s(h_i − m)), each term handed to `f`.
template <class S, class F>
double exponentials(double stiffness, const S* h, Index count, Index first, F f) {
  double sum = 0;
  const double least = double(h[first]);
  for (Index i = 0; i < count; ++i) {
    const double apart = double(h[i]) - least;
    const double term = std::isinf(stiffness) ? double(i == first) : std::exp(-stiffness * apart);
    f(i, term);
    sum += term;
  }
  return sum;
}

template <class S>
Index first_minimum(const S* h, Index count) {
  Index first = 0;
  for (Index i = 1; i < count; ++i)
    if (h[i] < h[first]) first = i;
  return first;
}

}  // namespace

template <class S>
void squared_distances(const Matrix<S>& centres, const Vector<S>& offsets, const Matrix<S>& x,
                       Matrix<S>& y) {
  y.resize(centres.cols(), x.cols());
  for (Index c = 0; c < x.cols(); ++c) {
    S* column = y.col(c).data();
    distances_to_all(centres, x.col(c).data(), column);
    for (Index i = 0; i < offsets.size(); ++i) column[i] += offsets[i];
  }
}

template <class S>
void squared_distances_backward(const Matrix<S>& centres, const Matrix<S>& x, const Matrix<S>& dy,
                                Matrix<S>& dx) {
  const Index n = centres.rows();
  dx.setZero(n, dy.cols());
  for (Index c = 0; c < dy.cols(); ++c) {
    const S* at = x.col(x.cols() == 1 ? 0 : c).data();
    S* gradient = dx.col(c).data();
    for (Index i = 0; i < centres.cols(); ++i) {
      const S factor = 2 * dy(i, c);
      if (factor == 0) continue;
      const S* centre = centres.col(i).data();
      for (Index d = 0; d < n; ++d) gradient[d] += factor * (at[d] - centre[d]);
    }
  }
}

template <class S>
void squared_distances_relevance(const Matrix<S>& centres, const Matrix<S>& x, const Matrix<S>& out,
                                 Matrix<S>& in) {
  const Index n = centres.rows(), M = centres.cols();
  Vector<S> distances(M);
  in.setZero(n, out.cols());
  for (Index c = 0; c < out.cols(); ++c) {
    const S* at = x.col(x.cols() == 1 ? 0 : c).data();
    if (c == 0 || x.cols() > 1) distances_to_all(centres, at, distances.data());
    S* relevance = in.col(c).data();
    S equal = 0;
    for (Index i = 0; i < M; ++i) {
      if (out(i, c) == 0) continue;
      if (distances[i] == 0) {
        equal += out(i, c) / S(n);
        continue;
      }
      const S share = out(i, c) / distances[i];
      const S* centre = centres.col(i).data();
      for (Index d = 0; d < n; ++d)
        relevance[d] += share * (at[d] - centre[d]) * (at[d] - centre[d]);
    }
    for (Index d = 0; d < n; ++d) relevance[d] += equal;
  }
}

template <class S>
void signed_distances(const Matrix<S>& weights, const Matrix<S>& points, const Matrix<S>& x,
                      Matrix<S>& y) {
  y.setZero(weights.rows(), x.cols());
  for (Index c = 0; c < x.cols(); ++c)
    for (Index d = 0; d < x.rows(); ++d)
      for (Index k = 0; k < weights.rows(); ++k)
        y(k, c) += weights(k, d) * (x(d, c) - points(d, k));
}

template <class S>
void signed_distances_relevance(const Matrix<S>& weights, const Matrix<S>& points,
                                const Matrix<S>& x, const Matrix<S>& y, const Matrix<S>& out,
                                Matrix<S>& in) {
  in.setZero(weights.cols(), out.cols());
  for (Index c = 0; c < out.cols(); ++c) {
    const Index sample = x.cols() == 1 ? 0 : c;
    for (Index k = 0; k < weights.rows(); ++k) {
      if (out(k, c) == 0 || y(k, sample) == 0) continue;
      const S share = out(k, c) / y(k, sample);
      for (Index d = 0; d < weights.cols(); ++d)
        in(d, c) += share * weights(k, d) * (x(d, sample) - points(d, k));
    }
  }
}

template <class S>
void soft_min(double stiffness, const Matrix<S>& h, Matrix<S>& y) {
  y.resize(1, h.cols());
  for (Index c = 0; c < h.cols(); ++c) {
    const S* column = h.col(c).data();
    const Index first = first_minimum(column, h.rows());
    const double sum = exponentials(stiffness, column, h.rows(), first, [](Index, double) {});
    y(0, c) = S(double(column[first]) - std::log(sum) / stiffness);
  }
}

template <class S>
void soft_min_relevance(double stiffness, const Matrix<S>& h, const Matrix<S>& out, Matrix<S>& in) {
  in.resize(h.rows(), out.cols());
  for (Index c = 0; c < out.cols(); ++c) {
    const S* column = h.col(h.cols() == 1 ? 0 : c).data();
    const Index first = first_minimum(column, h.rows());
    const double sum = exponentials(stiffness, column, h.rows(), first,
                                    [&](Index i, double term) { in(i, c) = S(term); });
    const S share = S(double(out(0, c)) / sum);
    for (Index i = 0; i < h.rows(); ++i) in(i, c) *= share;
  }
}

#define INSTANTIATE(S)                                                                            \
  template void squared_distances(const Matrix<S>&, const Vector<S>&, const Matrix<S>&,           \
                                  Matrix<S>&);                                                    \
  template void squared_distances_backward(const Matrix<S>&, const Matrix<S>&, const Matrix<S>&,  \
                                           Matrix<S>&);                                           \
  template void squared_distances_relevance(const Matrix<S>&, const Matrix<S>&, const Matrix<S>&, \
                                            Matrix<S>&);                                          \
  template void signed_distances(const Matrix<S>&, const Matrix<S>&, const Matrix<S>&,            \
                                 Matrix<S>&);                                                     \
  template void signed_distances_relevance(const Matrix<S>&, const Matrix<S>&, const Matrix<S>&,  \
                                           const Matrix<S>&, const Matrix<S>&, Matrix<S>&);       \
  template void soft_min(double, const Matrix<S>&, Matrix<S>&);                                   \
  template void soft_min_relevance(double, const Matrix<S>&, const Matrix<S>&, Matrix<S>&);
INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace relevance
