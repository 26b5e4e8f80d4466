// Three ReLU networks that compute y = min(a1, a2) and explain it differently, and one of the
// student's own (scenario lrp-min-networks). Everything in double: there is a closed form.

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "experiments/relevance/min_network.hpp"
#include "experiments/shared/absorption.hpp"
#include "experiments/shared/network_diagram.hpp"
#include "experiments/shared/rule_controls.hpp"
#include "experiments/shared/sections.hpp"
#include "experiments/shared/stage_grid.hpp"
#include "lab/still.hpp"

namespace relevance {
namespace {

constexpr double kExtent = 5;  // of the plane, and of the inputs
constexpr Index kFine = 200;   // pixels of a plane map, made when there is time,
constexpr Index kCoarse = 64;  // and of what is shown at once
constexpr size_t kHidden = 2;  // the hidden units, rectified, among the values of a network
constexpr double kSteps = 3;   // output, hidden, inputs

/// A network with its drawing.
struct Wired {
  Wired(std::string name_, Network<double> network_)
      : name(std::move(name_)),
        network(std::move(network_)),
        draw(network, {{"a_1", "a_2"}, {"a_3", "a_4", "a_5"}, {"y"}},
             {{"a1", "a2"}, {"a3", "a4", "a5"}, {"y"}}, name == "own"),
        worst(name == "own" ? min_gap(network, kExtent) : MinGap{}) {}
  std::string name;
  Network<double> network;
  Diagram draw;
  MinGap worst;  ///< of one's own network, found once for its weights
};
using Shared = std::shared_ptr<const Wired>;

/// It with its explainer for one composite.
struct Bound {
  Bound(Shared w, const Composite& composite)
      : wired(std::move(w)), explain(wired->network, composite) {}
  Shared wired;
  ChainExplainer explain;
};

Array steps_of_half(const Array& weights) {
  for (double w : weights.values)
    if (2 * w != std::round(2 * w))
      throw Error(
          "out-of-range",
          "control \"weights\" holds " + number_text(w) + ", expected steps of ½ between −3 and 3",
          {{"control", "weights"},
           {"name", "weights"},
           {"given", number_text(w)},
           {"expected", "−3, −2.5, … 3"}});
  return weights;
}

/// R1 of every point of the plane, in batches that stay in the cache.
Picture plane_map(const Network<double>& network, const Composite& composite, Index side) {
  constexpr Index kChunk = 1000;
  const Matrix<double> points = stage_grid(side, {0, kExtent}, {0, kExtent});
  Eigen::RowVectorXd R1(points.cols());
  ChainExplainer explain(network, composite);
  for (Index first = 0; first < points.cols(); first += kChunk) {
    const Index n = std::min(kChunk, points.cols() - first);
    R1.segment(first, n) = explain.relevance(points.middleCols(first, n)).row(0);
  }
  return map_picture(side, R1);
}

struct MinNetworks {
  struct Solution {
    struct Explained {
      Shared wired;
      ExplainedChain chain;
    };
    std::vector<Explained> all;
    size_t chosen = 0;
    Vector<double> a;
    RuleSpec rule;
    Composite composite;
    int step = 0;
    const Explained& asked() const { return all[chosen]; }
    double y() const { return asked().chain.output; }
    double R(Index j) const { return asked().chain.R(j); }
    Vector<double> absorbed() const {
      Vector<double> sum = Vector<double>::Zero(kCauses);
      for (const auto& by_cause : asked().chain.result.absorbed) sum += by_cause.col(0);
      return sum;
    }
  };

  static Control input(const char* name, const char* label, double initial) {
    return {.name = name,
            .label = label,
            .initial = initial,
            .low = 0,
            .high = kExtent,
            .step = 0.05,
            .section = kInput};
  }
  Slider a1{input("a1", "a₁", 3)}, a2{input("a2", "a₂", 2)};
  Choice network{{.name = "network",
                  .label = {"Network", "Netz"},
                  .help = {"Whose numbers are compared with the closed form",
                           "Wessen Zahlen mit der geschlossenen Form verglichen werden"},
                  .options = {{"i", "(i)"},
                              {"ii", "(ii)"},
                              {"iii", "(iii)"},
                              {"own", {"my own", "mein eigenes"}}},
                  .section = kModel}};
  OneRule rule{"gamma"};
  Whole step{ControlKind::step,
             {.name = "step",
              .label = {"Way of the relevance", "Weg der Relevanz"},
              .initial = kSteps,
              .high = kSteps,
              .section = {"Propagation", "Propagation"}}};
  Numbers weights{ControlKind::network,
                  {.name = "weights",
                   .label = {"Weights of my network", "Gewichte meines Netzes"},
                   .initial = Array{{9}, {1, 0, 0, 0, 0, 0, 1, 0, 0}},
                   .low = -3,
                   .high = 3,
                   .step = 0.5,
                   .rows = {"a_1→a_3", "a_2→a_3", "a_1→a_4", "a_2→a_4", "a_1→a_5", "a_2→a_5",
                            "a_3→y", "a_4→y", "a_5→y"},
                   .section = {"My network", "Mein Netz"}}};

  std::vector<Control> controls() const {
    std::vector<Control> all = {a1, a2, network};
    for (const Control& control : rule.controls()) all.push_back(control);
    all.push_back(step);
    all.push_back(weights);
    return all;
  }
  Idle idle(const Values& values) const {
    Idle idle = rule.idle(values);
    if (!network.is(values, "own"))
      idle.push_back({"weights",
                      {"Choose your own network to wire it.",
                       "Wähle dein eigenes Netz, um es zu verdrahten."}});
    return idle;
  }

  Solution solve(const Values& values) const {
    Solution s;
    s.a = Eigen::Vector2d(a1(values), a2(values));
    s.rule = rule.sliders.spec(rule.rule(values), values);
    s.composite = rule.composite(values);
    s.step = int(step(values));
    std::vector<Shared> shown(given.begin(), given.end());
    if (network.is(values, "own")) shown.push_back(own_network(values));
    for (const Shared& wired : shown) {
      if (wired->name == network(values)) s.chosen = s.all.size();
      s.all.push_back({wired, explainer(wired, s)(s.a)});
    }
    return s;
  }

  void quantities(const Solution& s, Quantities& q) const {
    const Vector<double> absorbed = s.absorbed();
    q("y", s.y())("R1", s.R(0))("R2", s.R(1));
    const ExplainedChain& chain = s.asked().chain;
    q("R_hidden", Vector<double>(chain.result.relevance[kHidden].col(0)));
    const char *activation[] = {"a3", "a4", "a5"}, *relevance[] = {"R3", "R4", "R5"};
    for (Index k = 0; k < chain.trace.values[kHidden].rows(); ++k)
      q(activation[k], chain.trace.values[kHidden](k, 0))(relevance[k],
                                                          chain.result.relevance[kHidden](k, 0));
    q("absorbed", absorbed.sum())("absorbed_by_cause", absorbed);
    const Wired& wired = *s.asked().wired;
    if (wired.name == "own") q("min_gap", wired.worst.gap);
  }

  void checks(const Solution& s, Checks& out) const {
    const double y = s.y(), smaller = s.a.minCoeff(), R1 = s.R(0), R2 = s.R(1);
    const std::string &name = s.asked().wired->name, &rule_name = s.rule.name;
    if (name == "own") {
      out.vanishes("computes_min", {"largest |y − min(a₁, a₂)|", "größtes |y − min(a₁, a₂)|"},
                   s.asked().wired->worst.gap)
          .because({"This network computes another function.",
                    "Dieses Netz berechnet eine andere Funktion."});
    } else {
      out.equal("computes_min", "y = min(a₁, a₂)", y, smaller);
    }
    if (name != "own" && (rule_name == "zplus" || rule_name == "gamma" || rule_name == "zero")) {
      const double gamma = rule_name == "gamma" ? s.rule.params.at("gamma") : 0;
      const double closed = rule_name == "zplus" ? zplus_r1(name, s.a[0], s.a[1])
                                                 : gamma_r1(name, gamma, s.a[0], s.a[1]);
      out.equal("R1_closed_form", {"R₁ = closed form", "R₁ = geschlossene Form"}, R1, closed);
      out.equal("R2_closed_form", {"R₂ = closed form", "R₂ = geschlossene Form"}, R2,
                smaller - closed);
    }
    const Vector<double> absorbed = s.absorbed();
    out.equal("account", {"R₁ + R₂ + absorbed = y", "R₁ + R₂ + Absorbiertes = y"},
              R1 + R2 + absorbed.sum(), y);
    out.equal("conservation", "R₁ + R₂ = y", R1 + R2, y)
        .unclaimed_if(true, absorption_reason({absorbed.data(), absorbed.data() + kCauses}));
  }

  /// What to look at; of one's own network a point where it is not the minimum, if there is one.
  static Caption said(const Wired& wired, const ExplainedChain& chain) {
    Caption caption{{"y = {output}, shared as R₁ = {R1} and R₂ = {R2}",
                     "y = {output}, geteilt in R₁ = {R1} und R₂ = {R2}"},
                    {{"output", chain.output}, {"R1", chain.R(0)}, {"R2", chain.R(1)}}};
    if (wired.name != "own") return caption;
    const MinGap& worst = wired.worst;
    if (worst.gap < 1e-9) return caption;
    caption.text = {"At a₁ = {a1}, a₂ = {a2} it gives {given}; the minimum is {smaller}.",
                    "Bei a₁ = {a1}, a₂ = {a2} ergibt es {given}; das Minimum ist {smaller}."};
    for (const Param& one : {Param{"a1", worst.a1}, Param{"a2", worst.a2}, Param{"given", worst.y},
                             Param{"smaller", std::min(worst.a1, worst.a2)}})
      caption.params[one.name] = one.value;
    return caption;
  }

  void views(const Solution& s, Views& out) const {
    for (const auto& [wired, chain] : s.all) {
      const bool own = wired->name == "own";
      NetworkView drawn = wired->draw(chain, s.step);
      if (own) drawn.step = 0.5;
      out.add({.id = "network-" + wired->name,
               .title = own ? Text{"Your network", "Dein Netz"}
                            : Text{"Network (" + wired->name + ")", "Netz (" + wired->name + ")"},
               .caption = said(*wired, chain),
               .group = "networks",
               .scale_group = "flows",
               .sets = own ? "weights" : ""},
              std::move(drawn));
    }
    for (const auto& explained : s.all) add_plane(s, explained.wired, out);
  }

  static void add_plane(const Solution& s, const Shared& wired, Views& out) {
    const auto map = [wired, composite = s.composite](Index side) {
      return [=] { return plane_map(wired->network, composite, side); };
    };
    const std::string whose = "(" + wired->name + ")";
    out.add({.id = "plane-" + wired->name,
             .title = wired->name == "own" ? Text{"R₁ of your network", "R₁ deines Netzes"}
                                           : Text{"R₁ of " + whose, "R₁ von " + whose},
             .group = "planes",
             .scale_group = "planes"},
            Plane{.values = Keyed{key_of(rule_key(s.rule), weights_key(*wired)), map(kFine),
                                  map(kCoarse)},
                  .x_range = {{2}, {0, kExtent}},
                  .y_range = {{2}, {0, kExtent}},
                  .x_control = "a1",
                  .y_control = "a2",
                  .x_label = "a_1",
                  .y_label = "a_2",
                  .point = {{2}, {s.a[0], s.a[1]}}});
  }

  static Key weights_key(const Wired& wired) {
    Key key = key_of(wired.name);
    for (const auto& node : wired.network.nodes())
      if (const auto* dense = std::get_if<Dense<double>>(&node.layer))
        key += key_of(dense->weights);
    return key;
  }

  const std::vector<Shared> given = {std::make_shared<Wired>("i", min_network("i")),
                                     std::make_shared<Wired>("ii", min_network("ii")),
                                     std::make_shared<Wired>("iii", min_network("iii"))};
  mutable Memo<Shared> own;
  mutable std::map<std::string, Memo<Bound>> bound;

  Shared own_network(const Values& values) const {
    const Array wanted = steps_of_half(weights(values));
    return own(key_of(wanted),
               [&] { return std::make_shared<Wired>("own", own_min_network(wanted.values)); });
  }
  ChainExplainer& explainer(const Shared& wired, const Solution& s) const {
    return bound[wired->name](key_of(rule_key(s.rule), weights_key(*wired)),
                              [&] { return Bound(wired, s.composite); })
        .explain;
  }
};

}  // namespace

RELEVANCE_EXPERIMENT("min-networks", Still<MinNetworks>)

}  // namespace relevance
