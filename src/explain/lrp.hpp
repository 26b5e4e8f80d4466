#pragma once
// Layer-wise relevance propagation over a network (Bach et al. 2015).
//
//   Forward<float> forward(network);
//   Lrp<float> lrp(network, make_composite({"epsilon-plus"}));
//   const auto& result = lrp(forward(images), start_at(scores, targets));
//   result.relevance[size_t(network.input())]        // [n_in × batch]
//
//   lrp.begin(trace, start);                            // or node by node
//   while (lrp.advance(trace)) report();

#include <memory>

#include "explain/composite.hpp"
#include "explain/propagate.hpp"
#include "nn/forward.hpp"

namespace relevance {

template <class S>
struct LrpResult {
  std::vector<Matrix<S>> relevance;      ///< of every node, [size × batch]
  std::vector<Matrix<double>> absorbed;  ///< of every node, [kCauses × batch]
};

template <class S>
class Lrp {
 public:
  /// Keeps a reference to `network`, which must outlive this. Raises what assign_rules
  /// raises; `not-explainable` naming a softmax inside; `rule-not-allowed`.
  Lrp(const Network<S>& network, const Composite& composite);
  ~Lrp();
  Lrp(Lrp&&) noexcept;

  /// `start [n_out × batch]`: relevance at the output. Σ over the input's relevance and
  /// everything absorbed equals Σ start. A trace of one sample serves any number of starts: what
  /// depends on the sample alone is then computed once. Raises `box-bounds-violated`,
  /// `shape-mismatch`.
  /// Allocates when the batch size changes, not otherwise.
  const LrpResult<S>& operator()(const Trace<S>& trace, const Matrix<S>& start);
  /// The same node by node: takes the start, then lets one node pass on its relevance a call,
  /// whether one was left. The trace must be the same all the while.
  void begin(const Trace<S>& trace, const Matrix<S>& start);
  bool advance(const Trace<S>& trace);
  const LrpResult<S>& result() const { return result_; }

  /// The rule of every node (none where there is nothing to choose).
  const std::vector<std::optional<Rule>>& rules() const;

 private:
  struct Prepared;
  void pass_on(int node, const Trace<S>& trace);
  const Network<S>& network_;
  LrpResult<S> result_;
  int next_ = -1;  // node to pass on its relevance
  std::unique_ptr<Prepared> prepared_;
};

/// R = f_k at the chosen output of each sample and 0 elsewhere: `targets[b]` or, where
/// it is −1, the largest output. Raises `target-out-of-range`.
template <class S>
Matrix<S> start_at(const Matrix<S>& scores, const std::vector<Index>& targets);

}  // namespace relevance
