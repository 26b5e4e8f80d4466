// Three ReLU networks that compute y = min(a1, a2) and explain it differently, and one of the
// student's own (scenario lrp-min-networks). Everything in double: there is a closed form.

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "experiments/relevance/min_network.hpp"
#include "experiments/shared/absorption.hpp"
#include "experiments/shared/network_diagram.hpp"
#include "experiments/shared/rule_controls.hpp"
#include "lab/experiment.hpp"

namespace relevance {
namespace {

constexpr double kExtent = 5;  // of the plane, and of the inputs
constexpr Index kFine = 200;   // pixels of a plane map, made in slices,
constexpr Index kCoarse = 64;  // and of what is shown at once
constexpr int kSteps = 3;      // output, hidden, inputs

const std::vector<std::string> kNames = {"i", "ii", "iii", "own"};

class MinNetworks : public Experiment {
 public:
  explicit MinNetworks(const Config&);
  const std::vector<Control>& controls() const override { return controls_; }
  Frame run(const Values& values) override;
  std::map<std::string, Quantity> measure(const Values& values) override;
  /// Refines one plane map a call.
  Frame advance(double budget_ms) override;

 private:
  struct Plane {      // R1 over (a1, a2) as the page has it
    std::string key;  // what it was made for
    bool fine = false;
  };
  Network<double> network(const std::string& name, const Values& values) const;
  std::map<std::string, Quantity> quantities(const Values& values, const ExplainedChain& chain);
  View plane(const std::string& name, const Network<double>& network, const Values& values);
  void add_checks(Frame& frame, const Values& values, const std::string& chosen) const;

  std::vector<Control> controls_;
  std::map<std::string, Plane> planes_;  // by network
  Values values_;                        // of the last run
  Frame last_;
};

/// "Network (i)", or the student's own.
Text network_title(const std::string& name) {
  if (name == "own") return {"Your network", "Dein Netz"};
  return {"Network (" + name + ")", "Netz (" + name + ")"};
}

Control input(const char* name, const char* label, double initial) {
  return {.name = name,
          .kind = ControlKind::slider,
          .label = {label, label},
          .initial = initial,
          .low = 0,
          .high = kExtent,
          .step = 0.05,
          .section = "input"};
}

MinNetworks::MinNetworks(const Config&) {
  controls_ = {input("a1", "a₁", 3), input("a2", "a₂", 2)};
  controls_.push_back({.name = "network",
                       .kind = ControlKind::choice,
                       .label = {"Network", "Netz"},
                       .help = {"Whose numbers are compared with the closed form",
                                "Wessen Zahlen mit der geschlossenen Form verglichen werden"},
                       .initial = std::string("i"),
                       .options = {{"i", {"(i)", "(i)"}},
                                   {"ii", {"(ii)", "(ii)"}},
                                   {"iii", {"(iii)", "(iii)"}},
                                   {"own", {"my own", "mein eigenes"}}},
                       .section = "model"});
  for (Control& control : rule_controls("gamma")) controls_.push_back(std::move(control));
  controls_.push_back({.name = "step",
                       .kind = ControlKind::step,
                       .label = {"Way of the relevance", "Weg der Relevanz"},
                       .initial = double(kSteps),
                       .low = 0,
                       .high = kSteps,
                       .step = 1,
                       .section = "propagation"});
  controls_.push_back({.name = "weights",
                       .kind = ControlKind::network,
                       .label = {"Weights of my network", "Gewichte meines Netzes"},
                       .initial = Array{{9}, {1, 0, 0, 0, 0, 0, 1, 0, 0}},
                       .low = -3,
                       .high = 3,
                       .step = 0.5,
                       .rows = {"a_1→a_3", "a_2→a_3", "a_1→a_4", "a_2→a_4", "a_1→a_5", "a_2→a_5",
                                "a_3→y", "a_4→y", "a_5→y"},
                       .section = "network"});
}

Network<double> MinNetworks::network(const std::string& name, const Values& values) const {
  if (name != "own") return min_network(name);
  const Array& weights = array(values, "weights");
  for (double w : weights.values)
    if (std::abs(w) > 3 || 2 * w != std::round(2 * w))
      throw Error("out-of-range",
                  "control \"weights\" holds " + std::to_string(w) +
                      ", expected steps of ½ between −3 and 3",
                  {{"control", "weights"},
                   {"name", "weights"},
                   {"given", std::to_string(w)},
                   {"expected", "−3, −2.5, … 3"}});
  return own_min_network(weights.values);
}

std::map<std::string, Quantity> MinNetworks::quantities(const Values& values,
                                                        const ExplainedChain& chain) {
  const Matrix<double>& at_inputs = chain.result.relevance[0];
  const Matrix<double>& hidden = chain.result.relevance[2];
  Vector<double> absorbed = Vector<double>::Zero(kCauses);
  for (const auto& by_cause : chain.result.absorbed) absorbed += by_cause.col(0);
  std::map<std::string, Quantity> q;
  q["y"] = {{}, {chain.output}};
  q["R1"] = {{}, {at_inputs(0, 0)}};
  q["R2"] = {{}, {at_inputs(1, 0)}};
  q["R_hidden"] = {{hidden.rows()}, {hidden.data(), hidden.data() + hidden.rows()}};
  q["absorbed"] = {{}, {absorbed.sum()}};
  q["absorbed_by_cause"] = {{kCauses}, {absorbed.data(), absorbed.data() + kCauses}};
  if (word(values, "network") == "own")
    q["min_gap"] = {{}, {min_gap(network("own", values), kExtent)}};
  return q;
}

std::map<std::string, Quantity> MinNetworks::measure(const Values& values) {
  const Vector<double> a = Eigen::Vector2d(number(values, "a1"), number(values, "a2"));
  return quantities(
      values, explain_chain(network(word(values, "network"), values), a, composite_of(values)));
}

/// R1 of every point of the plane, in batches that stay in the cache.
Picture plane_map(const Network<double>& network, const Composite& composite, Index side) {
  constexpr Index kChunk = 1000;
  Picture map{{side, side}, std::vector<float>(size_t(side * side))};
  Forward<double> forward(network);
  Lrp<double> lrp(network, composite);
  Matrix<double> points;
  for (Index first = 0; first < side * side; first += kChunk) {
    const Index n = std::min(kChunk, side * side - first);
    points.resize(2, n);
    for (Index i = 0; i < n; ++i) {
      const Index pixel = first + i;
      points(0, i) = kExtent * (double(pixel % side) + 0.5) / double(side);
      points(1, i) = kExtent * (double(pixel / side) + 0.5) / double(side);
    }
    const Trace<double>& trace = forward(points);
    const std::vector<Index> targets(size_t(n), 0);
    const auto& result = lrp(trace, start_at(trace.values.back(), targets));
    for (Index i = 0; i < n; ++i) map.values[size_t(first + i)] = float(result.relevance[0](0, i));
  }
  return map;
}

View MinNetworks::plane(const std::string& name, const Network<double>& network,
                        const Values& values) {
  std::string key = word(values, "rule");
  for (const char* parameter : {"gamma", "epsilon", "alpha", "high"})
    key += " " + std::to_string(number(values, parameter));
  if (name == "own")
    for (double w : array(values, "weights").values) key += " " + std::to_string(w);
  const bool known = planes_[name].key == key;
  View view =
      known ? View{.kind = "plane", .id = "plane-" + name, .title = {}}
            : plane_view("plane-" + name, {}, plane_map(network, composite_of(values), kCoarse));
  view.unchanged = known;
  if (!known) planes_[name] = {key, false};
  const std::string whose = "(" + name + ")";
  view.title = name == "own" ? Text{"R₁ of your network", "R₁ deines Netzes"}
                             : Text{"R₁ of " + whose, "R₁ von " + whose};
  view.fields["point"] = Array{{2}, {number(values, "a1"), number(values, "a2")}};
  view.fields["x_range"] = Array{{2}, {0, kExtent}};
  view.fields["y_range"] = Array{{2}, {0, kExtent}};
  view.fields["x_control"] = std::string("a1");
  view.fields["y_control"] = std::string("a2");
  view.fields["x_label"] = std::string("a_1");
  view.fields["y_label"] = std::string("a_2");
  view.group = "planes";
  view.scale_group = "planes";
  return view;
}

void MinNetworks::add_checks(Frame& frame, const Values& values, const std::string& chosen) const {
  const double a1 = number(values, "a1"), a2 = number(values, "a2");
  const double y = frame.quantities.at("y").values[0], R1 = frame.quantities.at("R1").values[0];
  const double R2 = frame.quantities.at("R2").values[0];
  const std::string& rule = word(values, "rule");
  frame.checks.push_back(make_check(
      "computes_min", {"y = min(a₁, a₂)", "y = min(a₁, a₂)"}, y, std::min(a1, a2), 1e-9,
      {"This network computes another function.", "Dieses Netz berechnet eine andere Funktion."}));
  if (chosen != "own" && (rule == "zplus" || rule == "gamma" || rule == "zero")) {
    const double gamma = rule == "gamma" ? number(values, "gamma") : 0;
    const double closed =
        rule == "zplus" ? zplus_r1(chosen, a1, a2) : gamma_r1(chosen, gamma, a1, a2);
    frame.checks.push_back(make_check(
        "R1_closed_form", {"R₁ = closed form", "R₁ = geschlossene Form"}, R1, closed, 1e-9));
    frame.checks.push_back(make_check("R2_closed_form",
                                      {"R₂ = closed form", "R₂ = geschlossene Form"}, R2,
                                      std::min(a1, a2) - closed, 1e-9));
  }
  const double absorbed = frame.quantities.at("absorbed").values[0];
  frame.checks.push_back(make_check("account",
                                    {"R₁ + R₂ + absorbed = y", "R₁ + R₂ + Absorbiertes = y"},
                                    R1 + R2 + absorbed, y, 1e-9));
  Check conserved = make_check("conservation", {"R₁ + R₂ = y", "R₁ + R₂ = y"}, R1 + R2, y, 1e-9);
  if (conserved.status == CheckStatus::fails) {
    conserved.status = CheckStatus::not_claimed;
    conserved.reason = absorption_reason(frame.quantities.at("absorbed_by_cause").values);
  }
  frame.checks.push_back(conserved);
}

Frame MinNetworks::run(const Values& values) {
  const std::string& chosen = word(values, "network");
  const Vector<double> a = Eigen::Vector2d(number(values, "a1"), number(values, "a2"));
  const Composite composite = composite_of(values);
  Frame frame;
  std::vector<View> planes;
  for (const auto& name : kNames) {
    if (name == "own" && chosen != "own") continue;
    const Network<double> drawn = network(name, values);
    const ExplainedChain chain = explain_chain(drawn, a, composite);
    DiagramOptions options{.labels = {{"a_1", "a_2"}, {"a_3", "a_4", "a_5"}, {"y"}},
                           .terms = {{"a1", "a2"}, {"a3", "a4", "a5"}, {"y"}},
                           .step = int(number(values, "step")),
                           .all_edges = name == "own"};
    View view = diagram("network-" + name, network_title(name), drawn, chain, options);
    view.group = "networks";
    view.scale_group = "flows";
    view.caption = {"network_result",
                    {{"output", chain.output},
                     {"R1", chain.result.relevance[0](0, 0)},
                     {"R2", chain.result.relevance[0](1, 0)}}};
    if (name == "own") view.sets = "weights", view.fields["step"] = 0.5;
    frame.views.push_back(std::move(view));
    planes.push_back(plane(name, drawn, values));
    frame.done = frame.done && planes_.at(name).fine;
    if (name == chosen) frame.quantities = quantities(values, chain);
  }
  for (View& view : planes) frame.views.push_back(std::move(view));
  add_checks(frame, values, chosen);
  frame.disabled = idle_rule_controls(values);
  if (chosen != "own")
    frame.disabled.push_back(
        {"weights",
         {"Choose your own network to wire it.", "Wähle dein eigenes Netz, um es zu verdrahten."}});
  frame.step = int(number(values, "step"));
  values_ = values;
  last_ = frame;
  return frame;
}

Frame MinNetworks::advance(double) {
  Frame frame = kept(last_);
  bool refined = false;
  for (View& view : frame.views) {
    if (view.kind != "plane") continue;
    const std::string name = view.id.substr(std::string("plane-").size());
    Plane& plane = planes_.at(name);
    if (plane.fine) continue;
    frame.done = !refined;
    if (refined) break;  // the others in the calls to come
    view.fields["values"] = plane_map(network(name, values_), composite_of(values_), kFine);
    refined = plane.fine = true;
  }
  return frame;
}

}  // namespace

RELEVANCE_EXPERIMENT("min-networks", MinNetworks)

}  // namespace relevance
