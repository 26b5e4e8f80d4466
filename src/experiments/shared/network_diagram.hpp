#pragma once
// Small networks of dense layers, explained and drawn: nodes, edges, what flows along them.
//
//   ChainExplainer explain(network, composite);  Diagram draw(network, labels, terms);
//   out.add({.id = "network"}, draw(explain(x)));

#include "explain/lrp.hpp"
#include "lab/view.hpp"

namespace relevance {

/// A chain of dense layers and activations for one input, with what every edge passes on.
struct ExplainedChain {
  Trace<double> trace;
  LrpResult<double> result;
  /// From the input upward, one for each dense layer: `(k, j)` is R_{j←k}, the relevance that
  /// output k hands to input j.
  std::vector<Matrix<double>> flows;
  double output = 0;  ///< the network's first output
  /// Relevance of input j.
  double R(Index j) const { return result.relevance[0](j, 0); }
};

/// A network and a composite, prepared once for any input.
class ChainExplainer {
 public:
  /// `network` must outlive this. Raises what Lrp raises.
  ChainExplainer(const Network<double>& network, const Composite& composite);
  ChainExplainer(const ChainExplainer&) = delete;

  /// What the first output is made of.
  const ExplainedChain& operator()(const Vector<double>& x);
  /// What `start [n_out]` at the outputs becomes.
  const ExplainedChain& operator()(const Vector<double>& x, const Vector<double>& start);
  /// Relevance of the inputs of each column, [n_in × batch].
  const Matrix<double>& relevance(const Matrix<double>& x);

 private:
  struct Layer {
    int node, source;
    Propagator<double> propagator;
  };
  const Network<double>& network_;
  Forward<double> forward_;
  Lrp<double> lrp_;
  std::vector<Layer> layers_;
  ExplainedChain chain_;
};

/// How a network is drawn: everything that no input changes, prepared once.
class Diagram {
 public:
  /// LaTeX `labels` and highlighting `terms`, a list for each column, inputs first; `all_edges`:
  /// those of weight 0 too.
  Diagram(const Network<double>& network, const std::vector<Strings>& labels,
          const std::vector<Strings>& terms, bool all_edges = false);

  /// `step` 0: activations only, 1: relevance at the output, 2: a layer below …
  NetworkView operator()(const ExplainedChain& chain, int step = 1 << 20) const;

 private:
  struct Edge {
    size_t layer;
    Index k, j;
  };
  NetworkView still_;       // with the numbers of no input
  std::vector<int> shown_;  // the node of each column
  std::vector<Edge> edges_;
};

}  // namespace relevance
