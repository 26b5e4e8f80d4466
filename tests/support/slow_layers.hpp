#pragma once
// Every linear layer as an explicit matrix, written down from its definition with plain
// loops: independent of src/nn's kernels.

#include "nn/network.hpp"

namespace relevance::testing {

/// z = W a + b with every weight written out; `connected(k, j)` is 1 where the layer has a
/// weight there (a zero weight counts, padding does not).
struct ExplicitLayer {
  Eigen::MatrixXd weights;
  Eigen::MatrixXd connected;
  Eigen::VectorXd bias;
};

/// For every (output k, input j, index into the filter) of a windowed layer.
template <class F>
void each_tap(const Window& w, const ImageShape& in, Index channels_out, Index groups,
              bool depthwise, F visit) {
  const Index height =
      (in.height + w.pad_top + w.pad_bottom - w.dilation_h * (w.kernel_h - 1) - 1) / w.stride_h + 1;
  const Index width =
      (in.width + w.pad_left + w.pad_right - w.dilation_w * (w.kernel_w - 1) - 1) / w.stride_w + 1;
  for (Index o = 0; o < channels_out; ++o)
    for (Index y = 0; y < height; ++y)
      for (Index x = 0; x < width; ++x) {
        const Index k = (o * height + y) * width + x;
        const Index per_group = in.channels / groups;
        const Index first = depthwise ? o : o / (channels_out / groups) * per_group;
        const Index count = depthwise ? 1 : per_group;
        for (Index c = 0; c < count; ++c)
          for (Index kh = 0; kh < w.kernel_h; ++kh)
            for (Index kw = 0; kw < w.kernel_w; ++kw) {
              const Index row = y * w.stride_h + kh * w.dilation_h - w.pad_top;
              const Index column = x * w.stride_w + kw * w.dilation_w - w.pad_left;
              const bool inside = row >= 0 && row < in.height && column >= 0 && column < in.width;
              const Index j = inside ? ((first + c) * in.height + row) * in.width + column : -1;
              visit(o, k, j, (c * w.kernel_h + kh) * w.kernel_w + kw);
            }
      }
}

inline ExplicitLayer explicit_layer(const Layer<double>& layer, const Shape& input,
                                    const Shape& output) {
  const Index n_in = size_of(input), n_out = size_of(output);
  ExplicitLayer e{Eigen::MatrixXd::Zero(n_out, n_in), Eigen::MatrixXd::Zero(n_out, n_in),
                  Eigen::VectorXd::Zero(n_out)};
  if (const auto* dense = std::get_if<Dense<double>>(&layer)) {
    e.weights = dense->weights;
    e.connected.setOnes();
    e.bias = dense->bias;
  } else if (const auto* conv = std::get_if<Conv2d<double>>(&layer)) {
    const Index outputs = conv->weights.rows();
    each_tap(conv->window, image_shape(input), outputs, conv->groups, false,
             [&](Index o, Index k, Index j, Index tap) {
               e.bias[k] = conv->bias[o];
               if (j < 0) return;
               e.weights(k, j) += conv->weights(o, tap);
               e.connected(k, j) = 1;
             });
  } else if (const auto* pool = std::get_if<Pool2d>(&layer)) {
    const ImageShape image = image_shape(input);
    const Window w = pool_window(*pool, image);
    each_tap(w, image, image.channels, 1, true, [&](Index, Index k, Index j, Index) {
      if (j >= 0) e.connected(k, j) = 1;
    });
    for (Index k = 0; k < n_out; ++k) {
      const double n = pool->kind == PoolKind::sum ? 1
                       : pool->count_padding       ? double(w.kernel_h * w.kernel_w)
                                                   : e.connected.row(k).sum();
      if (n > 0) e.weights.row(k) = e.connected.row(k) / n;
    }
  } else if (const auto* affine = std::get_if<Affine<double>>(&layer)) {
    const Index inner = n_in / affine->scale.size();
    for (Index i = 0; i < n_in; ++i) {
      e.weights(i, i) = affine->scale[i / inner];
      e.connected(i, i) = 1;
      e.bias[i] = affine->shift[i / inner];
    }
  }
  return e;
}

}  // namespace relevance::testing
