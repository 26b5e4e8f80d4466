#pragma once
// What a layer asks for, estimated before anything is computed.

#include "nn/layer.hpp"

namespace relevance {

/// Multiply-adds of one sample, forward: outputs × operands of each. A tap of a pooling window,
/// which is tested against the border, counts as four; an element of other layers as one.
template <class S>
double layer_work(const Layer<S>& layer, const Shape& input, const Shape& output);

/// Elements of the image a window slides over, padding included: what a convolution sets up.
double padded_size(const Window& window, const ImageShape& image);

}  // namespace relevance
