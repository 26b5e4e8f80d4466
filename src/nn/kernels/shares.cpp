#include "nn/kernels/shares.hpp"

namespace relevance {

template <class S>
Kept divide_run(const Division<S>& division, Index n, const S* z, const S* sum, const S* out,
                S* share) {
  const S coefficient = division.coefficient, bias = division.bias, epsilon = division.epsilon;
  const S sign = division.where == SignOfZ::negative ? S(-1) : S(1);
  const bool any = division.where == SignOfZ::any;
  int zeros = 0;
  for (Index k = 0; k < n; ++k) {
    const S whole = sum[k] + bias;
    const S stabilised = whole + (whole >= 0 ? epsilon : -epsilon);
    const bool flows = (out[k] != 0) & (any | (sign * z[k] > 0));
    const bool zero = stabilised == 0;
    zeros |= int(flows & zero);
    share[k] = (flows & !zero) ? coefficient * out[k] / (zero ? S(1) : stabilised) : S(0);
  }
  Kept kept{zeros != 0, 0, 0};
  if (!division.summed) return kept;
  double all = 0, below = 0;
  for (Index k = 0; k < n; ++k) {
    all += double(share[k]);
    below += sum[k] + bias >= 0 ? 0.0 : double(share[k]);
  }
  kept.shares = all;
  kept.stabilisers = (all - 2 * below) * double(epsilon);
  return kept;
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
void add_into(const Matrix<S>& x, Matrix<S>& target) {
  target += x;
}
template <class S>
void multiply_into(const Matrix<S>& x, Matrix<S>& target) {
  target.array() *= x.array();
}
template <class S>
void scale_into(S factor, Matrix<S>& target) {
  target *= factor;
}

template <class S>
void subtract_bias(const Vector<S>& bias, Matrix<S>& target) {
  const Index run = target.rows() / bias.size();
  for (Index b = 0; b < target.cols(); ++b)
    target.col(b).reshaped(run, bias.size()).rowwise() -= bias.transpose();
}

#define INSTANTIATE(S)                                                                   \
  template Kept divide_run(const Division<S>&, Index, const S*, const S*, const S*, S*); \
  template bool all_non_negative(const Matrix<S>&);                                      \
  template bool all_within(const Matrix<S>&, S, S);                                      \
  template void positive_part(const Matrix<S>&, Matrix<S>&);                             \
  template void negative_part(const Matrix<S>&, Matrix<S>&);                             \
  template void add_into(const Matrix<S>&, Matrix<S>&);                                  \
  template void multiply_into(const Matrix<S>&, Matrix<S>&);                             \
  template void scale_into(S, Matrix<S>&);                                               \
  template void subtract_bias(const Vector<S>&, Matrix<S>&);
INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace relevance
