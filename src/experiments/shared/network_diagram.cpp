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

/// Grows the arrays of a network view edge by edge, node by node.
struct Marks {
  Array columns{{0}, {}}, activations{{0}, {}}, relevances{{0}, {}}, reached{{0}, {}};
  Array from{{0}, {}}, to{{0}, {}}, weights{{0}, {}}, flows{{0}, {}}, flowing{{0}, {}};
  std::vector<std::string> labels, node_terms, edge_terms;
};

void push(Array& array, double value) {
  array.values.push_back(value);
  array.shape[0] = Index(array.values.size());
}

}  // namespace

ExplainedChain explain_chain(const Network<double>& network, const Vector<double>& x,
                             const Composite& composite) {
  ExplainedChain chain;
  Forward<double> forward(network);
  chain.trace = forward(Matrix<double>(x));
  const Matrix<double>& output = chain.trace.values[size_t(network.output())];
  chain.output = output(0, 0);
  Lrp<double> lrp(network, composite);
  chain.result = lrp(chain.trace, start_at(output, {0}));
  for (int n = 0; n < network.size(); ++n) {
    const auto& node = network.node(n);
    if (!std::holds_alternative<Dense<double>>(node.layer)) continue;
    const int source = node.inputs[0];
    Propagator<double> propagator(node.layer, network.node(source).shape, *lrp.rules()[size_t(n)]);
    chain.flows.push_back(
        {n, flows_of(propagator, chain.trace.values[size_t(source)], chain.trace.values[size_t(n)],
                     chain.result.relevance[size_t(n)])});
  }
  return chain;
}

View diagram(std::string id, Text title, const Network<double>& network,
             const ExplainedChain& chain, const DiagramOptions& options) {
  Marks marks;
  const int layers = int(chain.flows.size());
  // A column shows what its layer hands on: the node that the next dense layer reads.
  std::vector<int> shown;
  for (const LayerFlow& layer : chain.flows) shown.push_back(network.node(layer.node).inputs[0]);
  shown.push_back(network.output());

  std::vector<Index> first_of_column;
  for (int column = 0; column <= layers; ++column) {
    const int node = shown[size_t(column)];
    const bool reached = options.step > layers - column;
    first_of_column.push_back(Index(marks.labels.size()));
    for (Index i = 0; i < size_of(network.node(node).shape); ++i) {
      marks.labels.push_back(options.labels[size_t(column)][size_t(i)]);
      marks.node_terms.push_back(options.terms[size_t(column)][size_t(i)]);
      push(marks.columns, column);
      push(marks.activations, chain.trace.values[size_t(node)](i, 0));
      push(marks.relevances, chain.result.relevance[size_t(node)](i, 0));
      push(marks.reached, reached);
    }
  }
  for (int layer = 0; layer < layers; ++layer) {
    const auto& dense =
        std::get<Dense<double>>(network.node(chain.flows[size_t(layer)].node).layer);
    const Matrix<double>& flow = chain.flows[size_t(layer)].flow;
    for (Index k = 0; k < dense.weights.rows(); ++k)
      for (Index j = 0; j < dense.weights.cols(); ++j) {
        if (dense.weights(k, j) == 0 && !options.all_edges) continue;
        push(marks.from, double(first_of_column[size_t(layer)] + j));
        push(marks.to, double(first_of_column[size_t(layer) + 1] + k));
        push(marks.weights, dense.weights(k, j));
        push(marks.flows, flow(k, j));
        push(marks.flowing, options.step > layers - layer);
        marks.edge_terms.push_back(options.terms[size_t(layer)][size_t(j)] + "-" +
                                   options.terms[size_t(layer) + 1][size_t(k)]);
      }
  }
  View view = network_view(std::move(id), std::move(title));
  view.fields = {{"labels", marks.labels},
                 {"columns", marks.columns},
                 {"activations", marks.activations},
                 {"relevances", marks.relevances},
                 {"reached", marks.reached},
                 {"node_terms", marks.node_terms},
                 {"from", marks.from},
                 {"to", marks.to},
                 {"weights", marks.weights},
                 {"flows", marks.flows},
                 {"flowing", marks.flowing},
                 {"edge_terms", marks.edge_terms}};
  return view;
}

}  // namespace relevance
