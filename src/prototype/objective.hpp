#pragma once
// What a prototype maximises: one unit of a network for each column of the batch.
//
//   Objective<float> f(network, network.output(), Score::activation);
//   f(x, {0, 1, 2}, value, gradient);     // three prototypes at once

#include "nn/backward.hpp"

namespace relevance {

enum class Score {
  activation,       ///< the unit's value (a logit, where the node is the output)
  log_probability,  ///< log softmax of it among the units of its node
};

template <class S>
class Objective {
 public:
  /// Any node of the network. Keeps a reference to `network`, which must outlive this.
  /// Raises `target-out-of-range` for a node that does not exist.
  Objective(const Network<S>& network, int node, Score score = Score::activation);

  /// f at each column of `x [n_in × batch]`, of unit `units[column]`; `value [batch]`,
  /// `gradient [n_in × batch]` = ∂f/∂x. Log-probabilities in log-sum-exp form.
  /// Raises `shape-mismatch`, `target-out-of-range`.
  void operator()(const Matrix<S>& x, const std::vector<Index>& units, Vector<double>& value,
                  Matrix<S>& gradient);

  /// All units of the node at the last x, `[units × batch]`.
  const Matrix<S>& activations() const { return forward_.trace().values[size_t(node_)]; }
  const Trace<S>& trace() const { return forward_.trace(); }
  const Network<S>& network() const { return network_; }
  Index input_size() const { return network_.input_size(); }

 private:
  const Network<S>& network_;
  int node_;
  Score score_;
  Forward<S> forward_;
  Backward<S> backward_;
  Matrix<S> seed_;  // df/d(node)
};

}  // namespace relevance
