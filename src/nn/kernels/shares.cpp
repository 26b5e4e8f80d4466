#include "nn/kernels/shares.hpp"

#include "nn/kernels/simd.hpp"

namespace relevance {

namespace {

/// Σ f(i), four sums side by side so that it can be done in vectors.
template <class F>
double sum_of(Index n, F f) {
  double sums[4] = {0, 0, 0, 0};
  Index i = 0;
  for (; i + 4 <= n; i += 4)
    for (Index lane = 0; lane < 4; ++lane) sums[lane] += f(i + lane);
  for (; i < n; ++i) sums[0] += f(i);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// One vector of shares at a time; `zeros` where a denominator is 0 under relevance.
template <class S>
struct Divider {
  using Pack = typename Simd<S>::Pack;
  using Mask = decltype(Pack{} == Pack{});
  Pack coefficient, epsilon, sign;
  bool any;
  Mask zeros{};
  Pack signed_shares{};  // Σ ±share, the sign that of D

  explicit Divider(const Division<S>& d)
      : coefficient(Simd<S>::splat(d.coefficient)),
        epsilon(Simd<S>::splat(d.epsilon)),
        sign(Simd<S>::splat(d.where == SignOfZ::negative ? S(-1) : S(1))),
        any(d.where == SignOfZ::any) {}

  Pack operator()(Pack z, Pack sum, Pack out) {
    const Pack none{};
    const Pack stabilised = sum + (sum >= none ? epsilon : -epsilon);
    const Mask arrives = out != none;
    const Mask flows = any ? arrives : arrives & (sign * z > none);
    const Mask zero = stabilised == none;
    zeros |= flows & zero;
    const Pack share = (flows & ~zero) ? coefficient * out / stabilised : none;
    signed_shares += sum >= none ? share : -share;
    return share;
  }
};

}  // namespace

template <class S>
Kept divide(const Division<S>& d, S* share) {
  using Pack = typename Simd<S>::Pack;
  constexpr Index lanes = Simd<S>::kLanes;
  Divider<S> divider(d);
  const Index biases = d.added.size(), run = d.outputs / biases;
  const S* constant = d.constant;
  // biases of single outputs are a vector like any other
  const bool single = run == 1 && constant == nullptr;
  if (single) constant = d.added.data();
  Kept kept;
  for (Index first = 0; first < d.outputs;) {
    const Index n = single ? d.outputs : run, end = first + n;
    const S bias = single ? S(0) : d.added[first / run];
    const auto all = Simd<S>::splat(bias);
    Index k = first;
    for (; k + lanes <= end; k += lanes) {
      auto sum = Simd<S>::load(d.sum + k) + all;
      if (constant != nullptr) sum += Simd<S>::load(constant + k);
      Simd<S>::store(share + k, divider(Simd<S>::load(d.z + k), sum, Simd<S>::load(d.out + k)));
    }
    for (; k < end; ++k) {  // the rest, each in the first lane
      Pack sum{}, z{}, out{};
      sum[0] = d.sum[k] + bias + (constant == nullptr ? S(0) : constant[k]);
      z[0] = d.z[k];
      out[0] = d.out[k];
      share[k] = divider(z, sum, out)[0];
    }
    if (run > 1 && d.counted[first / run] != 0)
      kept.biases += double(d.counted[first / run]) *
                     sum_of(n, [&](Index i) { return double(share[first + i]); });
    first = end;
  }
  if (run == 1)
    kept.biases =
        sum_of(d.outputs, [&](Index k) { return double(share[k]) * double(d.counted[k]); });
  kept.stabilisers = double(d.epsilon) * double(Simd<S>::sum(divider.signed_shares));
  for (Index lane = 0; lane < lanes; ++lane) kept.zeros = kept.zeros || divider.zeros[lane] != 0;
  return kept;
}

template <class S>
bool any_below_zero(const Matrix<S>& z, const Matrix<S>& out) {
  int found = 0;
  for (Index c = 0; c < out.cols() && found == 0; ++c) {
    const S* sample = z.col(z.cols() == 1 ? 0 : c).data();
    const S* arriving = out.col(c).data();
    for (Index k = 0; k < z.rows(); ++k) found |= int(sample[k] < 0) & int(arriving[k] != 0);
  }
  return found != 0;
}

template <class S>
double sum_where_zero(Index n, const S* z, const S* out) {
  int found = 0;
  for (Index i = 0; i < n; ++i) found |= int(z[i] == 0);
  return found == 0 ? 0 : sum_of(n, [&](Index i) { return z[i] == 0 ? double(out[i]) : 0.0; });
}

template <class S>
bool all_non_negative(const Matrix<S>& a) {
  int outside = 0;
  for (Index i = 0; i < a.size(); ++i) outside |= int(!(a.data()[i] >= 0));
  return outside == 0;
}

template <class S>
bool all_within(const Matrix<S>& a, S low, S high) {
  int outside = 0;
  for (Index i = 0; i < a.size(); ++i)
    outside |= int(!(a.data()[i] >= low)) | int(!(a.data()[i] <= high));
  return outside == 0;
}

template <class S>
void positive_part(const Matrix<S>& a, Matrix<S>& part) {
  part = a.cwiseMax(S(0));
}
template <class S>
void negative_part(const Matrix<S>& a, Matrix<S>& part) {
  part = a.cwiseMin(S(0));
}

template <class S>
void copy_into(const Matrix<S>& x, Matrix<S>& target) {
  target = x;
}
template <class S>
void add_into(const Matrix<S>& x, Matrix<S>& target) {
  target += x;
}

template <class S>
void add_products(Index n, S c, const S* factors, const S* x, bool add, S* target) {
  constexpr Index lanes = Simd<S>::kLanes;
  const auto all = Simd<S>::splat(c);
  Index i = 0;
  for (; i + lanes <= n; i += lanes) {
    auto product = all * Simd<S>::load(x + i);
    if (factors != nullptr) product *= Simd<S>::load(factors + i);
    if (add) product += Simd<S>::load(target + i);
    Simd<S>::store(target + i, product);
  }
  for (; i < n; ++i)
    target[i] = (add ? target[i] : S(0)) + c * x[i] * (factors == nullptr ? S(1) : factors[i]);
}

#define INSTANTIATE(S)                                              \
  template Kept divide(const Division<S>&, S*);                     \
  template bool any_below_zero(const Matrix<S>&, const Matrix<S>&); \
  template double sum_where_zero(Index, const S*, const S*);        \
  template bool all_non_negative(const Matrix<S>&);                 \
  template bool all_within(const Matrix<S>&, S, S);                 \
  template void positive_part(const Matrix<S>&, Matrix<S>&);        \
  template void negative_part(const Matrix<S>&, Matrix<S>&);        \
  template void copy_into(const Matrix<S>&, Matrix<S>&);            \
  template void add_into(const Matrix<S>&, Matrix<S>&);             \
  template void add_products(Index, S, const S*, const S*, bool, S*);
INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace relevance
