#pragma once
// Average and sum pooling as a linear map.

#include "nn/kernels/linear_map.hpp"

namespace relevance {

/// `pool` must not be a max pool.
template <class S>
std::unique_ptr<LinearMap<S>> make_pool_map(const Pool2d& pool, const ImageShape& image,
                                            const WeightMix& mix);

}  // namespace relevance
