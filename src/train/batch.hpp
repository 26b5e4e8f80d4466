#pragma once
// What one step of training sees.

#include <functional>
#include <vector>

#include "base/random.hpp"

namespace relevance {

/// Samples beside each other. `inputs` has one matrix for each Input node, in order,
/// so that noise for a sampling layer is one more input.
template <class S>
struct Batch {
  std::vector<Matrix<S>> inputs;  ///< [size_of(input) × batch] each
  std::vector<int> labels;        ///< of classification, one for each sample
  Matrix<S> targets;              ///< of regression [n_out × batch]
};

/// Fills a batch with the given samples; what is random in it comes from `random` alone.
template <class S>
using MakeBatch =
    std::function<void(const std::vector<Index>& samples, Random& random, Batch<S>& batch)>;

}  // namespace relevance
