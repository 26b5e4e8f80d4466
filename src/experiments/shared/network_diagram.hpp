#pragma once
// A small network of dense layers, explained and drawn: nodes, edges, what flows along them.

#include "explain/lrp.hpp"
#include "lab/views.hpp"

namespace relevance {

/// One layer's flows: `flow(k, j)` is R_{j←k}, the relevance that output k hands to input j.
struct LayerFlow {
  int node = 0;  ///< the dense node
  Matrix<double> flow;
};

/// A chain of dense layers and activations for one input, propagated by one composite.
struct ExplainedChain {
  Trace<double> trace;
  LrpResult<double> result;
  std::vector<LayerFlow> flows;  ///< from the input upward
  double output = 0;             ///< the network's (single) output
};

/// Raises what Lrp raises.
ExplainedChain explain_chain(const Network<double>& network, const Vector<double>& x,
                             const Composite& composite);

/// Names of a diagram's nodes and how far the relevance has come.
struct DiagramOptions {
  std::vector<std::vector<std::string>> labels;  ///< LaTeX, a list for each column, inputs first
  std::vector<std::vector<std::string>> terms;   ///< ids for highlighting, alike
  int step = 1 << 20;  ///< 0: activations only, 1: relevance at the output, 2: a layer below …
  bool all_edges = false;  ///< draw edges of weight 0 too
};

/// The network view of an explained chain.
View diagram(std::string id, Text title, const Network<double>& network,
             const ExplainedChain& chain, const DiagramOptions& options);

}  // namespace relevance
