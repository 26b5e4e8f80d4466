#include "experiments/anomalies/plane_network.hpp"

#include <algorithm>

#include "experiments/anomalies/plane_units.hpp"

namespace relevance {
namespace {

constexpr Index kUnits = 3;  // drawn, so that the numbers can be read

/// The units with the largest shares, in their own order.
std::vector<Index> drawn_units(const Vector<double>& p) {
  std::vector<Index> units = by_share(p);
  units.resize(size_t(std::min<Index>(Index(units.size()), kUnits)));
  std::sort(units.begin(), units.end());
  return units;
}

/// What each dimension has of a unit's h: its relevance is shared like this.
Vector<double> parts_of(const ExplainedPlane& plane, const Vector<double>& centre) {
  if (plane.model.is_k_means()) {
    const Vector<double> own = plane.model.centres().col(plane.at_x.cluster);
    return 2 * (own - centre).cwiseProduct(plane.x - (own + centre) / 2);
  }
  const Vector<double> parts = (plane.x - centre).cwiseAbs2();
  return parts.sum() == 0 ? Vector<double>(Vector<double>::Ones(parts.size())) : parts;
}

Caption network_caption(Index shown, Index all, bool clusters) {
  const Text whole{"On the edges: {weights}, then the shares p of the soft minimum.",
                   "An den Kanten: {gewichte}, dann die Anteile p des weichen Minimums."};
  const Text some{
      "The {shown} of {all} units with the largest shares. On the edges: {weights}, "
      "then the shares p.",
      "Die {shown} von {all} Einheiten mit den größten Anteilen. An den Kanten: "
      "{gewichte}, dann die Anteile p."};
  return {shown == all ? whole : some,
          {{"shown", double(shown)},
           {"all", double(all)},
           {"weights", clusters ? "weights w" : "coordinates of the centres u"},
           {"gewichte", clusters ? "Gewichte w" : "Koordinaten der Zentren u"}}};
}

}  // namespace

void add_neurons(const ExplainedPlane& plane, Views& out) {
  const AnomalyExplanation& e = plane.at_x;
  const bool clusters = plane.model.is_k_means();
  const std::vector<Index> units = drawn_units(e.p);
  const Index count = Index(units.size());
  NetworkView view{.labels = {"x_1", "x_2"},
                   .columns = {{3 + count}, {0, 0}},
                   .activations = {{3 + count}, {plane.x[0], plane.x[1]}},
                   .relevances = {{3 + count}, {e.R[0], e.R[1]}},
                   .reached = {{3 + count}, std::vector<double>(size_t(3 + count), 1)},
                   .node_terms = {"x1", "x2"},
                   .from = {{3 * count}, {}},
                   .to = {{3 * count}, {}},
                   .weights = {{3 * count}, {}},
                   .flows = {{3 * count}, {}},
                   .flowing = {{3 * count}, std::vector<double>(size_t(3 * count), 1)},
                   .edge_terms = {}};
  const auto edge = [&](Index from, Index to, double weight, double flow, const std::string& term) {
    view.from.values.push_back(double(from));
    view.to.values.push_back(double(to));
    view.weights.values.push_back(weight);
    view.flows.values.push_back(flow);
    view.edge_terms.push_back(term);
  };
  for (Index at = 0; at < count; ++at) {
    const Index unit = units[size_t(at)];
    view.labels.push_back("h_{" + std::to_string(centre_of(plane, unit) + 1) + "}");
    view.columns.values.push_back(1);
    view.activations.values.push_back(e.h[unit]);
    view.relevances.values.push_back(e.R_support[unit]);
    view.node_terms.push_back(unit_term(unit));
    const Vector<double> centre = plane.model.centres().col(centre_of(plane, unit));
    const Vector<double> parts = parts_of(plane, centre);
    const double sum = parts.sum();
    for (Index d = 0; d < 2; ++d) {
      const double weight =
          clusters ? 2 * (plane.model.centres()(d, e.cluster) - centre[d]) : centre[d];
      edge(d, 2 + at, weight, sum != 0 ? e.R_support[unit] * parts[d] / sum : 0, unit_term(unit));
    }
    edge(2 + at, 2 + count, e.p[unit], e.R_support[unit], unit_term(unit));
  }
  view.labels.push_back(clusters ? "f_{" + std::to_string(e.cluster + 1) + "}" : "o");
  view.columns.values.push_back(2);
  view.activations.values.push_back(e.start);
  view.relevances.values.push_back(e.start);
  view.node_terms.push_back("o");
  out.add({.id = "network",
           .title = {"The model as a network", "Das Modell als Netz"},
           .caption = network_caption(count, e.h.size(), clusters),
           .group = "network"},
          std::move(view));
}

}  // namespace relevance
