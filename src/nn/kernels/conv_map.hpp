#pragma once
// Convolution as a linear map: which of the kernels computes it, forward and transposed.

#include "nn/kernels/linear_map.hpp"
#include "nn/kernels/packed_conv.hpp"

namespace relevance {

/// `weights` as in Conv2d, already mixed.
template <class S>
std::unique_ptr<LinearMap<S>> make_conv_map(const ConvGeometry& geometry, Matrix<S> weights);

}  // namespace relevance
