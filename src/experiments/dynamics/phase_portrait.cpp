// The trajectories in the plane of two units, over the field that drives them; what is to be
// learned beside it.

#include <algorithm>
#include <cmath>

#include "dynamics/target_systems.hpp"
#include "experiments/dynamics/recurrent_dynamics_views.hpp"
#include "experiments/dynamics/unit_names.hpp"
#include "experiments/shared/stage_grid.hpp"

namespace relevance {
namespace {

constexpr Index kArrows = 15;       // of a field, a side
constexpr Index kPlacesShown = 60;  // of a followed walk

/// Which units are shown.
struct Span {
  Index across = 0, up = 1;
};

/// Arrows of ẋ in the plane of two units, all others as `rest` has them.
Array field_of(const RecurrentSystem& system, const Vector<double>& rest, Span of) {
  const Range reach{-kStateReach, kStateReach};
  const Matrix<double> grid = stage_grid(kArrows, reach, reach);
  Matrix<double> x = rest.replicate(1, grid.cols());
  x.row(of.across) = grid.row(0);
  x.row(of.up) = grid.row(1);
  const Matrix<double> speed = velocity(system, x);
  Array arrows{{grid.cols(), 4}, {}};
  for (Index p = 0; p < grid.cols(); ++p)
    for (double value : {grid(0, p), grid(1, p), speed(of.across, p), speed(of.up, p)})
      arrows.values.push_back(value);
  return arrows;
}

Trajectory portrait(Array field, Span of) {
  return {.x_range = {{2}, {-kStateReach, kStateReach}},
          .y_range = {{2}, {-kStateReach, kStateReach}},
          .field = std::move(field),
          .paths = {{0, 2}, {}},
          .starts = {{0}, {}},
          .label_x = unit_name(of.across),
          .label_y = unit_name(of.up)};
}

void add_path(Trajectory& view, const Matrix<double>& states, Span of) {
  view.starts.values.push_back(double(view.paths.shape[0]));
  view.starts.shape[0] += 1;
  view.paths.shape[0] += states.cols();
  for (Index t = 0; t < states.cols(); ++t)
    view.paths.values.insert(view.paths.values.end(), {states(of.across, t), states(of.up, t)});
}

void add_point(Trajectory& view, const Vector<double>& state, Span of, const char* label,
               const char* control) {
  const double x = state[of.across], y = state[of.up];
  if (std::abs(x) > kStateReach || std::abs(y) > kStateReach) return;
  view.points.values.insert(view.points.values.end(), {x, y});
  view.points.shape[0] += 1;
  view.point_labels.push_back(label);
  view.point_controls.push_back(control);
}

/// What becomes of small deviations from x*: in truth, and in Euler's steps.
Text said_of(const Equilibrium& e, bool draggable) {
  Text drag = draggable ? Text{"Drag the starts.", "Ziehe die Starts."} : Text();
  if (!e.converged) return drag;
  const bool dies = e.growth < 0, dies_in_steps = e.amplified < 1;
  if (dies && dies_in_steps)
    return {"x* attracts: a step leaves {amplified} of a small deviation. " + drag.en,
            "x* zieht an: Ein Schritt lässt {amplified} einer kleinen Abweichung. " + drag.de};
  if (dies)
    return {"x* attracts, but Euler's steps are too long: each makes {amplified} of a deviation.",
            "x* zieht an, aber die Euler-Schritte sind zu lang: Jeder macht aus einer Abweichung "
            "das {amplified}-Fache."};
  return {"x* repels: a step makes {amplified} of a small deviation. Where do the paths end?",
          "x* stößt ab: Ein Schritt macht aus einer kleinen Abweichung das {amplified}-Fache. Wo "
          "enden die Bahnen?"};
}

/// A walk drawn by hand: its places, which can be dragged, and what the network makes of it.
void add_walk(const DynamicsScene& s, double loss, Views& out) {
  const DynamicsQuestion& q = s.learning.question();
  PointSets view{.points = {{q.places.cols(), 2}, {}},
                 .sets = {{q.places.cols()}, std::vector<double>(size_t(q.places.cols()), 0)},
                 .names = {{"places of the walk", "Orte des Wegs"},
                           {"what the network makes of it", "was das Netz daraus macht"}},
                 .x_range = {{2}, {-kStateReach, kStateReach}},
                 .y_range = {{2}, {-kStateReach, kStateReach}},
                 .control = "places",
                 .label_x = "x₁",
                 .label_y = "x₂"};
  view.points.values.assign(q.places.data(), q.places.data() + q.places.size());
  const Matrix<double> followed =
      simulate(s.system, with_hidden(q.places.col(0), s.system.size()), q.steps)
          .states.topRows(kSeen);
  for (Index t = 0; t < followed.cols(); t += std::max<Index>(1, q.steps / kPlacesShown)) {
    view.points.values.insert(view.points.values.end(), {followed(0, t), followed(1, t)});
    view.sets.values.push_back(1);
  }
  view.sets.shape = {Index(view.sets.values.size())};
  view.points.shape = {view.sets.shape[0], 2};
  out.add({.id = "target",
           .title = {"A walk to learn", "Ein Weg zu lernen"},
           .caption = {{"Drag the places, then let it learn. E = {loss}.",
                        "Ziehe die Orte, dann lass lernen. E = {loss}."},
                       {{"loss", loss}}},
           .group = "phase",
           .sets = "places"},
          std::move(view));
}

/// The field and the trajectories that are to be learned.
void add_target(const DynamicsScene& s, Views& out) {
  const DynamicsQuestion& q = s.learning.question();
  if (s.learning.targets().empty()) return;
  const double loss = s.learning.trainer()->losses()[size_t(s.updates)];
  if (q.target == "own") return add_walk(s, loss, out);
  const RecurrentSystem truth = target_system(q.target, q.system.rate, q.system.h);
  Trajectory view = portrait(field_of(truth, Vector<double>::Zero(kSeen), {}), {});
  for (const Matrix<double>& target : s.learning.targets()) add_path(view, target, {});
  add_point(view, q.x0, {}, "x^{(0)}", q.planar_starts ? "x0" : "");
  add_point(view, q.y0, {}, "y^{(0)}", q.planar_starts ? "y0" : "");
  out.add({.id = "target",
           .title = {"What is to be learned", "Was zu lernen ist"},
           .caption = {{"From four starts: both, and their mirror images. After {updates} updates "
                        "E = {loss}.",
                        "Aus vier Starts: beiden und ihren Spiegelbildern. Nach {updates} "
                        "Lernschritten ist E = {loss}."},
                       {{"updates", double(s.updates)}, {"loss", loss}}},
           .group = "phase"},
          std::move(view));
}

}  // namespace

void add_portraits(const DynamicsScene& s, Views& out) {
  const Index d = s.system.size();
  if (d < 2) return;
  const Span of{s.look.across, s.look.up};
  Trajectory view = portrait(field_of(s.system, s.x_t(), of), of);
  add_path(view, s.run.states, of);
  add_path(view, s.second.states, of);
  const bool draggable = s.learning.question().planar_starts && of.across == 0 && of.up == 1;
  add_point(view, s.run.states.col(0), of, "x^{(0)}", draggable ? "x0" : "");
  add_point(view, s.second.states.col(0), of, "y^{(0)}", draggable ? "y0" : "");
  add_point(view, s.x_t(), of, "x^{(t)}", "");
  if (s.at_rest.converged) add_point(view, s.at_rest.x, of, "x^*", "");
  Text said = said_of(s.at_rest, draggable && d == 2);
  if (d > 2) {
    said.en = "A slice: other units as at step {t}. " + said.en;
    said.de = "Ein Schnitt: andere Einheiten wie bei Schritt {t}. " + said.de;
  }
  out.add(
      {.id = "phase",
       .title = {"Phase portrait", "Phasenporträt"},
       .caption = {std::move(said), {{"amplified", s.at_rest.amplified}, {"t", double(s.look.t)}}},
       .group = "phase"},
      std::move(view));
  add_target(s, out);
}

}  // namespace relevance
