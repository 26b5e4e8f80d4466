#pragma once
// The forward pass over a batch, every node's values kept.
//
//   Forward<float> forward(network);           // prepares the weights once
//   const Trace<float>& t = forward(images);   // images [n_in × batch]
//   t.values[size_t(network.output())]         // scores [n_out × batch]
//
//   forward.begin({&images});                  // or node by node
//   while (forward.advance()) report();

#include <memory>

#include "nn/network.hpp"

namespace relevance {

/// Values of every node for one batch: `values[i] [size_of(node i) × batch]`.
template <class S>
struct Trace {
  std::vector<Matrix<S>> values;
  Index batch() const { return values.empty() ? 0 : values.front().cols(); }
};

/// Runs a network forward. Allocates when the batch size changes, not otherwise.
template <class S>
class Forward {
 public:
  /// Keeps a reference to `network`, which must outlive this.
  explicit Forward(const Network<S>& network);
  ~Forward();
  Forward(Forward&&) noexcept;

  /// For networks with one input: `x [n_in × batch]`. Raises `shape-mismatch`.
  const Trace<S>& operator()(const Matrix<S>& x);
  /// One matrix per Input node, in order.
  const Trace<S>& operator()(const std::vector<const Matrix<S>*>& inputs);
  /// The same node by node: takes the inputs, then computes one node a call, whether one was left.
  void begin(const std::vector<const Matrix<S>*>& inputs);
  bool advance();
  /// Prepares the weights again after they changed.
  void refresh();
  const Trace<S>& trace() const { return trace_; }

 private:
  struct Prepared;
  void compute(int node);
  const Network<S>& network_;
  std::vector<int> inputs_;
  Trace<S> trace_;
  int next_ = 0;  // node to compute
  std::unique_ptr<Prepared> prepared_;
};

/// Scores [n_out × n], computed in chunks that fit the cache.
template <class S>
Matrix<S> predict(const Network<S>& network, const Matrix<S>& x, Index chunk = 32);

}  // namespace relevance
