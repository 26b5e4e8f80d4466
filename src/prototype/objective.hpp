#pragma once
// What a prototype maximises: one unit of a network for each column of the batch.
//
//   NetworkObjective<float> f(network, network.output(), Score::activation);
//   f(x, {0, 1, 2}, value, gradient);     // three prototypes at once

#include "nn/backward.hpp"

namespace relevance {

enum class Score {
  activation,       ///< the unit's value (a logit, where the node is the output)
  log_probability,  ///< log softmax of it among the units of its node
};

/// What an ascent needs to know of a function: its own arithmetic is in double, whatever the
/// network computes in.
class Objective {
 public:
  virtual ~Objective() = default;
  /// f at each column of `x [n_in × batch]`, of unit `units[column]`; `value [batch]`,
  /// `gradient [n_in × batch]` = ∂f/∂x. Raises `shape-mismatch`, `target-out-of-range`.
  virtual void operator()(const Matrix<double>& x, const std::vector<Index>& units,
                          Vector<double>& value, Matrix<double>& gradient) = 0;
  virtual Index input_size() const = 0;
};

/// A unit of any node of a network; log-probabilities in log-sum-exp form.
template <class S>
class NetworkObjective : public Objective {
 public:
  /// Keeps a reference to `network`, which must outlive this.
  /// Raises `target-out-of-range` for a node that does not exist.
  NetworkObjective(const Network<S>& network, int node, Score score = Score::activation);

  void operator()(const Matrix<double>& x, const std::vector<Index>& units, Vector<double>& value,
                  Matrix<double>& gradient) override;
  Index input_size() const override { return network_.input_size(); }

  /// All units of the node at the last x, `[units × batch]`.
  const Matrix<S>& activations() const { return forward_.trace().values[size_t(node_)]; }
  const Trace<S>& trace() const { return forward_.trace(); }
  const Network<S>& network() const { return network_; }

 private:
  const Network<S>& network_;
  int node_;
  Score score_;
  Forward<S> forward_;
  Backward<S> backward_;
  Matrix<S> x_, seed_;  // the input, df/d(node)
};

}  // namespace relevance
