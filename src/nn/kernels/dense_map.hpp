#pragma once
// A matrix as a linear map: by packed tiles for a batch, column by column for one sample.

#include "nn/kernels/linear_map.hpp"

namespace relevance {

/// `weights [n_out × n_in]`, which must outlive the map.
template <class S>
std::unique_ptr<LinearMap<S>> make_dense_map(const Matrix<S>& weights, const WeightMix& mix);

}  // namespace relevance
