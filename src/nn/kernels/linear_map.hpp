#pragma once
// A linear map z = W a with its weights prepared for repeated products: what the forward
// pass, the gradient and every propagation rule share.
//
//   auto map = make_linear_map<float>(layer, input_shape, kWeights);
//   map->apply(a, &bias, z);          // z = W a + b
//   map->apply_transpose(s, c);       // c = Wᵀ s

#include <memory>

#include "nn/kernels/weight_mix.hpp"
#include "nn/layer.hpp"

namespace relevance {

template <class S>
class LinearMap {
 public:
  virtual ~LinearMap() = default;
  /// z = W a + bias (none if null).  `a [n_in × batch]`, `z [n_out × batch]`, sized by the caller.
  virtual void apply(const Matrix<S>& a, const Vector<S>* bias, Matrix<S>& z) = 0;
  /// The same, but entries with `needed = 0` may be left out: their value is unspecified, finite.
  virtual void apply_where(const Matrix<S>& a, const Vector<S>* bias, const Matrix<S>& needed,
                           Matrix<S>& z) {
    (void)needed;
    apply(a, bias, z);
  }
  /// c = Wᵀ s.  `s [n_out × batch]`, `c [n_in × batch]`, sized by the caller.
  virtual void apply_transpose(const Matrix<S>& s, Matrix<S>& c) = 0;
  /// The same, but entries with `needed = 0` may be left out: their value is unspecified, finite.
  virtual void apply_transpose_where(const Matrix<S>& s, const Matrix<S>& needed, Matrix<S>& c) {
    (void)needed;
    apply_transpose(s, c);
  }
  /// The same of columns that are zero at the same places, or nearly: one sample's many relevances.
  virtual void apply_transpose_shared(const Matrix<S>& s, Matrix<S>& c) { apply_transpose(s, c); }
  /// dW += s aᵀ in the layout of the layer's weights, `bias` too; only where it has them.
  virtual void accumulate(const Matrix<S>& a, const Matrix<S>& s, Matrix<S>& weights,
                          Vector<S>& bias) {
    (void)a, (void)s, (void)weights, (void)bias;
  }
};

/// The map of a dense, conv2d, average or sum pool, or affine layer with mixed weights, which the
/// map may go on to read: the layer must outlive it, and after a change of weights another is due.
/// Asserts for other layers (see has_linear_map).
template <class S>
std::unique_ptr<LinearMap<S>> make_linear_map(const Layer<S>& layer, const Shape& input,
                                              const WeightMix& mix);

/// Several of them side by side: n_in becomes mixes × n_in, the inputs of one mix after those of
/// another, so that a transposed product walks s only once. Null where that gains nothing: for
/// layers other than a conv2d of one group.
template <class S>
std::unique_ptr<LinearMap<S>> make_stacked_map(const Layer<S>& layer, const Shape& input,
                                               const std::vector<WeightMix>& mixes);

/// Whether make_linear_map covers the layer.
template <class S>
bool has_linear_map(const Layer<S>& layer);

/// The layer's bias per output element, or null: `bias` of a dense layer, of a conv2d per
/// channel, `shift` of an affine layer.
template <class S>
const Vector<S>* bias_of(const Layer<S>& layer);

}  // namespace relevance
