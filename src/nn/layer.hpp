#pragma once
// The layers a network is made of: plain data, one closed variant.

#include <string>
#include <variant>

#include "base/types.hpp"

namespace relevance {

/// Where a sliding window stands: kernel, stride, zero padding and dilation.
struct Window {
  Index kernel_h = 1, kernel_w = 1;
  Index stride_h = 1, stride_w = 1;
  Index pad_top = 0, pad_left = 0, pad_bottom = 0, pad_right = 0;
  Index dilation_h = 1, dilation_w = 1;
  bool operator==(const Window&) const = default;
};

/// Output height (or width) of a window: ⌊(n + pads − dilation(k−1) − 1)/stride⌋ + 1.
Index window_extent(Index n, Index kernel, Index stride, Index pad_before, Index pad_after,
                    Index dilation);

/// A source of data: `shape` is that of one sample.
struct Input {
  Shape shape;
};

/// z = W a + b.  `weights [n_out × n_in]`, `bias [n_out]`.
template <class S>
struct Dense {
  Matrix<S> weights;
  Vector<S> bias;
};

/// Cross-correlation of C×H×W images.
/// `weights [c_out × (c_in/groups · kernel_h · kernel_w)]`, a row is one filter
/// in the order (c, kh, kw); `bias [c_out]`.
template <class S>
struct Conv2d {
  Matrix<S> weights;
  Vector<S> bias;
  Window window;
  Index groups = 1;
};

enum class PoolKind { max, average, sum };

/// Pooling over windows of each channel. `count_padding`: an average divides by
/// the kernel's size even where padding is under it. Padding never wins a maximum.
/// `global`: the window is the whole image, whatever its size.
struct Pool2d {
  PoolKind kind = PoolKind::max;
  Window window;
  bool count_padding = false;
  bool global = false;
};

enum class ActivationKind { relu, leaky_relu, tanh, sigmoid, softplus, softmax, clip };

/// An element-wise function; softmax runs over the first axis (channels).
struct Activation {
  ActivationKind kind = ActivationKind::relu;
  double slope = 0.01;  ///< of leaky_relu for negative inputs, dimensionless
  double low = 0;       ///< of clip
  double high = 0;      ///< of clip
};

/// y_ci = scale_c x_ci + shift_c, where channel c holds `size/scale.size()`
/// contiguous elements: batch norm that could not be folded, constant factors and summands.
template <class S>
struct Affine {
  Vector<S> scale;
  Vector<S> shift;
};

/// The same elements under another shape.
struct Reshape {
  Shape shape;
};

/// A frame of constant value around each channel.
struct Pad {
  Index top = 0, left = 0, bottom = 0, right = 0;
  double value = 0;
};

/// Sum of two or more inputs of equal shape.
struct Add {};

/// Inputs joined along `axis` (0 is the first axis of the sample).
struct Concat {
  Index axis = 0;
};

/// h_i = ‖x − u_i‖² + offset_i: how far a sample lies from each centre.
/// `centres [n_in × M]`, `offsets [M]`.
template <class S>
struct SquaredDistance {
  Matrix<S> centres;
  Vector<S> offsets;
};

/// h_k = w_kᵀ(x − m_k): on which side of each plane a sample lies, and how far. A dense layer
/// whose planes know a point they pass through, from which relevance is measured.
/// `weights [K × n_in]`, `points [n_in × K]`.
template <class S>
struct Hyperplanes {
  Matrix<S> weights;
  Matrix<S> points;
};

/// o = −s⁻¹ log Σ_i exp(−s h_i) over all elements, the minimum for s → ∞.
struct SoftMin {
  double stiffness = 1;  ///< s > 0, may be infinite; per unit of h
};

template <class S>
using Layer = std::variant<Input, Dense<S>, Conv2d<S>, Pool2d, Activation, Affine<S>, Reshape, Pad,
                           Add, Concat, SquaredDistance<S>, Hyperplanes<S>, SoftMin>;

/// Helper for std::visit.
template <class... F>
struct overloaded : F... {
  using F::operator()...;
};
template <class... F>
overloaded(F...) -> overloaded<F...>;

/// "dense", "conv2d", "max pool", "relu" …: how a layer is named to people.
template <class S>
std::string layer_name(const Layer<S>& layer);

/// Output shape of a layer for the shapes of its inputs. Raises `shape-mismatch`, and
/// `too-much-work` where a padded image is larger than any sample may be (base/limits.hpp).
template <class S>
Shape output_shape(const std::string& node, const Layer<S>& layer,
                   const std::vector<Shape>& inputs);

/// The window of a pool on that image: `global` becomes the image's size.
Window pool_window(const Pool2d& pool, const ImageShape& image);

}  // namespace relevance
