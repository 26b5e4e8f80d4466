#include "experiments/shared/network_diagram.hpp"

namespace relevance {
namespace {

/// R_{j←k} for all k at once: a batch whose column k lets only output k have relevance.
Matrix<double> flows_of(Propagator<double>& propagator, const Matrix<double>& a,
                        const Matrix<double>& z, const Matrix<double>& out) {
  const Index n = z.rows();
  const Matrix<double> inputs = a.replicate(1, n), outputs = z.replicate(1, n);
  const Matrix<double> alone = out.col(0).asDiagonal();
  Matrix<double> in(a.rows(), n), absorbed = Matrix<double>::Zero(kCauses, n);
  propagator(inputs, outputs, alone, in, absorbed);
  return in.transpose();
}

void push(Array& array, double value) {
  array.values.push_back(value);
  array.shape = {Index(array.values.size())};
}

std::vector<int> dense_nodes(const Network<double>& network) {
  std::vector<int> dense;
  for (int n = 0; n < network.size(); ++n)
    if (std::holds_alternative<Dense<double>>(network.node(n).layer)) dense.push_back(n);
  return dense;
}

}  // namespace

ChainExplainer::ChainExplainer(const Network<double>& network, const Composite& composite)
    : network_(network), forward_(network), lrp_(network, composite) {
  for (int n : dense_nodes(network)) {
    const auto& node = network.node(n);
    const int source = node.inputs[0];
    layers_.push_back(
        {n, source,
         Propagator<double>(node.layer, network.node(source).shape, *lrp_.rules()[size_t(n)])});
  }
}

const ExplainedChain& ChainExplainer::operator()(const Vector<double>& x) {
  const Trace<double>& trace = forward_(Matrix<double>(x));
  return (*this)(x, Vector<double>(start_at(trace.values[size_t(network_.output())], {0})));
}

const ExplainedChain& ChainExplainer::operator()(const Vector<double>& x,
                                                 const Vector<double>& start) {
  chain_.trace = forward_(Matrix<double>(x));
  chain_.output = chain_.trace.values[size_t(network_.output())](0, 0);
  chain_.result = lrp_(chain_.trace, Matrix<double>(start));
  chain_.flows.clear();
  for (Layer& layer : layers_)
    chain_.flows.push_back(flows_of(layer.propagator, chain_.trace.values[size_t(layer.source)],
                                    chain_.trace.values[size_t(layer.node)],
                                    chain_.result.relevance[size_t(layer.node)]));
  return chain_;
}

const Matrix<double>& ChainExplainer::relevance(const Matrix<double>& x) {
  const Trace<double>& trace = forward_(x);
  const std::vector<Index> targets(size_t(x.cols()), 0);
  return lrp_(trace, start_at(trace.values[size_t(network_.output())], targets)).relevance[0];
}

Diagram::Diagram(const Network<double>& network, const std::vector<Strings>& labels,
                 const std::vector<Strings>& terms, bool all_edges)
    : still_{.labels = {},
             .columns = {},
             .activations = {},
             .relevances = {},
             .reached = {},
             .node_terms = {},
             .from = {{0}, {}},
             .to = {{0}, {}},
             .weights = {{0}, {}},
             .flows = {},
             .flowing = {},
             .edge_terms = {}} {
  const std::vector<int> dense = dense_nodes(network);
  // A column shows what its layer hands on: the node that the next dense layer reads.
  for (int n : dense) shown_.push_back(network.node(n).inputs[0]);
  shown_.push_back(network.output());
  std::vector<Index> first_of_column;
  for (size_t column = 0; column < shown_.size(); ++column) {
    first_of_column.push_back(Index(still_.labels.size()));
    for (Index i = 0; i < size_of(network.node(shown_[column]).shape); ++i) {
      still_.labels.push_back(labels[column][size_t(i)]);
      still_.node_terms.push_back(terms[column][size_t(i)]);
      push(still_.columns, double(column));
    }
  }
  for (size_t layer = 0; layer < dense.size(); ++layer) {
    const auto& weights = std::get<Dense<double>>(network.node(dense[layer]).layer).weights;
    for (Index k = 0; k < weights.rows(); ++k)
      for (Index j = 0; j < weights.cols(); ++j) {
        if (weights(k, j) == 0 && !all_edges) continue;
        edges_.push_back({layer, k, j});
        push(still_.from, double(first_of_column[layer] + j));
        push(still_.to, double(first_of_column[layer + 1] + k));
        push(still_.weights, weights(k, j));
        still_.edge_terms.push_back(terms[layer][size_t(j)] + "-" + terms[layer + 1][size_t(k)]);
      }
    const auto& bias = std::get<Dense<double>>(network.node(dense[layer]).layer).bias;
    if (bias.size() == 0 || bias.isZero(0)) continue;
    if (!still_.biases) still_.biases = Array{still_.columns.shape, {}};
    still_.biases->values.resize(still_.labels.size(), 0.0);
    for (Index k = 0; k < bias.size(); ++k)
      still_.biases->values[size_t(first_of_column[layer + 1] + k)] = bias[k];
  }
}

NetworkView Diagram::operator()(const ExplainedChain& chain, int step) const {
  NetworkView view = still_;
  const int layers = int(chain.flows.size());
  for (size_t column = 0; column < shown_.size(); ++column) {
    const size_t node = size_t(shown_[column]);
    const bool reached = step > layers - int(column);
    for (Index i = 0; i < chain.trace.values[node].rows(); ++i) {
      push(view.activations, chain.trace.values[node](i, 0));
      push(view.relevances, chain.result.relevance[node](i, 0));
      push(view.reached, reached);
    }
  }
  for (const Edge& edge : edges_) {
    push(view.flows, chain.flows[edge.layer](edge.k, edge.j));
    push(view.flowing, step > layers - int(edge.layer));
  }
  return view;
}

}  // namespace relevance
