#include "experiments/anomalies/one_class_2d_views.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/anomalies/plane_units.hpp"
#include "nn/kernels/distances.hpp"

namespace relevance {
namespace {

constexpr Index kFine = 200, kCoarse = 50;    // cells of a field, a side
constexpr int kLevels = 9;                    // of its contours
constexpr Index kShown = 6;                   // bars and arrows
constexpr int kStiffnesses = 61;              // of the curve
constexpr double kSoft = 0.1, kStiff = 1000;  // ends of it, unless the model lies beyond
constexpr double kVisible = 0.02;             // share p of a unit that gets an arrow

Picture field_of(const AnomalyModel& model, Index cluster, Index row, Index side) {
  const Range reach{-kPlaneReach, kPlaneReach};
  const Vector<float> values = model.map(stage_grid(side, reach, reach), cluster).row(row);
  return {{side, side}, {values.begin(), values.end()}};
}

/// The level drawn bold: where a cluster ends, where a machine's inside ends, or through x.
double bold_level(const ExplainedPlane& plane) {
  if (plane.model.is_k_means()) return 0;
  if (plane.model.svm()) return -std::log(plane.model.svm()->rho) / plane.model.stiffness();
  return plane.at_x.o;
}

void add_points(const ExplainedPlane& plane, Field& field) {
  const AnomalyModel& model = plane.model;
  field.set = {{plane.points.cols(), 2},
               {plane.points.data(), plane.points.data() + plane.points.size()}};
  field.set_control = "points";
  field.set_kinds = {{plane.points.cols()}, {}};
  std::vector<double>& kinds = field.set_kinds.values;
  if (model.is_k_means()) {
    for (Index k = 0; k < model.centres().cols(); ++k)
      field.set_names.push_back(
          {"cluster " + std::to_string(k + 1), "Cluster " + std::to_string(k + 1)});
    for (Index own : model.clusters()->cluster) kinds.push_back(double(own));
    for (Index k = 0; k < model.centres().cols(); ++k)
      field.add({model.centres()(0, k), model.centres()(1, k),
                 "\\mu_{" + std::to_string(k + 1) + "}", "", "mu" + std::to_string(k + 1)});
  } else if (model.svm()) {
    field.set_names = {{"no support vector", "kein Stützvektor"},
                       {"support vector", "Stützvektor"},
                       {"support vector at its bound", "Stützvektor an der Schranke"}};
    const Vector<double>& alpha = model.svm()->alpha;
    const double bound = alpha.maxCoeff();
    for (Index i = 0; i < alpha.size(); ++i)
      kinds.push_back(alpha[i] == 0 ? 0 : alpha[i] < bound ? 1 : 2);
  } else {
    field.set_names = {{"support vector", "Stützvektor"}};
    kinds.assign(size_t(plane.points.cols()), 0);
  }
}

Field field_with_marks(const ExplainedPlane& plane,
                       const std::shared_ptr<const AnomalyModel>& alive, Index row,
                       const Array& levels) {
  const Index cluster = std::max<Index>(plane.at_x.cluster, 0);
  const Array range{{2}, {-kPlaneReach, kPlaneReach}};
  Field field{
      .values = Keyed{key_of(plane.model_key, cluster, row),
                      [alive, cluster, row] { return field_of(*alive, cluster, row, kFine); },
                      [alive, cluster, row] { return field_of(*alive, cluster, row, kCoarse); }},
      .x_range = range,
      .y_range = range,
      .levels = levels,
      .zero = bold_level(plane)};
  field.levels.values.push_back(*field.zero);
  field.levels.shape = {Index(field.levels.values.size())};
  add_points(plane, field);
  const std::vector<Index> order = by_share(plane.at_x.p);
  field.arrows.shape = {0, 4};
  for (Index unit : order) {
    if (plane.at_x.p[unit] < kVisible || Index(field.arrow_terms.size()) == kShown) break;
    const auto centre = plane.model.centres().col(centre_of(plane, unit));
    field.arrows.values.insert(field.arrows.values.end(),
                               {centre[0], centre[1], plane.x[0], plane.x[1]});
    field.arrow_terms.push_back(unit_term(unit));
    ++field.arrows.shape[0];
  }
  field.add({plane.x[0], plane.x[1], "x", "x", "x"});
  return field;
}

}  // namespace

Array field_levels(const AnomalyModel& model, Index cluster) {
  const Picture coarse = field_of(model, cluster, 1, kCoarse / 2);
  const auto [low, high] = std::minmax_element(coarse.values.begin(), coarse.values.end());
  Array levels{{kLevels}, {}};
  for (int k = 0; k < kLevels; ++k) {
    const double share = (k + 0.5) / kLevels;
    levels.values.push_back(*low + (model.is_k_means() ? share : share * share) * (*high - *low));
  }
  return levels;
}

void add_fields(const ExplainedPlane& plane, const std::shared_ptr<const AnomalyModel>& alive,
                const Array& levels, Views& out) {
  const AnomalyExplanation& e = plane.at_x;
  const Index cluster = std::max<Index>(e.cluster, 0);
  const std::string name = std::to_string(cluster + 1);
  const bool clusters = plane.model.is_k_means();
  const Text border =
      clusters            ? Text{"On the bold line it is 0: there cluster {cluster} ends.",
                      "Auf der fetten Linie ist sie 0: Dort endet Cluster {cluster}."}
      : plane.model.svm() ? Text{"The bold line is where f = ρ: outside lie the outliers.",
                                 "Auf der fetten Linie ist f = ρ: Außerhalb liegen die Ausreißer."}
                          : Text{"The bold line goes through x.", "Die fette Linie geht durch x."};
  const auto add = [&](const char* id, Text title, const Text& said, double value, Index row) {
    out.add({.id = id,
             .title = std::move(title),
             .caption = {{said.en + " " + border.en, said.de + " " + border.de},
                         {{"value", value}, {"cluster", name}}},
             .group = "main"},
            field_with_marks(plane, alive, row, levels));
  };
  if (clusters) {
    add("soft", {"Evidence, softened by β", "Evidenz, mit β geglättet"},
        {"Soft evidence at x: {value:signed}.", "Geglättete Evidenz bei x: {value:signed}."}, e.o,
        0);
    add("hard", {"Evidence for the cluster of x", "Evidenz für den Cluster von x"},
        {"Evidence for cluster {cluster}: {value:signed}.",
         "Evidenz für Cluster {cluster}: {value:signed}."},
        e.m, 1);
    return;
  }
  add("soft", {"Outlierness o(x)", "Auffälligkeit o(x)"},
      {"o(x) = {value}. Drag x or the points.", "o(x) = {value}. Ziehe x oder die Punkte."}, e.o,
      0);
  add("hard", {"Its limit min h(x)", "Ihr Grenzwert min h(x)"},
      {"min h(x) = {value}.", "min h(x) = {value}."}, e.m, 1);
}

void add_shares(const ExplainedPlane& plane, Views& out) {
  const AnomalyExplanation& e = plane.at_x;
  const bool clusters = plane.model.is_k_means();
  Bars units{.labels = {}, .values = {}, .terms = {}};
  const std::vector<Index> order = by_share(e.p);
  double rest = e.R_support.sum();
  for (size_t i = 0; i < order.size() && Index(i) < kShown; ++i) {
    const std::string number = std::to_string(centre_of(plane, order[i]) + 1);
    units.labels.push_back((clusters ? "against " : "u") + number);
    units.values.values.push_back(e.R_support[order[i]]);
    units.terms.push_back(unit_term(order[i]));
    rest -= e.R_support[order[i]];
  }
  if (Index(order.size()) > kShown) {
    units.labels.push_back("…");
    units.values.values.push_back(rest);
    units.terms.push_back("");
  }
  units.values.shape = {Index(units.labels.size())};
  out.add({.id = "R_support",
           .title = clusters ? Text{"Which border counts", "Welche Grenze zählt"}
                             : Text{"Which support vectors count", "Welche Stützvektoren zählen"},
           .caption = {{"They sum to {sum}.", "Sie summieren sich zu {sum}."},
                       {{"sum", e.R_support.sum()}}},
           .group = "shares"},
          std::move(units));
  out.add(
      {.id = "R",
       .title = {"Which dimension counts", "Welche Dimension zählt"},
       .caption = {{"They sum to {sum}.", "Sie summieren sich zu {sum}."}, {{"sum", e.R.sum()}}},
       .group = "shares"},
      Bars{.labels = {"x₁", "x₂"},
           .values = {{2}, {e.R[0], e.R[1]}},
           .relevance = true,
           .terms = {"x1", "x2"}});
}

void add_limit(const ExplainedPlane& plane, const char* sets, Views& out) {
  const AnomalyExplanation& e = plane.at_x;
  const AnomalyModel& model = plane.model;
  const double low = std::min(kSoft, model.stiffness()), high = std::max(kStiff, model.stiffness());
  Array x{{kStiffnesses}, {}}, values{{3, kStiffnesses}, {}};
  std::vector<double> soft, hard, bound;
  Matrix<double> h = e.h, o;
  for (int i = 0; i < kStiffnesses; ++i) {
    const double s = low * std::pow(high / low, double(i) / (kStiffnesses - 1));
    x.values.push_back(s);
    if (!model.is_k_means())  // the weights stay, their logarithms are divided by γ
      h = e.h.array() + model.alpha().array().log() * (1 / model.stiffness() - 1 / s);
    soft_min(s, h, o);
    soft.push_back(o(0, 0));
    hard.push_back(h.minCoeff());
    bound.push_back(h.minCoeff() - std::log(double(h.rows())) / s);
  }
  for (const auto* curve : {&hard, &soft, &bound})
    values.values.insert(values.values.end(), curve->begin(), curve->end());
  const std::string stiff = model.is_k_means() ? "β" : "γ";
  out.add({.id = "limit",
           .title = {"The limit: " + stiff + " → ∞", "Der Grenzwert: " + stiff + " → ∞"},
           .caption = {{"min h lies {gap} above o, at most {most} can it be.",
                        "min h liegt {gap} über o, höchstens {most} kann es sein."},
                       {{"gap", e.m - e.o}, {"most", e.m - e.bound}}},
           .group = "limit",
           .sets = sets},
          Curves{.x = std::move(x),
                 .names = {"min h", "o", {"lower bound", "untere Schranke"}},
                 .values = std::move(values),
                 .label_x = stiff,
                 .label_y = "",
                 .marker = model.stiffness(),
                 .log_x = true});
}

}  // namespace relevance
