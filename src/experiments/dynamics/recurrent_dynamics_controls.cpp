#include "experiments/dynamics/recurrent_dynamics_controls.hpp"

#include "base/error.hpp"
#include "base/random.hpp"
#include "experiments/dynamics/unit_names.hpp"

namespace relevance {
namespace {

const Text kSystem{"Network", "Netz"}, kRun{"Start and steps", "Start und Schritte"},
    kLook{"Where to look", "Worauf geblickt wird"}, kLearning{"Learning", "Lernen"},
    kDrawing{"Draw the graph: one step", "Zeichne den Graphen: ein Schritt"};
constexpr double kMostPlaces = 60;
constexpr double kHiddenWeight = 0.5;  // standard deviation

std::vector<Option> targets() {
  return {{"limit-cycle", {"limit cycle", "Grenzzyklus"}},
          {"damped-spiral", {"damped spiral", "gedämpfte Spirale"}},
          {"two-attractors", {"two attractors", "zwei Attraktoren"}},
          {"own",
           {"drawn by hand", "von Hand"},
           {"A walk through points that you drag.", "Ein Weg durch Punkte, die du ziehst."}}};
}

/// x₁ … x₈; one that there is not stands for the last.
std::vector<Option> units_to_choose() {
  std::vector<Option> options;
  for (Index i = 0; i < kMostShown; ++i) options.push_back({std::to_string(i + 1), unit_name(i)});
  return options;
}
Index chosen_unit(const Choice& choice, const Values& values) {
  return Index(std::stoi(choice(values))) - 1;
}

/// The system with so many units more, whose weights are drawn at random.
RecurrentSystem with_hidden_units(RecurrentSystem system, Index hidden, uint64_t seed) {
  if (hidden == 0) return system;
  check_system(system);
  const Index seen = system.size(), d = seen + hidden;
  Random random(seed);
  Matrix<double> W = random.normal_matrix<double>(d, d, kHiddenWeight);
  W.topLeftCorner(seen, seen) = system.W;
  system.W = W;
  system.b = with_hidden(system.b, d);
  return system;
}

const char* const kNoEdge = "none";

std::vector<Option> parameters() {
  return {{kNoEdge, {"no edge", "keine Kante"}},
          {"w11", "w₁₁"},
          {"w12", "w₁₂"},
          {"w21", "w₂₁"},
          {"w22", "w₂₂"},
          {"b1", "b₁"},
          {"b2", "b₂"}};
}

}  // namespace

const Strings& DynamicsControls::edge_names() {
  static const Strings names{"x₁ → x₁", "x₁ → x₂", "x₂ → x₁", "x₂ → x₂",
                             "1 → x₁",  "1 → x₂",  "1′ → x₁", "1′ → x₂"};
  return names;
}

DynamicsControls::DynamicsControls()
    : W(ControlKind::matrix, {.name = "W",
                              .label = {"Weights W", "Gewichte W"},
                              .help = {"Row i, column j: wᵢⱼ leads from xᵢ to xⱼ.",
                                       "Zeile i, Spalte j: wᵢⱼ führt von xᵢ zu xⱼ."},
                              .initial = Array{{2, 2}, {0.7, 1.4, -1.4, 0.7}},
                              .low = -5,
                              .high = 5,
                              .step = 0.1,
                              .section = kSystem}),
      b(ControlKind::vector, {.name = "b",
                              .label = "Bias b",
                              .initial = Array{{2}, {0.1, 0}},
                              .low = -3,
                              .high = 3,
                              .step = 0.1,
                              .section = kSystem}),
      hidden({.name = "hidden",
              .label = {"Hidden units", "Verborgene Einheiten"},
              .help = {"Beside x₁ and x₂, from 0 on; what is learned says nothing of them.",
                       "Neben x₁ und x₂, von 0 an; was gelernt wird, sagt nichts über sie."},
              .initial = 0.0,
              .high = double(kMostShown - kSeen),
              .step = 1,
              .section = kSystem}),
      hidden_seed(ControlKind::seed, {.name = "hidden_seed",
                                      .label = {"Their weights’ seed", "Startzahl ihrer Gewichte"},
                                      .initial = 1.0,
                                      .high = 1e6,
                                      .section = kSystem}),
      rate({.name = "rate",
            .label = {"Rate r", "Rate r"},
            .help = {"How fast the states follow: 0.1 in the exercise.",
                     "Wie schnell die Zustände folgen: 0,1 in der Aufgabe."},
            .initial = 0.1,
            .low = 0.01,
            .high = 1,
            .logarithmic = true,
            .section = kSystem}),
      h({.name = "h",
         .label = {"Step size h", "Schrittweite h"},
         .help = {"Of Euler's steps; where is it too large?",
                  "Der Euler-Schritte; ab wann ist sie zu groß?"},
         .initial = 1.0,
         .low = 0.1,
         .high = 30,
         .step = 0.1,
         .section = kSystem}),
      x0("x0", "Start x⁰", {1.2, 0}, kStateReach, kRun),
      y0("y0", {"Second start y⁰", "Zweiter Start y⁰"}, {-0.3, 0.3}, kStateReach, kRun),
      steps({.name = "steps",
             .label = {"Steps", "Schritte"},
             .initial = 120.0,
             .low = 4,
             .high = 400,
             .step = 1,
             .section = kRun}),
      t({.name = "t",
         .label = {"Step t", "Schritt t"},
         .help =
             {"Its Jacobian, its place in the unfolded graph, what carries its state.",
              "Seine Jacobi-Matrix, sein Ort im entfalteten Graphen, was seinen Zustand trägt."},
         .initial = 12.0,
         .low = 2,
         .high = 400,
         .step = 1,
         .section = kLook}),
      window({.name = "window",
              .label = {"Steps in the graph", "Schritte im Graphen"},
              .help = {"Up to t. The graph can be moved and enlarged.",
                       "Bis t. Der Graph lässt sich verschieben und vergrößern."},
              .initial = 2.0,
              .low = 1,
              .high = 400,
              .step = 1,
              .section = kLook}),
      across({.name = "across",
              .label = {"Phase portrait, across", "Phasenporträt, quer"},
              .initial = "1",
              .options = units_to_choose(),
              .section = kLook}),
      up({.name = "up",
          .label = {"Upwards", "Aufwärts"},
          .help = {"Two units span the plane; the others stay as they are at step t.",
                   "Zwei Einheiten spannen die Ebene auf; die anderen bleiben wie bei Schritt t."},
          .initial = "2",
          .options = units_to_choose(),
          .section = kLook}),
      unit({.name = "unit",
            .label = {"Explain", "Erkläre"},
            .help = {"The state whose relevance is handed back in time.",
                     "Der Zustand, dessen Relevanz in der Zeit zurückgereicht wird."},
            .options = units_to_choose(),
            .section = kLook}),
      epsilon({.name = "epsilon",
               .label = "ε",
               .help = {"Of LRP-ε: keeps denominators off 0, and takes relevance for it.",
                        "Von LRP-ε: hält Nenner von 0 fern und nimmt dafür Relevanz."},
               .initial = 1e-6,
               .low = 1e-6,
               .high = 1,
               .logarithmic = true,
               .section = kLook}),
      target({.name = "target",
              .label = {"Learn", "Lerne"},
              .help = {"Whose trajectories W and b are to follow.",
                       "Wessen Bahnen W und b folgen sollen."},
              .options = targets(),
              .section = kLearning}),
      places(ControlKind::point_set,
             {.name = "places",
              .label = {"Places of the walk", "Orte des Wegs"},
              .initial = Array{{6, 2}, {1, 0, 0.6, 0.7, -0.3, 0.7, -0.7, 0, -0.3, -0.5, 0, -0.1}},
              .low = -kStateReach,
              .high = kStateReach,
              .most = Index(2 * kMostPlaces),
              .section = kLearning}),
      method({.name = "method",
              .label = {"Method", "Verfahren"},
              .options = {{"adam", "Adam"}, {"gradient", {"gradient steps", "Gradientenschritte"}}},
              .section = kLearning}),
      eta({.name = "eta",
           .label = {"Learning rate η", "Lernrate η"},
           .initial = 0.02,
           .low = 0.001,
           .high = 10,
           .logarithmic = true,
           .section = kLearning}),
      updates(ControlKind::run,
              {.name = "updates",
               .label = {"Updates", "Lernschritte"},
               .help = {"Of W and b, from those above on.", "Von W und b, von den obigen aus."},
               .initial = 0.0,
               .high = double(kMostUpdates),
               .section = kLearning}),
      edges({.name = "edges",
             .label = {"From step t−1 to step t", "Von Schritt t−1 zu Schritt t"},
             .help = {"Which parameter stands on each edge? Biases act on constant units 1.",
                      "Welcher Parameter steht an jeder Kante? Bias wirken auf konstante "
                      "Einheiten 1."},
             .initial = Strings(edge_names().size(), kNoEdge),
             .options = parameters(),
             .rows = edge_names(),
             .section = kDrawing}) {}

std::vector<Control> DynamicsControls::list() const {
  return {W,      b,  hidden, hidden_seed, rate,   h,      x0,     y0,  steps,   t,    window,
          across, up, unit,   epsilon,     target, places, method, eta, updates, edges};
}

Idle DynamicsControls::idle(const Values& values) const {
  Idle idle;
  if (!target.is(values, "own"))
    idle.push_back({"places", {"Only of a walk drawn by hand.", "Nur beim Weg von Hand."}});
  if (hidden(values) == 0)
    idle.push_back({"hidden_seed", {"There are no hidden units.", "Keine Einheit ist verborgen."}});
  const Index d = units(values);
  if (d < kSeen)
    for (const char* name : {"target", "places", "method", "eta", "updates"})
      idle.push_back(
          {name, {"What is learned has two units.", "Was gelernt wird, hat zwei Einheiten."}});
  if (d != 2)
    idle.push_back(
        {"edges", {"What is drawn has two units.", "Was gezeichnet wird, hat zwei Einheiten."}});
  if (d <= 2)
    for (const char* name : {"across", "up"})
      idle.push_back({name,
                      {"Two units have one plane: choose hidden ones to see others.",
                       "Zwei Einheiten haben eine Ebene: Mit verborgenen gibt es weitere."}});
  return idle;
}

void DynamicsControls::notices(const Values& values, std::vector<Text>& out) const {
  const Index d = units(values);
  for (const Choice* choice : {&unit, &across, &up}) {
    const Index wanted = chosen_unit(*choice, values);
    if (wanted < d || (choice != &unit && d <= 2)) continue;
    const std::string name = unit_name(wanted), last = unit_name(d - 1);
    out.push_back({"There is no " + name + " among " + std::to_string(d) + " units: " + last +
                       " stands for it.",
                   "Unter " + std::to_string(d) + " Einheiten gibt es kein " + name + ": " + last +
                       " steht dafür."});
  }
}

Index DynamicsControls::units(const Values& values) const {
  return Index(b(values).values.size()) + Index(hidden(values));
}

DynamicsQuestion DynamicsControls::question(const Values& values) const {
  const Index more = Index(hidden(values));
  const auto start = [&](const Point& point) {
    const Vector<double> seen = point(values);
    return with_hidden(seen, seen.size() + more);
  };
  return {.system = with_hidden_units({W.matrix(values), b.vector(values), rate(values), h(values)},
                                      more, uint64_t(hidden_seed(values))),
          .x0 = start(x0),
          .y0 = start(y0),
          .planar_starts = b(values).values.size() == 2,
          .steps = Index(steps(values)),
          .target = target(values),
          .places = places.matrix(values).transpose(),
          .gradient_steps = method.is(values, "gradient"),
          .eta = eta(values)};
}

Look DynamicsControls::look(const Values& values) const {
  return {.t = Index(t(values)),
          .window = Index(window(values)),
          .unit = chosen_unit(unit, values),
          .across = chosen_unit(across, values),
          .up = chosen_unit(up, values),
          .epsilon = epsilon(values)};
}

Strings DynamicsControls::drawn_edges(const Values& values) const {
  Strings drawn = edges(values), known;
  drawn.resize(edge_names().size(), kNoEdge);
  for (const Option& option : edges.options) known.push_back(option.value);
  for (std::string& parameter : drawn) {
    check_name("edges", "parameter", parameter, known);
    if (parameter == kNoEdge) parameter.clear();
  }
  return drawn;
}

const Strings& DynamicsControls::of_looking() {
  static const Strings names{"t", "window", "across", "up", "unit", "epsilon", "updates", "edges"};
  return names;
}

}  // namespace relevance
