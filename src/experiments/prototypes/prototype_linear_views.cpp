#include "experiments/prototypes/prototype_linear_views.hpp"

#include <cmath>
#include <limits>

#include "lab/views.hpp"

namespace relevance {
namespace {

constexpr Index kSide = 120;  // of the landscape, in cells

bool on_stage(double x, double y) {
  return std::abs(x) <= kStageReach && std::abs(y) <= kStageReach;
}

/// Tones and contours of f − Ω over the stage; equal distances from the top for its bowls.
void add_landscape(View& view, const LinearPrototype& p) {
  Matrix<double> grid(2, kSide * kSide);
  for (Index i = 0; i < grid.cols(); ++i) {
    grid(0, i) = kStageReach * (2 * (double(i % kSide) + 0.5) / kSide - 1);
    grid(1, i) = kStageReach * (2 * (double(i / kSide) + 0.5) / kSide - 1);
  }
  const Vector<double> heights = p.landscape(grid);
  Picture map{{kSide, kSide}, {heights.data(), heights.data() + heights.size()}};
  const double top = std::max(p.best, heights.maxCoeff()), depth = top - heights.minCoeff();
  constexpr int kLevels = 9;
  Array levels{{kLevels}, {}};
  for (int k = kLevels; k >= 1; --k) {
    const double share = (k - 0.5) / kLevels;
    levels.values.push_back(top - share * share * depth);
  }
  view.fields["values"] = std::move(map);
  view.fields["levels"] = std::move(levels);
  view.fields["x_range"] = view.fields["y_range"] = Array{{2}, {-kStageReach, kStageReach}};
}

}  // namespace

View comparison_view(const LinearPrototype& p) {
  const Index n = p.x_star.size();
  std::vector<Text> columns;
  for (Index i = 0; i < n; ++i) {
    const std::string name = "x" + std::to_string(i + 1);
    columns.push_back({name, name});
  }
  columns.insert(columns.end(), {{"f", "f"}, {"Ω", "Ω"}, {"f − Ω", "f − Ω"}});
  Array values{{2, n + 3}, {}};
  const auto add = [&](const Vector<double>& x, double objective) {
    values.values.insert(values.values.end(), x.data(), x.data() + n);
    const double f = p.f(x)[0];
    values.values.insert(values.values.end(), {f, f - objective, objective});
  };
  add(p.path.rightCols(1), p.objective[p.objective.size() - 1]);
  add(p.x_star, p.best);
  View view = table_view(
      "numbers", {"Ascent and closed form", "Aufstieg und geschlossene Form"}, columns,
      {{"x (ascent)", "x (Aufstieg)"}, {"x* (closed form)", "x* (geschlossen)"}}, values);
  return view;
}

View objective_view(const LinearPrototype& p, int steps) {
  Array x{{steps + 1}, {}}, values{{2, steps + 1}, {}};
  const Index taken = p.objective.size();
  for (int i = 0; i <= steps; ++i) {
    x.values.push_back(i);
    values.values.push_back(i < taken ? p.objective[i] : std::numeric_limits<double>::quiet_NaN());
  }
  values.values.insert(values.values.end(), steps + 1, p.best);
  View view =
      curves_view("objective", {"The objective while it climbs", "Die Zielfunktion im Aufstieg"}, x,
                  {{"f − Ω", "f − Ω"}, {"its maximum", "ihr Maximum"}}, values);
  view.fields["label_x"] = Text{"step", "Schritt"};
  view.fields["label_y"] = Text{"f − Ω", "f − Ω"};
  view.fields["marker"] = double(taken - 1);
  view.sets = "step";
  view.group = "curves";
  return view;
}

View field_view(const LinearPrototype& p, bool drawn_already) {
  const LinearPrototypeQuestion& q = p.question();
  View view{.kind = "field",
            .id = "field",
            .title = {"f − Ω, and the way up", "f − Ω und der Weg hinauf"}};
  view.unchanged = drawn_already;
  if (!drawn_already) add_landscape(view, p);

  Array points{{0, 2}, {}}, arrows{{2, 4}, {}}, ellipses{{0, 6}, {}};
  std::vector<std::string> labels, sets, terms;
  const auto add = [&](const Vector<double>& at, const char* label, const char* control,
                       const char* term) {
    if (!on_stage(at[0], at[1])) return;
    points.values.insert(points.values.end(), {at[0], at[1]});
    points.shape[0] += 1;
    labels.push_back(label), sets.push_back(control), terms.push_back(term);
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
  arrows.values = {0, 0, q.w[0], q.w[1], base[0], base[1], p.x_star[0], p.x_star[1]};
  if (q.penalty != "l2") {
    const Matrix<double> M = q.penalty == "gaussian" ? half_axes(q.sigma) : q.A;
    ellipses.shape[0] = 1;
    const auto entry = [&](Index r, Index c) { return c < M.cols() ? M(r, c) : 0; };
    ellipses.values = {base[0], base[1], entry(0, 0), entry(0, 1), entry(1, 0), entry(1, 1)};
  }
  view.fields["points"] = points;
  view.fields["point_labels"] = labels;
  view.fields["point_controls"] = sets;
  view.fields["point_terms"] = terms;
  view.fields["arrows"] = arrows;
  view.fields["arrow_terms"] = std::vector<std::string>{"w", "x_star"};
  view.fields["ellipses"] = ellipses;
  view.fields["ellipse_terms"] = std::vector<std::string>{q.penalty == "gaussian" ? "sigma" : "A"};
  view.fields["path"] = Array{{p.path.cols(), 2}, {p.path.data(), p.path.data() + p.path.size()}};
  view.group = "main";
  view.caption = {on_stage(p.x_star[0], p.x_star[1]) ? "prototype_linear" : "prototype_outside",
                  {{"step", double(p.path.cols() - 1)},
                   {"gap", p.gap},
                   {"x", p.x_star[0]},
                   {"y", p.x_star[1]}}};
  return view;
}

}  // namespace relevance
