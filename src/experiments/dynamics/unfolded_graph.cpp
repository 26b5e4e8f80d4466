// The graph unfolded in time: a column for each step, x_i^(t) and the b_j that enter the next.

#include "experiments/dynamics/recurrent_dynamics_views.hpp"
#include "experiments/dynamics/unit_names.hpp"

namespace relevance {
namespace {

std::string number(Index i) { return std::to_string(i); }

void push(Array& array, double value) {
  array.values.push_back(value);
  array.shape = {Index(array.values.size())};
}

constexpr Index kFitting = 3;  // steps that are legible side by side
constexpr Index kNamed = 2;    // units between which edges have room for their names

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
                   .edge_terms = {},
                   .edge_labels = Strings{}};

  void node(Index column, const std::string& label, double value, double R,
            const std::string& term) {
    view.labels.push_back(label);
    view.node_terms.push_back(term);
    push(view.columns, double(column));
    push(view.activations, value);
    push(view.relevances, R);
    push(view.reached, 1);
  }
  void edge(Index from, Index to, double weight, double flow, const std::string& term,
            const std::string& label) {
    push(view.from, double(from));
    push(view.to, double(to));
    push(view.weights, weight);
    push(view.flows, flow);
    push(view.flowing, 1);
    view.edge_terms.push_back(term);
    view.edge_labels->push_back(label);
  }
};

/// From 0 x₁, 1 x₂, 2 and 3 the constant units of the biases, to 0 x₁ or 1 x₂, and what stands
/// there.
struct DrawnEdge {
  Index from, to;
  const char* parameter;
};
constexpr DrawnEdge kEdges[] = {{0, 0, "w11"}, {0, 1, "w12"}, {1, 0, "w21"}, {1, 1, "w22"},
                                {2, 0, "b1"},  {2, 1, ""},    {3, 0, ""},    {3, 1, "b2"}};

/// "w_{12}" of "w12".
std::string in_latex(const std::string& parameter) {
  return parameter.substr(0, 1) + "_{" + parameter.substr(1) + "}";
}

double value_of(const RecurrentSystem& system, const std::string& parameter) {
  const auto index = [&](size_t at) { return Index(parameter[at] - '1'); };
  return parameter[0] == 'b' ? system.b[index(1)] : system.W(index(1), index(2));
}

}  // namespace

Index graph_errors(const Strings& parameters) {
  Index errors = 0;
  for (size_t e = 0; e < std::size(kEdges); ++e) errors += parameters[e] != kEdges[e].parameter;
  return errors;
}

void add_drawn_graph(const DynamicsScene& s, const Strings& parameters, Views& out) {
  Graph graph;
  const auto add_state = [&](Index column, Index i, const std::string& time, double value) {
    graph.node(column, "x_{" + number(i + 1) + "}^{(" + time + ")}", value, 0, "x" + number(i + 1));
  };
  const Vector<double> before = s.x_before(), now = s.x_t();
  for (Index i = 0; i < 2; ++i) add_state(0, i, "t-1", before[i]);
  graph.node(0, "1", 1, 0, "b1");
  graph.node(0, "1'", 1, 0, "b2");
  for (Index i = 0; i < 2; ++i) add_state(1, i, "t", now[i]);
  Index drawn = 0;
  for (size_t e = 0; e < std::size(kEdges); ++e) {
    if (parameters[e].empty()) continue;
    graph.edge(kEdges[e].from, 4 + kEdges[e].to, value_of(s.system, parameters[e]), 0,
               parameters[e], in_latex(parameters[e]));
    ++drawn;
  }
  graph.view.reached.values.assign(6, 0);
  graph.view.flowing.values.assign(size_t(drawn), 0);
  const Text none{"No edge yet: choose what stands on each, under “Draw the graph”.",
                  "Noch keine Kante: Wähle unter „Zeichne den Graphen“, was an jeder steht."};
  const Text some{"{drawn} edges. Unfolded, every step looks like this one.",
                  "{drawn} Kanten. Entfaltet sieht jeder Schritt aus wie dieser."};
  out.add({.id = "drawn",
           .title = {"The graph you draw", "Der Graph, den du zeichnest"},
           .caption = {drawn == 0 ? none : some, {{"drawn", double(drawn)}}}},
          std::move(graph.view));
}

void add_unfolded(const DynamicsScene& s, Views& out) {
  const Index d = s.system.size(), first = s.look.t - s.look.window;
  const TimeRelevance& e = s.relevance;
  Graph graph;
  // Half of the biases stand above the states and half below, so that states keep their rows.
  const Index upper = (d + 1) / 2;
  const auto bias_at = [&](Index j) { return j < upper ? j : d + j; };
  const auto state_at = [&](Index i, bool last) { return last ? i : upper + i; };
  for (Index t = first; t <= s.look.t; ++t) {
    const std::string time = "^{(" + number(t) + ")}";
    const Index column = t - first, here = 2 * d * column, next = here + 2 * d;
    const bool last = t == s.look.t, before_last = t + 1 == s.look.t;
    const auto add_biases = [&](Index from, Index to) {
      for (Index j = from; j < to; ++j)
        graph.node(column, "b_{" + number(j + 1) + "}", s.system.b[j], e.bias(j, t),
                   "b" + number(j + 1));
    };
    if (!last) add_biases(0, upper);
    for (Index i = 0; i < d; ++i)
      graph.node(column, "x_{" + number(i + 1) + "}" + time, s.run.states(i, t), e.R(i, t),
                 "x" + number(i + 1));
    if (last) break;
    add_biases(upper, d);
    for (Index j = 0; j < d; ++j) {
      const Index to = next + state_at(j, before_last);
      for (Index i = 0; i < d; ++i) {
        const std::string ij = number(i + 1) + number(j + 1);
        graph.edge(here + state_at(i, false), to, s.system.W(i, j), e.flow(i, t * d + j), "w" + ij,
                   d <= kNamed ? "w_{" + ij + "}" : "");
      }
      graph.edge(here + bias_at(j), to, 1, e.bias(j, t), "b" + number(j + 1), "");
    }
  }
  graph.view.wide = s.look.window > kFitting;
  const Text named{
      "Steps {from} to {to}; on the edge from xᵢ to xⱼ stands wᵢⱼ, the same in every step. Each xⱼ "
      "keeps {keep} of itself and takes {gain} of tanh. Colours: what carries {name} at t = {to}.",
      "Schritte {from} bis {to}; an der Kante von xᵢ nach xⱼ steht wᵢⱼ, in jedem Schritt dasselbe. "
      "Jedes xⱼ behält {keep} von sich und nimmt {gain} von tanh. Farben: was {name} bei t = {to} "
      "trägt."};
  const Text pointed{
      "Steps {from} to {to}; point at an edge to read its weight, the same in every step. Each xⱼ "
      "keeps {keep} of itself and takes {gain} of tanh. Colours: what carries {name} at t = {to}.",
      "Schritte {from} bis {to}; zeige auf eine Kante für ihr Gewicht, in jedem Schritt dasselbe. "
      "Jedes xⱼ behält {keep} von sich und nimmt {gain} von tanh. Farben: was {name} bei t = {to} "
      "trägt."};
  out.add({.id = "unfolded",
           .title = {"The graph, unfolded in time", "Der Graph, in der Zeit entfaltet"},
           .caption = {d <= kNamed ? named : pointed,
                       {{"from", double(first)},
                        {"to", double(s.look.t)},
                        {"keep", s.system.keep()},
                        {"gain", s.system.gain()},
                        {"name", unit_name(s.look.unit)}}}},
          std::move(graph.view));
}

}  // namespace relevance
