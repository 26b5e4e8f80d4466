#include "experiments/prototypes/prototype_linear_views.hpp"

#include <cmath>
#include <limits>

#include "experiments/shared/stage_grid.hpp"

namespace relevance {
namespace {

constexpr Index kSide = 120;  // of the landscape, in cells
constexpr int kLevels = 9;    // of its contours

bool on_stage(double x, double y) {
  return std::abs(x) <= kStageReach && std::abs(y) <= kStageReach;
}

/// The points that are on the stage, w and x* as arrows, and the ellipse of Σ or A.
void add_marks(const LinearPrototype& p, Field& field) {
  const LinearPrototypeQuestion& q = p.question();
  const auto add = [&](const Vector<double>& at, const char* label, const char* control,
                       const char* term) {
    if (on_stage(at[0], at[1])) field.add({at[0], at[1], label, control, term});
  };
  Vector<double> base = Vector<double>::Zero(2);
  if (q.penalty == "gaussian") {
    base = q.mu;
    add(q.mu, "\\mu", "mu", "mu");
  } else if (q.penalty == "generator") {
    base = q.c;
    add(q.c, "c", "c", "c");
  }
  add(q.w, "w", "w", "w");
  add(q.start, "x_0", "start", "start");
  add(p.x_star, "x^*", "", "x_star");
  add(p.path.rightCols(1), "x", "", "x");
  field.arrows = {{1, 4}, {0, 0, q.w[0], q.w[1]}};
  field.arrow_terms = {"w"};
  if (!p.unbounded) {
    field.arrows.shape[0] = 2;
    field.arrows.values.insert(field.arrows.values.end(),
                               {base[0], base[1], p.x_star[0], p.x_star[1]});
    field.arrow_terms.push_back("x_star");
  }
  if (q.penalty == "l2") return;
  const bool density = q.penalty == "gaussian";
  const Matrix<double> M = density ? half_axes(q.sigma) : q.A;
  const auto entry = [&](Index r, Index c) { return c < M.cols() ? M(r, c) : 0; };
  field.ellipses = {{1, 6}, {base[0], base[1], entry(0, 0), entry(0, 1), entry(1, 0), entry(1, 1)}};
  field.ellipse_terms = {density ? "sigma" : "A"};
}

}  // namespace

Key landscape_key(const LinearPrototypeQuestion& q) {
  return key_of(q.penalty, q.w, q.b, q.lambda, q.mu, q.sigma, q.A, q.c);
}

Landscape draw_landscape(const LinearPrototype& p) {
  const Range reach{-kStageReach, kStageReach};
  const Eigen::RowVectorXd heights = p.landscape(stage_grid(kSide, reach, reach)).transpose();
  const double top = p.unbounded ? heights.maxCoeff() : std::max(p.best, heights.maxCoeff());
  const double depth = top - heights.minCoeff();
  Array levels{{kLevels}, {}};
  for (int k = kLevels; k >= 1; --k) {
    const double share = (k - 0.5) / kLevels;
    levels.values.push_back(top - share * share * depth);
  }
  return {map_picture(kSide, heights), std::move(levels)};
}

void add_field(const LinearPrototype& p, const std::shared_ptr<const Landscape>& landscape,
               Views& out) {
  const Array range{{2}, {-kStageReach, kStageReach}};
  Field field{.values = Keyed{landscape_key(p.question()), [landscape] { return landscape->map; }},
              .x_range = range,
              .y_range = range,
              .levels = landscape->levels};
  add_marks(p, field);
  field.path = {{p.path.cols(), 2}, {p.path.data(), p.path.data() + p.path.size()}};
  const Text inside{"Step {step}: x is {gap} away from x*. Drag x₀, w and the rest.",
                    "Schritt {step}: x ist {gap} von x* entfernt. Ziehe x₀, w und den Rest."};
  const Text outside{"x* = ({x}, {y}) lies outside the picture; x is {gap} away from it.",
                     "x* = ({x}; {y}) liegt außerhalb des Bildes; x ist {gap} davon entfernt."};
  const Text runs_away{
      "Step {step}: x runs away. It is {gap} away from x*, and each step leads further.",
      "Schritt {step}: x läuft davon. Es ist {gap} von x* entfernt, und jeder Schritt "
      "führt weiter weg."};
  const Text endless{"Step {step}: x runs away, {way} from x₀ so far. There is no x*.",
                     "Schritt {step}: x läuft davon, bisher {way} von x₀ weg. Es gibt kein x*."};
  const Text& said = p.unbounded                          ? endless
                     : p.diverged_at                      ? runs_away
                     : on_stage(p.x_star[0], p.x_star[1]) ? inside
                                                          : outside;
  out.add({.id = "field",
           .title = {"f − Ω, and the way up", "f − Ω und der Weg hinauf"},
           .caption = {said,
                       {{"way", (p.path.rightCols(1) - p.path.leftCols(1)).norm()},
                        {"step", double(p.path.cols() - 1)},
                        {"gap", p.gap},
                        {"x", p.x_star[0]},
                        {"y", p.x_star[1]}}},
           .group = "main"},
          std::move(field));
}

void add_objective(const LinearPrototype& p, int steps, Views& out) {
  Array x{{steps + 1}, {}}, values{{2, steps + 1}, {}};
  const Index taken = p.objective.size();
  for (int i = 0; i <= steps; ++i) {
    x.values.push_back(i);
    values.values.push_back(i < taken ? p.objective[i] : std::numeric_limits<double>::quiet_NaN());
  }
  Texts names = {"f − Ω"};
  if (p.unbounded) {
    values.shape[0] = 1;
  } else {
    values.values.insert(values.values.end(), size_t(steps) + 1, p.best);
    names.push_back({"its maximum", "ihr Maximum"});
  }
  out.add({.id = "objective",
           .title = {"The objective while it climbs", "Die Zielfunktion im Aufstieg"},
           .group = "curves",
           .sets = "step"},
          Curves{.x = std::move(x),
                 .names = std::move(names),
                 .values = std::move(values),
                 .label_x = {"step", "Schritt"},
                 .label_y = "f − Ω",
                 .marker = double(taken - 1)});
}

void add_comparison(const LinearPrototype& p, Views& out) {
  const Index n = p.x_star.size();
  Texts columns;
  for (Index i = 0; i < n; ++i) columns.push_back("x" + lowered(i + 1));
  columns.insert(columns.end(), {"f", "Ω", "f − Ω"});
  Array values{{p.unbounded ? 1 : 2, n + 3}, {}};
  const auto add = [&](const Vector<double>& x, double objective) {
    values.values.insert(values.values.end(), x.data(), x.data() + n);
    const double f = p.f(x)[0];
    values.values.insert(values.values.end(), {f, f - objective, objective});
  };
  add(p.path.rightCols(1), p.objective[p.objective.size() - 1]);
  Texts rows = {{"x (ascent)", "x (Aufstieg)"}};
  if (!p.unbounded) {
    add(p.x_star, p.best);
    rows.push_back({"x* (closed form)", "x* (geschlossen)"});
  }
  out.add(
      {.id = "numbers", .title = {"Ascent and closed form", "Aufstieg und geschlossene Form"}},
      Table{.columns = std::move(columns), .rows = std::move(rows), .values = std::move(values)});
}

}  // namespace relevance
