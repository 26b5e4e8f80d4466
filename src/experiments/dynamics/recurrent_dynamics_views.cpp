#include "experiments/dynamics/recurrent_dynamics_views.hpp"

#include "experiments/dynamics/unit_names.hpp"

namespace relevance {
namespace {

constexpr Index kStemsShown = 16;  // steps before t
const Text kTime{"step t", "Schritt t"};

}  // namespace

void add_states(const DynamicsScene& s, Views& out) {
  const Index d = s.system.size(), n = s.run.steps() + 1;
  Curves view{.x = {{n}, {}},
              .names = {},
              .values = {{d, n}, {}},
              .label_x = kTime,
              .label_y = "x",
              .marker = double(s.look.t)};
  for (Index t = 0; t < n; ++t) view.x.values.push_back(double(t));
  for (Index i = 0; i < d; ++i) {
    view.names.push_back(unit_name(i));
    for (Index t = 0; t < n; ++t) view.values.values.push_back(s.run.states(i, t));
  }
  out.add({.id = "states",
           .title = {"States over time", "Zustände über der Zeit"},
           .caption = {{"Drag the line to the step you want to look at.",
                        "Ziehe die Linie zum Schritt, auf den du blicken willst."}},
           .sets = "t"},
          std::move(view));
}

void add_sensitivities(const DynamicsScene& s, Views& out) {
  const Index d = s.system.size();
  const auto add_matrix = [&](const char* id, Text title, Text caption, const Matrix<double>& of,
                              Index from) {
    MatrixView view{.values = Picture{{d, d}, {}}, .rows = {}, .columns = {}};
    Picture& picture = std::get<Picture>(view.values);
    for (Index j = 0; j < d; ++j) {
      view.rows.push_back("x_{" + std::to_string(j + 1) + "}^{(" + std::to_string(s.look.t) + ")}");
      view.columns.push_back("x_{" + std::to_string(j + 1) + "}^{(" + std::to_string(from) + ")}");
      for (Index i = 0; i < d; ++i) picture.values.push_back(float(of(j, i)));
    }
    view.label_rows = {"changes", "ändert sich"};
    view.label_columns = {"is moved", "wird bewegt"};
    out.add({.id = id,
             .title = std::move(title),
             .caption = {std::move(caption), {{"t", double(s.look.t)}}},
             .group = "jacobians"},
            std::move(view));
  };
  const std::string t = above(s.look.t), t1 = above(s.look.t - 1);
  add_matrix("jacobian", "∂x" + t + "/∂x" + t1,
             {"One step. Near (1 − hr) on the diagonal where tanh is saturated.",
              "Ein Schritt. Nahe (1 − hr) auf der Diagonale, wo tanh gesättigt ist."},
             s.J, s.look.t - 1);
  add_matrix("chain", "∂x" + t + "/∂x⁰",
             {"All {t} steps: the product of their Jacobians.",
              "Alle {t} Schritte: das Produkt ihrer Jacobi-Matrizen."},
             s.dx_dx0, 0);
  Curves view{.x = {{s.sensitivities.cols()}, {}},
              .names = {{"largest σ of ∂xᵗ/∂x⁰", "größtes σ von ∂xᵗ/∂x⁰"},
                        {"least σ of ∂xᵗ/∂x⁰", "kleinstes σ von ∂xᵗ/∂x⁰"},
                        "‖∂xᵗ/∂W‖",
                        "‖∂xᵗ/∂b‖"},
              .values = {{4, s.sensitivities.cols()}, {}},
              .label_x = kTime,
              .label_y = {"sensitivity", "Empfindlichkeit"},
              .marker = double(s.look.t),
              .log_y = true};
  for (Index at = 0; at < s.sensitivities.cols(); ++at) view.x.values.push_back(double(at));
  for (Index m = 0; m < 4; ++m)
    for (double value : s.sensitivities.row(m)) view.values.values.push_back(value);
  const double last = s.sensitivities(0, s.sensitivities.cols() - 1);
  out.add({.id = "sensitivities",
           .title = {"Sensitivities over time", "Empfindlichkeiten über der Zeit"},
           .caption = {last < 1 ? Text{"Vanishing: in the end a move of x⁰ counts {last} at most.",
                                       "Verschwindend: Am Ende zählt eine Bewegung von x⁰ noch "
                                       "höchstens {last}."}
                                : Text{"A move of x⁰ counts up to {last} in the end.",
                                       "Eine Bewegung von x⁰ zählt am Ende bis zu {last}."},
                       {{"last", last}}},
           .sets = "t"},
          std::move(view));
}

void add_weights(const DynamicsScene& s, Views& out) {
  const Index d = s.system.size();
  MatrixView view{.values = Picture{{d + 1, d}, {}}, .rows = {}, .columns = {}};
  Picture& picture = std::get<Picture>(view.values);
  for (Index i = 0; i < d; ++i) {
    view.rows.push_back("x_{" + std::to_string(i + 1) + "}");
    view.columns.push_back("x_{" + std::to_string(i + 1) + "}");
    for (Index j = 0; j < d; ++j) picture.values.push_back(float(s.system.W(i, j)));
  }
  view.rows.push_back("b");
  for (Index j = 0; j < d; ++j) picture.values.push_back(float(s.system.b[j]));
  view.label_rows = {"from", "von"};
  view.label_columns = {"to", "zu"};
  out.add({.id = "weights",
           .title = {"Weights and biases now", "Gewichte und Bias jetzt"},
           .caption = {{"After {updates} updates. Row i, column j: wᵢⱼ; below, the biases.",
                        "Nach {updates} Lernschritten. Zeile i, Spalte j: wᵢⱼ; unten die Bias."},
                       {{"updates", double(s.updates)}}},
           .group = "weights"},
          std::move(view));
}

void add_relevance(const DynamicsScene& s, Views& out) {
  const Index d = s.system.size(), n = s.look.t + 1;
  const std::string name = unit_name(s.look.unit) + above(s.look.t);
  Curves view{.x = {{n}, {}},
              .names = {},
              .values = {{2 * d, n}, {}},
              .label_x = {"earlier step", "früherer Schritt"},
              .label_y = "R"};
  for (Index t = 0; t < n; ++t) view.x.values.push_back(double(t));
  const auto add_rows = [&](const Matrix<double>& of, const Text& method) {
    for (Index i = 0; i < d; ++i) {
      const std::string unit = unit_name(i) + ": ";
      view.names.push_back({unit + method.en, unit + method.de});
      for (Index t = 0; t < n; ++t) view.values.values.push_back(of(i, t));
    }
  };
  const Text product{"gradient × input", "Gradient × Eingabe"};
  add_rows(s.relevance.R, "LRP-ε");
  add_rows(s.relevance.product, product);
  out.add(
      {.id = "relevance",
       .title = {"Which earlier state carries " + name, "Welcher frühere Zustand trägt " + name},
       .caption = {{"From the right: at step {t} all of it is {name}’s own; further left it has "
                    "gone over to other units and to the biases.",
                    "Von rechts: Bei Schritt {t} gehört alles {name} selbst; weiter links ist "
                    "es auf andere Einheiten und die Bias übergegangen."},
                   {{"t", double(s.look.t)}, {"name", name}}}},
      std::move(view));
  const Index first = std::max<Index>(0, s.look.t - kStemsShown + 1), count = n - first;
  Series sums{.names = {"LRP-ε", product},
              .values = {{2, count}, {}},
              .label_x = {"earlier step", "früherer Schritt"},
              .label_y = "ΣR",
              .first = double(first),
              .marker = double(s.look.t)};
  for (const auto* of : {&s.relevance.R, &s.relevance.product})
    for (Index t = first; t < n; ++t) sums.values.values.push_back(of->col(t).sum());
  const double kept = s.relevance.bias.rightCols(s.look.t - first).sum();
  out.add(
      {.id = "relevance_sums",
       .title = {"How much of " + name + " is found earlier",
                 "Wie viel von " + name + " sich früher findet"},
       .caption = {{"What LRP does not find there the biases have taken, here {kept}; gradient × "
                    "input also misses what saturation hides.",
                    "Was LRP dort nicht findet, haben die Bias genommen, hier {kept}; Gradient × "
                    "Eingabe verfehlt auch, was die Sättigung verbirgt."},
                   {{"kept", kept}}},
       .sets = "t"},
      std::move(sums));
}

void add_loss(const DynamicsScene& s, Views& out) {
  if (!s.learning.trainer() || s.learning.trainer()->updates() == 0) return;
  const std::vector<double>& losses = s.learning.trainer()->losses();
  const Index n = Index(losses.size());
  Curves view{.x = {{n}, {}},
              .names = {"E"},
              .values = {{1, n}, losses},
              .label_x = {"update", "Lernschritt"},
              .label_y = "E",
              .marker = double(s.updates),
              .log_y = true};
  for (Index k = 0; k < n; ++k) view.x.values.push_back(double(k));
  out.add({.id = "loss",
           .title = {"Loss while learning", "Verlust beim Lernen"},
           .caption = {{"E = {loss}: half the mean squared distance to the target, a step.",
                        "E = {loss}: der halbe mittlere quadrierte Abstand zum Ziel, je Schritt."},
                       {{"loss", losses[size_t(s.updates)]}}},
           .sets = "updates"},
          std::move(view));
}

}  // namespace relevance
