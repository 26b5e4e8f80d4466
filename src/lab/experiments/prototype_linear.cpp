// The prototype of a linear function in two dimensions (scenario prototype-linear): the ascent
// climbs to where the closed form says. Any dimension; drawn in two.

#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "lab/experiment.hpp"
#include "lab/experiments/ascent_controls.hpp"
#include "lab/experiments/linear_prototype.hpp"
#include "lab/views.hpp"

namespace relevance {
namespace {

constexpr double kReach = 5;  // of the stage, in both directions
constexpr Index kSide = 120;
constexpr int kSteps = 200;

class PrototypeLinear : public Experiment {
 public:
  explicit PrototypeLinear(const Scenario&);
  const std::vector<Control>& controls() const override { return controls_; }
  Frame run(const Values& values) override;
  std::map<std::string, Quantity> measure(const Values& values) override;

 private:
  View field(const LinearPrototype& p);
  std::vector<Control> controls_;
  std::vector<double> shown_;  // what the landscape on the page was drawn of
};

Control point(const char* name, Text label, double x, double y, const char* section) {
  return {.name = name,
          .kind = ControlKind::point,
          .label = std::move(label),
          .initial = Array{{2}, {x, y}},
          .low = -kReach,
          .high = kReach,
          .step = 0.05,
          .section = section};
}

Control matrix(const char* name, Text label, Text help, std::vector<double> entries) {
  return {.name = name,
          .kind = ControlKind::matrix,
          .label = std::move(label),
          .help = std::move(help),
          .initial = Array{{2, 2}, std::move(entries)},
          .low = -10,
          .high = 10,
          .step = 0.1,
          .section = "penalty"};
}

PrototypeLinear::PrototypeLinear(const Scenario&) {
  controls_.push_back(point("w", {"Weights w", "Gewichte w"}, 2, 1, "objective"));
  controls_.push_back({.name = "b",
                       .label = {"Bias b", "Bias b"},
                       .low = -3,
                       .high = 3,
                       .step = 0.1,
                       .section = "objective"});
  controls_.push_back(
      {.name = "penalty",
       .kind = ControlKind::choice,
       .label = {"Penalty Ω", "Strafterm Ω"},
       .initial = std::string("l2"),
       .options = {{"l2", {"norm", "Norm"}, {"Ω = λ‖x‖²", "Ω = λ‖x‖²"}},
                   {"gaussian",
                    {"density", "Dichte"},
                    {"Ω = −log p(x) with p = N(μ, Σ)", "Ω = −log p(x) mit p = N(μ, Σ)"}},
                   {"generator",
                    {"generator", "Generator"},
                    {"x = Az + c and Ω = λ‖z‖²", "x = Az + c und Ω = λ‖z‖²"}}},
       .section = "penalty"});
  controls_.push_back({.name = "lambda",
                       .label = {"Strength λ", "Stärke λ"},
                       .help = {"Above 0: otherwise the objective grows without end.",
                                "Über 0: Sonst wächst die Zielfunktion ohne Ende."},
                       .initial = 0.8,
                       .low = -0.5,
                       .high = 3,
                       .step = 0.05,
                       .section = "penalty"});
  controls_.push_back(point("mu", {"Mean μ", "Mittelwert μ"}, -1, 1, "penalty"));
  controls_.push_back(
      matrix("sigma", {"Covariance Σ", "Kovarianz Σ"},
             {"Symmetric and positive definite.", "Symmetrisch und positiv definit."},
             {1.5, 0.8, 0.8, 1}));
  controls_.back().positive_definite = true;
  controls_.push_back(matrix("A", {"Generator A", "Generator A"},
                             {"Maps codes z to inputs.", "Bildet Codes z auf Eingaben ab."},
                             {1, -0.5, 0.8, 1}));
  controls_.push_back(point("c", {"Offset c", "Versatz c"}, -1, 0, "penalty"));
  controls_.push_back(point("start", {"Start x₀", "Start x₀"}, -3, -3, "ascent"));
  for (Control& control : ascent_controls(0.1)) controls_.push_back(std::move(control));
  controls_.push_back({.name = "step",
                       .kind = ControlKind::step,
                       .label = {"Step", "Schritt"},
                       .initial = 20.0,
                       .high = kSteps,
                       .section = "ascent"});
}

LinearPrototype solve(const Values& values) {
  const auto read = [&](const char* name) { return to_matrix(array(values, name)); };
  LinearPrototypeQuestion q{.w = read("w"),
                            .b = number(values, "b"),
                            .penalty = word(values, "penalty"),
                            .lambda = number(values, "lambda"),
                            .mu = read("mu"),
                            .sigma = read("sigma"),
                            .A = read("A"),
                            .c = read("c"),
                            .start = read("start"),
                            .ascent = ascent_options(values),
                            .steps = int(number(values, "step"))};
  return LinearPrototype(std::move(q));
}

std::map<std::string, Quantity> quantities(const LinearPrototype& p) {
  const auto number = [](double v) { return Quantity{{}, {v}}; };
  const Index last = p.path.cols() - 1;
  const Vector<double> x = p.path.col(last), z = p.codes.col(last);
  const double f = p.f(x)[0], objective = p.objective[last];
  return {{"x_star", to_array(p.x_star)},
          {"z_star", to_array(p.z_star)},
          {"x", to_array(x)},
          {"z", to_array(z)},
          {"objective", number(objective)},
          {"best", number(p.best)},
          {"f", number(f)},
          {"penalty", number(f - objective)},
          {"gap", number(p.gap)},
          {"largest_rate", number(p.largest_rate)}};
}

std::map<std::string, Quantity> PrototypeLinear::measure(const Values& values) {
  return quantities(solve(values));
}

void disable_idle(Frame& frame, const std::string& penalty) {
  const auto off = [&](const char* name, Text reason) { frame.disabled.push_back({name, reason}); };
  if (penalty == "gaussian") off("lambda", {"The density has no λ.", "Die Dichte hat kein λ."});
  if (penalty != "gaussian")
    for (const char* name : {"mu", "sigma"})
      off(name, {"Only of the density.", "Nur bei der Dichte."});
  if (penalty != "generator")
    for (const char* name : {"A", "c"})
      off(name, {"Only of the generator.", "Nur beim Generator."});
}

void add_checks(Frame& frame, const LinearPrototype& p) {
  frame.checks.push_back(
      make_check("stationary", {"∇(f − Ω)(x*) = 0", "∇(f − Ω)(x*) = 0"}, p.slope, 0, 1e-9));
  frame.checks.push_back(make_check("highest", {"f − Ω nowhere above x*", "f − Ω nirgends über x*"},
                                    std::max(p.objective.maxCoeff(), p.best), p.best, 1e-9));
  Check reached = make_check("reached", {"x = x*", "x = x*"}, p.gap, 0, 1e-6);
  if (reached.status == CheckStatus::fails) {
    reached.status = CheckStatus::not_claimed;
    reached.reason = {"The ascent is still under way.", "Der Aufstieg ist noch unterwegs."};
  }
  frame.checks.push_back(reached);
}

bool on_stage(double x, double y) { return std::abs(x) <= kReach && std::abs(y) <= kReach; }

/// Where a reader looks up every number: rows x and x*.
View comparison(const LinearPrototype& p) {
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

View objective_curve(const LinearPrototype& p) {
  Array x{{kSteps + 1}, {}}, values{{2, kSteps + 1}, {}};
  const Index taken = p.objective.size();
  for (int i = 0; i <= kSteps; ++i) {
    x.values.push_back(i);
    values.values.push_back(i < taken ? p.objective[i] : std::numeric_limits<double>::quiet_NaN());
  }
  values.values.insert(values.values.end(), kSteps + 1, p.best);
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

/// Tones and contours of f − Ω over the stage; equal distances from the top for its bowls.
void add_landscape(View& view, const LinearPrototype& p) {
  Matrix<double> grid(2, kSide * kSide);
  for (Index i = 0; i < grid.cols(); ++i) {
    grid(0, i) = kReach * (2 * (double(i % kSide) + 0.5) / kSide - 1);
    grid(1, i) = kReach * (2 * (double(i / kSide) + 0.5) / kSide - 1);
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
  view.fields["x_range"] = view.fields["y_range"] = Array{{2}, {-kReach, kReach}};
}

View PrototypeLinear::field(const LinearPrototype& p) {
  const LinearPrototypeQuestion& q = p.question();
  View view{.kind = "field",
            .id = "field",
            .title = {"f − Ω, and the way up", "f − Ω und der Weg hinauf"}};
  std::vector<double> drawn{q.b, q.lambda, double(q.penalty.size())};
  const auto note = [&](const Matrix<double>& m) {
    drawn.insert(drawn.end(), m.data(), m.data() + m.size());
  };
  note(q.w), note(q.mu), note(q.sigma), note(q.A), note(q.c);
  view.unchanged = drawn == shown_;
  if (!view.unchanged) add_landscape(view, p);
  shown_ = drawn;

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

Frame PrototypeLinear::run(const Values& values) {
  Frame frame;
  disable_idle(frame, word(values, "penalty"));
  std::optional<LinearPrototype> solved;
  try {
    solved = solve(values);
  } catch (const Error& error) {
    frame.problem = error;  // said with what is idle now, so that its control can be mended
    return frame;
  }
  const LinearPrototype& p = *solved;
  frame.quantities = quantities(p);
  frame.step = int(p.path.cols()) - 1;
  add_checks(frame, p);
  if (p.diverged_at)
    frame.problem = divergence(*p.diverged_at, p.question().ascent.rate, p.suggested_rate);
  if (p.x_star.size() == 2) frame.views.push_back(field(p));
  frame.views.push_back(objective_curve(p));
  frame.views.push_back(comparison(p));
  return frame;
}

}  // namespace

RELEVANCE_EXPERIMENT("prototype-linear", PrototypeLinear)

}  // namespace relevance
