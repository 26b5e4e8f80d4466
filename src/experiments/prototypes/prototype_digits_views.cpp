#include "experiments/prototypes/prototype_digits_views.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/shared/ascent_controls.hpp"
#include "experiments/shared/explained_image.hpp"
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

/// Norm prototypes have negative ink: they are shown on a signed scale.
double scale_of(const Lane& lane, const Matrix<double>& x) {
  return lane.penalty == "l2" && x.minCoeff() < -1e-3 ? x.cwiseAbs().maxCoeff() : 0;
}

void add_grid(const PrototypeScene& s, bool closed, Views& out) {
  const ImageShape shape = image_shape(s.explainer.network().input_shape());
  Prototypes grid{.images = {{0, shape.height, shape.width}, {}},
                  .rows = {},
                  .columns = {},
                  .scales = {{0}, {}},
                  .selected = {{2}, {-1, double(s.target)}},
                  .row_control = "penalty"};
  for (const Lane& lane : s.lanes.lanes()) {
    const Matrix<double>& x = closed ? lane.x_star : lane.ascent->now().x;
    if (x.size() == 0) continue;
    if (&lane == &s.looked_at()) grid.selected.values[0] = double(grid.rows.size());
    grid.images.values.insert(grid.images.values.end(), x.data(), x.data() + x.size());
    grid.images.shape[0] += x.cols();
    grid.rows.push_back(lane_label(lane.penalty));
    grid.row_values.push_back(lane.penalty);
    grid.scales.values.push_back(scale_of(lane, x));
  }
  if (grid.rows.empty()) return;
  grid.scales.shape[0] = Index(grid.rows.size());
  for (Index k = 0; k < s.looked_at().start.cols(); ++k) grid.columns.push_back(std::to_string(k));
  if (!closed) {
    grid.values = s.recognition.probability;
    grid.value_label = {"probability of its class", "Wahrscheinlichkeit ihrer Klasse"};
    grid.percent = true;
    grid.marks = s.recognition.mistaken;
  }
  const Text climbing{
      "Step {step}. Each row knows more about digits than the one above. Click one "
      "to see why the network believes it.",
      "Schritt {step}. Jede Zeile weiß mehr über Ziffern als die darüber. Klicke "
      "eine an, um zu sehen, warum das Netz ihr glaubt."};
  const Text arrived{"Where the ascent must arrive.", "Wo der Aufstieg ankommen muss."};
  out.add({.id = closed ? "closed" : "prototypes",
           .title = closed ? Text{"Closed form", "Geschlossene Form"}
                           : Text{"A prototype of every class", "Ein Prototyp jeder Klasse"},
           .caption = {closed ? arrived : climbing, {{"step", double(s.lanes.step())}}},
           .group = closed ? "closed" : "prototypes",
           .sets = "target"},
          std::move(grid));
}

Picture pixels(const PrototypeScene& s, const Vector<double>& x) {
  const ImageShape shape = image_shape(s.explainer.network().input_shape());
  return {{shape.height, shape.width}, {x.data(), x.data() + x.size()}};
}

/// Where it began, what it became, and why the network believes it.
void add_explanation(const PrototypeScene& s, Views& out) {
  const Lane& lane = s.looked_at();
  const Vector<double> x = lane.ascent->now().x.col(s.target);
  const std::string name = std::to_string(s.target);
  out.add({.id = "start", .title = "Start", .group = "explain", .sets = "image"},
          ImageView{.pixels = pixels(s, lane.start.col(s.target))});
  ViewBody prototype = ImageView{.pixels = pixels(s, x)};
  if (scale_of(lane, x) > 0) prototype = Heatmap{.values = pixels(s, x)};
  out.add({.id = "prototype",
           .title = {"Prototype of " + name, "Prototyp von " + name},
           .group = "explain"},
          std::move(prototype));
  const Matrix<float> image = x.cast<float>();
  const Matrix<float>& relevance = s.explainer.explain(image, {s.target});
  const ImageShape shape = image_shape(s.explainer.network().input_shape());
  out.add({.id = "explanation",
           .title = {"Why it is a " + name + " (LRP)", "Warum es eine " + name + " ist (LRP)"},
           .caption = strongest_caption(relevance, shape, name),
           .group = "explain"},
          relevance_heatmap(relevance, image, shape));
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

void add_curves(const PrototypeScene& s, Views& out) {
  const Lane& lane = s.looked_at();
  int steps = s.steps;  // a run stepped back has been further than where it goes
  for (const Lane& one : s.lanes.lanes())
    steps = std::max(steps, int(one.ascent->record().size()) - 1);
  const Index n = steps + 1;
  const auto gain = [&](const AscentRecord& r) { return r.score[s.target] - r.penalty[s.target]; };
  const double first = gain(lane.ascent->record()[0]);
  Array objective{{1, n}, {}}, scores{{Index(s.lanes.lanes().size()), n}, {}};
  add_series(objective, *lane.ascent, steps,
             [&](const AscentRecord& r) { return gain(r) - first; });
  Texts names;
  for (const Lane& one : s.lanes.lanes()) {
    add_series(scores, *one.ascent, steps,
               [&](const AscentRecord& r) { return r.score[s.target]; });
    names.push_back(lane_label(one.penalty));
  }
  const std::string name = std::to_string(s.target);
  const Text label = lane_label(lane.penalty),
             since{"f − Ω since the start", "f − Ω seit dem Start"};
  const auto add = [&](const char* id, Text title, Texts curves, Array values, Text label_y) {
    out.add({.id = id, .title = std::move(title), .group = "curves", .sets = "step"},
            Curves{.x = curve_x(steps),
                   .names = std::move(curves),
                   .values = std::move(values),
                   .label_x = {"step", "Schritt"},
                   .label_y = std::move(label_y),
                   .marker = double(s.lanes.step())});
  };
  add("objective", {"Objective under “" + label.en + "”", "Zielfunktion unter „" + label.de + "“"},
      {since}, std::move(objective), since);
  add("scores", {"What the network says to it", "Was das Netz dazu sagt"}, std::move(names),
      std::move(scores), {"f, for class " + name, "f, für Klasse " + name});
}

/// Both parts of the loss, mean of each epoch so far.
void add_learning(const DecoderTraining& training, Views& out) {
  const int n = training.question().epochs;
  Array epochs{{n}, {}}, values{{2, n}, {}};
  for (int i = 0; i < n; ++i) epochs.values.push_back(i + 1);
  for (double ElboValue::*part : {&ElboValue::reconstruction, &ElboValue::divergence})
    for (size_t i = 0; i < size_t(n); ++i)
      values.values.push_back(i < training.epochs().size()
                                  ? training.epochs()[i].*part
                                  : std::numeric_limits<double>::quiet_NaN());
  out.add({.id = "training",
           .title = {"How the decoder learned", "Wie der Decoder gelernt hat"},
           .group = "curves"},
          Curves{.x = std::move(epochs),
                 .names = {{"reconstruction", "Rekonstruktion"}, {"divergence", "Divergenz"}},
                 .values = std::move(values),
                 .label_x = {"epoch", "Epoche"},
                 .label_y = {"loss, nats a digit", "Verlust, Nats je Ziffer"}});
}

void add_code(const Lane& lane, Index target, Views& out) {
  const Vector<double> z = lane.ascent->now().z.col(target);
  Strings labels;
  for (Index i = 0; i < z.size(); ++i) labels.push_back("z" + lowered(i + 1));
  const std::string name = std::to_string(target);
  out.add(
      {.id = "code",
       .title = {"Code of the prototype of " + name, "Code des Prototyps von " + name}},
      Bars{.labels = std::move(labels), .values = {{z.size()}, {z.data(), z.data() + z.size()}}});
}

/// One line a penalty: what the network and the data model say of the prototype looked at.
void add_comparison(const PrototypeScene& s, Views& out) {
  const auto& lanes = s.lanes.lanes();
  Texts rows;
  Array values{{Index(lanes.size()), 4}, {}};
  for (size_t i = 0; i < lanes.size(); ++i) {
    const AscentPoint& now = lanes[i].ascent->now();
    const size_t cell = i * size_t(now.x.cols()) + size_t(s.target);
    rows.push_back(lane_label(lanes[i].penalty));
    values.values.insert(
        values.values.end(),
        {now.score[s.target], s.recognition.probability.values[cell],
         s.density.log_density(now.x.col(s.target))[0], now.x.col(s.target).norm()});
  }
  const std::string name = std::to_string(s.target);
  out.add({.id = "numbers",
           .title = {"Prototypes of " + name + ", compared",
                     "Prototypen von " + name + " im Vergleich"}},
          Table{.columns = {"f", {"p(class | x)", "p(Klasse | x)"}, "log p(x)", "‖x‖"},
                .rows = std::move(rows),
                .values = std::move(values)});
}

/// How far the prototypes stand from their closed form; none where there is no closed form.
std::optional<double> gap_of(const Lane& lane) {
  if (lane.x_star.size() == 0) return {};
  return (lane.ascent->now().x - lane.x_star).colwise().norm().maxCoeff();
}

}  // namespace

Recognition recognise(const PrototypeLanes& all, ImageExplainer& explainer) {
  const auto& lanes = all.lanes();
  const Shape shape{Index(lanes.size()), lanes[0].start.cols()};
  Recognition r{{shape, {}}, {shape, {}}, {shape, {}}};
  for (const Lane& lane : lanes) {
    const Matrix<float> x = lane.ascent->now().x.cast<float>();
    const Matrix<float>& z = explainer.forward()(x).values[size_t(explainer.network().output())];
    for (Index k = 0; k < z.cols(); ++k) {
      const double odds = log_odds(z, k, k);
      r.log_odds.values.push_back(odds);
      r.probability.values.push_back(1 / (1 + std::exp(-odds)));
      r.mistaken.values.push_back(winner(z, k) != k);
    }
  }
  return r;
}

void add_quantities(const PrototypeScene& s, Quantities& q) {
  const Lane& lane = s.looked_at();
  const AscentPoint& now = lane.ascent->now();
  const ImageShape shape = image_shape(s.explainer.network().input_shape());
  const auto images = [&](const Matrix<double>& x) {
    return Quantity{{x.cols(), shape.height, shape.width}, {x.data(), x.data() + x.size()}};
  };
  const auto row = [&](const Array& table) {
    const auto first = table.values.begin() + long(s.lane) * now.x.cols();
    return Quantity{{now.x.cols()}, {first, first + now.x.cols()}};
  };
  q("score", to_array(now.score))("penalty", to_array(now.penalty));
  q("objective", to_array(now.objective()))("x", images(now.x))("z", to_array(now.z));
  q("log_density", to_array(s.density.log_density(now.x)));
  q("probability", row(s.recognition.probability))("log_odds", row(s.recognition.log_odds));
  if (const auto gap = gap_of(lane)) q("x_star", images(lane.x_star))("gap", *gap);
}

void add_checks(const PrototypeScene& s, Checks& out) {
  const auto gap = gap_of(s.looked_at());
  if (!gap) return;
  out.vanishes("closed-form", {"‖x − x*‖ = 0 (closed form)", "‖x − x*‖ = 0 (geschlossene Form)"},
               *gap, 1e-3)
      .unclaimed_if(PrototypeLanes::stopped(s.looked_at()), kRunsAway)
      .unclaimed_if(true, kUnderWay);
}

void add_views(const PrototypeScene& s, Views& out) {
  add_grid(s, false, out);
  add_explanation(s, out);
  add_curves(s, out);
  if (s.training) add_learning(*s.training, out);
  add_comparison(s, out);
  const Lane& lane = s.looked_at();
  if (lane.penalty == "pca" || lane.penalty == "decoder") add_code(lane, s.target, out);
  add_grid(s, true, out);
}

}  // namespace relevance
