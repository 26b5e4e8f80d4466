#pragma once
// Convolution as a linear map: which of the kernels computes it, forward and transposed.

#include "nn/kernels/linear_map.hpp"
#include "nn/kernels/packed_conv.hpp"

namespace relevance {

/// `weights` gives them already mixed, as long as the map lives.
template <class S>
std::unique_ptr<LinearMap<S>> make_conv_map(const ConvGeometry& geometry, WeightSource<S> weights);

}  // namespace relevance
