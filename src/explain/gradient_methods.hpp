#pragma once
// Explanations by the gradient: `gradient` and `gradient-times-input`.

#include <string>
#include <vector>

#include "nn/backward.hpp"

namespace relevance {

const std::vector<std::string>& gradient_method_names();

/// ∂f_k/∂x, times x for `gradient-times-input`, at each sample's target.
/// `x [n_in × batch]`, result alike. Raises `unknown-name`, `target-out-of-range`.
template <class S>
Matrix<S> explain_by_gradient(const std::string& method, const Network<S>& network,
                              const Matrix<S>& x, const std::vector<Index>& targets);

/// The same from a forward pass already made, with a Backward already prepared.
template <class S>
Matrix<S> explain_by_gradient(const std::string& method, const Network<S>& network,
                              Backward<S>& backward, const Trace<S>& trace,
                              const std::vector<Index>& targets);

}  // namespace relevance
