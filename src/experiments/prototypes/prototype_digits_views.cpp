#include "experiments/prototypes/prototype_digits_views.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/relevance/image_relevance_views.hpp"
#include "lab/views.hpp"
#include "nn/scores.hpp"

namespace relevance {
namespace {

using Lane = PrototypeLanes::Lane;

Text lane_label(const std::string& penalty) {
  if (penalty == "l2") return {"norm", "Norm"};
  if (penalty == "gaussian") return {"density", "Dichte"};
  if (penalty == "pca") return {"PCA", "PCA"};
  return {"decoder", "Decoder"};
}

/// Of each class's prototype: its probability of being that class, as it is and as log p/(1 − p),
/// which does not saturate; and whether another class wins.
struct Recognition {
  Array probability, log_odds, mistaken;
};

Recognition recognise(const PrototypeScene& s) {
  const auto& lanes = s.lanes.lanes();
  const Shape shape{Index(lanes.size()), lanes[0].start.cols()};
  Recognition r{{shape, {}}, {shape, {}}, {shape, {}}};
  for (const Lane& lane : lanes) {
    const Matrix<float> x = lane.ascent->now().x.cast<float>();
    const Matrix<float>& z =
        s.explainer.forward()(x).values[size_t(s.explainer.network().output())];
    for (Index k = 0; k < z.cols(); ++k) {
      const double odds = log_odds(z, k, k);
      r.log_odds.values.push_back(odds);
      r.probability.values.push_back(1 / (1 + std::exp(-odds)));
      r.mistaken.values.push_back(winner(z, k) != k);
    }
  }
  return r;
}

/// Norm prototypes have negative ink: they are shown on a signed scale.
double scale_of(const Lane& lane, const Matrix<double>& x) {
  return lane.penalty == "l2" && x.minCoeff() < -1e-3 ? x.cwiseAbs().maxCoeff() : 0;
}

View grid(const PrototypeScene& s, const Recognition& r, bool closed) {
  const ImageShape shape = image_shape(s.explainer.network().input_shape());
  Picture images{{0, shape.height, shape.width}, {}};
  std::vector<Text> rows;
  std::vector<std::string> values;
  Array scales{{0}, {}};
  double selected = -1;
  for (const Lane& lane : s.lanes.lanes()) {
    const Matrix<double>& x = closed ? lane.x_star : lane.ascent->now().x;
    if (x.size() == 0) continue;
    if (&lane == &s.lanes.lanes()[s.lane]) selected = double(rows.size());
    images.values.insert(images.values.end(), x.data(), x.data() + x.size());
    images.shape[0] += x.cols();
    rows.push_back(lane_label(lane.penalty));
    values.push_back(lane.penalty);
    scales.values.push_back(scale_of(lane, x));
  }
  scales.shape[0] = Index(rows.size());
  std::vector<std::string> columns;
  for (Index k = 0; k < s.lanes.lanes()[0].start.cols(); ++k) columns.push_back(std::to_string(k));
  View view =
      prototypes_view(closed ? "closed" : "prototypes",
                      closed ? Text{"Closed form", "Geschlossene Form"}
                             : Text{"A prototype of every class", "Ein Prototyp jeder Klasse"},
                      std::move(images), std::move(rows), std::move(columns));
  view.fields["scales"] = scales;
  view.fields["selected"] = Array{{2}, {selected, double(s.target)}};
  view.fields["row_control"] = std::string("penalty");
  view.fields["row_values"] = values;
  if (!closed) {
    view.fields["values"] = r.probability;
    view.fields["value_label"] =
        Text{"probability of its class", "Wahrscheinlichkeit ihrer Klasse"};
    view.fields["percent"] = true;
    view.fields["marks"] = r.mistaken;
  }
  view.sets = "target";
  view.group = closed ? "closed" : "prototypes";
  view.caption = {closed ? "prototypes_closed" : "prototypes", {{"step", double(s.lanes.step())}}};
  return view;
}

Picture pixels(const PrototypeScene& s, const Vector<double>& x) {
  const ImageShape shape = image_shape(s.explainer.network().input_shape());
  return {{shape.height, shape.width}, {x.data(), x.data() + x.size()}};
}

/// Where it began, what it became, and why the network believes it.
void add_explanation(const PrototypeScene& s, Frame& frame) {
  const Lane& lane = s.lanes.lanes()[s.lane];
  const Vector<double> x = lane.ascent->now().x.col(s.target);
  const std::string name = std::to_string(s.target);
  View start = image_view("start", {"Start", "Start"}, pixels(s, lane.start.col(s.target)));
  start.sets = "image";
  const Text title{"Prototype of " + name, "Prototyp von " + name};
  View prototype = scale_of(lane, x) > 0 ? heatmap_view("prototype", title, pixels(s, x))
                                         : image_view("prototype", title, pixels(s, x));
  const Matrix<float> image = x.cast<float>();
  const Matrix<float>& relevance = s.explainer.explain(image, {s.target});
  const ImageShape shape = image_shape(s.explainer.network().input_shape());
  View why = relevance_view(relevance, image, shape, name);
  why.id = "explanation";
  why.title = {"Why it is a " + name + " (LRP)", "Warum es eine " + name + " ist (LRP)"};
  for (View* view : {&start, &prototype, &why}) {
    view->group = "explain";
    frame.views.push_back(std::move(*view));
  }
}

Array curve_x(int steps) {
  Array x{{steps + 1}, {}};
  for (int i = 0; i <= steps; ++i) x.values.push_back(i);
  return x;
}

/// One value a step as far as the ascent has come, then nothing.
template <class F>
void add_series(Array& values, const Ascent& ascent, int steps, F value) {
  for (int i = 0; i <= steps; ++i)
    values.values.push_back(i < int(ascent.record().size())
                                ? value(ascent.record()[size_t(i)])
                                : std::numeric_limits<double>::quiet_NaN());
}

void add_curves(const PrototypeScene& s, Frame& frame) {
  const Lane& lane = s.lanes.lanes()[s.lane];
  int steps = s.steps;  // a run stepped back has been further than where it goes
  for (const Lane& one : s.lanes.lanes())
    steps = std::max(steps, int(one.ascent->record().size()) - 1);
  const Index n = steps + 1;
  const double first =
      lane.ascent->record()[0].score[s.target] - lane.ascent->record()[0].penalty[s.target];
  Array objective{{1, n}, {}}, scores{{Index(s.lanes.lanes().size()), n}, {}};
  add_series(objective, *lane.ascent, steps, [&](const AscentRecord& r) {
    return r.score[s.target] - r.penalty[s.target] - first;
  });
  std::vector<Text> names;
  for (const Lane& one : s.lanes.lanes()) {
    add_series(scores, *one.ascent, steps,
               [&](const AscentRecord& r) { return r.score[s.target]; });
    names.push_back(lane_label(one.penalty));
  }
  const std::string name = std::to_string(s.target);
  const Text label = lane_label(lane.penalty);
  View gain = curves_view(
      "objective", {"Objective under “" + label.en + "”", "Zielfunktion unter „" + label.de + "“"},
      curve_x(steps), {{"f − Ω since the start", "f − Ω seit dem Start"}}, objective);
  View score = curves_view("scores", {"What the network says to it", "Was das Netz dazu sagt"},
                           curve_x(steps), names, scores);
  gain.fields["label_y"] = Text{"f − Ω since the start", "f − Ω seit dem Start"};
  score.fields["label_y"] = Text{"f, for class " + name, "f, für Klasse " + name};
  for (View* view : {&gain, &score}) {
    view->fields["label_x"] = Text{"step", "Schritt"};
    view->fields["marker"] = double(s.lanes.step());
    view->sets = "step";
    view->group = "curves";
    frame.views.push_back(std::move(*view));
  }
}

/// Both parts of the loss, mean of each epoch so far.
View learning_curves(const DecoderTraining& training) {
  const int n = training.question().epochs;
  Array epochs{{n}, {}}, values{{2, n}, {}};
  for (int i = 0; i < n; ++i) epochs.values.push_back(i + 1);
  for (double ElboValue::*part : {&ElboValue::reconstruction, &ElboValue::divergence})
    for (size_t i = 0; i < size_t(n); ++i)
      values.values.push_back(i < training.epochs().size()
                                  ? training.epochs()[i].*part
                                  : std::numeric_limits<double>::quiet_NaN());
  View view =
      curves_view("training", {"How the decoder learned", "Wie der Decoder gelernt hat"}, epochs,
                  {{"reconstruction", "Rekonstruktion"}, {"divergence", "Divergenz"}}, values);
  view.fields["label_x"] = Text{"epoch", "Epoche"};
  view.fields["label_y"] = Text{"loss, nats a digit", "Verlust, Nats je Ziffer"};
  view.group = "curves";
  return view;
}

View code_bars(const Lane& lane, Index target) {
  const Matrix<double>& z = lane.ascent->now().z;
  std::vector<std::string> labels;
  Array values{{z.rows()}, {}};
  for (Index i = 0; i < z.rows(); ++i) {
    labels.push_back("z" + std::to_string(i + 1));
    values.values.push_back(z(i, target));
  }
  const std::string name = std::to_string(target);
  return bars_view("code", {"Code of the prototype of " + name, "Code des Prototyps von " + name},
                   labels, values, -1);
}

/// One line a penalty: what the network and the data model say of the prototype looked at.
View comparison(const PrototypeScene& s, const Recognition& r) {
  const auto& lanes = s.lanes.lanes();
  std::vector<Text> rows;
  Array values{{Index(lanes.size()), 4}, {}};
  for (size_t i = 0; i < lanes.size(); ++i) {
    const AscentPoint& now = lanes[i].ascent->now();
    rows.push_back(lane_label(lanes[i].penalty));
    values.values.insert(
        values.values.end(),
        {now.score[s.target], r.probability.values[i * size_t(now.x.cols()) + size_t(s.target)],
         s.density.log_density(now.x.col(s.target))[0], now.x.col(s.target).norm()});
  }
  const std::string name = std::to_string(s.target);
  return table_view(
      "numbers",
      {"Prototypes of " + name + ", compared", "Prototypen von " + name + " im Vergleich"},
      {{"f", "f"}, {"p(class | x)", "p(Klasse | x)"}, {"log p(x)", "log p(x)"}, {"‖x‖", "‖x‖"}},
      rows, values);
}

void add_quantities(const PrototypeScene& s, const Recognition& r, Frame& frame) {
  const Lane& lane = s.lanes.lanes()[s.lane];
  const AscentPoint& now = lane.ascent->now();
  const ImageShape shape = image_shape(s.explainer.network().input_shape());
  const auto images = [&](const Matrix<double>& x) {
    return Quantity{{x.cols(), shape.height, shape.width}, {x.data(), x.data() + x.size()}};
  };
  const auto row = [&](const Array& table) {
    const auto first = table.values.begin() + long(s.lane) * now.x.cols();
    return Quantity{{now.x.cols()}, {first, first + now.x.cols()}};
  };
  frame.quantities = {{"score", to_array(now.score)},
                      {"penalty", to_array(now.penalty)},
                      {"objective", to_array(now.objective())},
                      {"x", images(now.x)},
                      {"z", to_array(now.z)},
                      {"log_density", to_array(s.density.log_density(now.x))},
                      {"probability", row(r.probability)},
                      {"log_odds", row(r.log_odds)}};
  if (lane.x_star.size() == 0) return;
  const double gap = (now.x - lane.x_star).colwise().norm().maxCoeff();
  frame.quantities["x_star"] = images(lane.x_star);
  frame.quantities["gap"] = {{}, {gap}};
  Check check =
      make_check("closed-form", {"‖x − x*‖ = 0 (closed form)", "‖x − x*‖ = 0 (geschlossene Form)"},
                 gap, 0, 1e-3);
  if (check.status == CheckStatus::fails) {
    check.status = CheckStatus::not_claimed;
    check.reason = {"The ascent is still under way.", "Der Aufstieg ist noch unterwegs."};
  }
  frame.checks.push_back(check);
}

}  // namespace

void show(const PrototypeScene& s, Frame& frame) {
  const Lane& lane = s.lanes.lanes()[s.lane];
  const Recognition recognition = recognise(s);
  frame.views.push_back(grid(s, recognition, false));
  add_explanation(s, frame);
  add_curves(s, frame);
  if (s.training) frame.views.push_back(learning_curves(*s.training));
  frame.views.push_back(comparison(s, recognition));
  if (lane.penalty == "pca" || lane.penalty == "decoder")
    frame.views.push_back(code_bars(lane, s.target));
  View closed = grid(s, recognition, true);
  if (std::get<Picture>(closed.fields.at("images")).shape[0] > 0) frame.views.push_back(closed);
  add_quantities(s, recognition, frame);
}

}  // namespace relevance
