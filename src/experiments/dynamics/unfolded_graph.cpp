// The graph unfolded in time: a column for each step, x_i^(t) and the b_j that enter the next.

#include "experiments/dynamics/recurrent_dynamics_views.hpp"

namespace relevance {
namespace {

std::string number(Index i) { return std::to_string(i); }

void push(Array& array, double value) {
  array.values.push_back(value);
  array.shape = {Index(array.values.size())};
}

/// Grows a network view node by node and edge by edge.
struct Graph {
  NetworkView view{.labels = {},
                   .columns = {},
                   .activations = {},
                   .relevances = {},
                   .reached = {},
                   .node_terms = {},
                   .from = {{0}, {}},
                   .to = {{0}, {}},
                   .weights = {{0}, {}},
                   .flows = {{0}, {}},
                   .flowing = {{0}, {}},
                   .edge_terms = {}};

  void node(Index column, const std::string& label, double value, double R,
            const std::string& term) {
    view.labels.push_back(label);
    view.node_terms.push_back(term);
    push(view.columns, double(column));
    push(view.activations, value);
    push(view.relevances, R);
    push(view.reached, 1);
  }
  void edge(Index from, Index to, double weight, double flow, const std::string& term) {
    push(view.from, double(from));
    push(view.to, double(to));
    push(view.weights, weight);
    push(view.flows, flow);
    push(view.flowing, 1);
    view.edge_terms.push_back(term);
  }
};

}  // namespace

void add_unfolded(const DynamicsScene& s, Views& out) {
  const Index d = s.system.size(), first = s.look.t - s.look.window;
  const TimeRelevance& e = s.relevance;
  Graph graph;
  for (Index t = first; t <= s.look.t; ++t) {
    const std::string time = "^{(" + number(t) + ")}";
    const Index column = t - first, here = 2 * d * column;
    for (Index i = 0; i < d; ++i)
      graph.node(column, "x_{" + number(i + 1) + "}" + time, s.run.states(i, t), e.R(i, t),
                 "x" + number(i + 1));
    if (t == s.look.t) break;
    for (Index j = 0; j < d; ++j)
      graph.node(column, "b_{" + number(j + 1) + "}", s.system.b[j], e.bias(j, t),
                 "b" + number(j + 1));
    for (Index j = 0; j < d; ++j) {
      const Index next = here + 2 * d + j;
      for (Index i = 0; i < d; ++i)
        graph.edge(here + i, next, s.system.W(i, j), e.flow(i, t * d + j),
                   "w" + number(i + 1) + number(j + 1));
      graph.edge(here + d + j, next, 1, e.bias(j, t), "b" + number(j + 1));
    }
  }
  const std::string name = "x" + std::string(s.look.unit == 0 ? "₁" : "₂");
  out.add(
      {.id = "unfolded",
       .title = {"The graph, unfolded in time", "Der Graph, in der Zeit entfaltet"},
       .caption = {{"Steps {from} to {to}; on the edge from x_i to x_j stands w_ij, the same in "
                    "every step. Each x_j keeps {keep} of itself and takes {gain} of tanh. "
                    "Colours: what carries {name} at t = {to}.",
                    "Schritte {from} bis {to}; an der Kante von x_i nach x_j steht w_ij, in "
                    "jedem Schritt dasselbe. Jedes x_j behält {keep} von sich und nimmt {gain} "
                    "von tanh. Farben: was {name} bei t = {to} trägt."},
                   {{"from", double(first)},
                    {"to", double(s.look.t)},
                    {"keep", s.system.keep()},
                    {"gain", s.system.gain()},
                    {"name", name}}}},
      std::move(graph.view));
}

}  // namespace relevance
