// The prototype of a linear function in two dimensions (scenario prototype-linear): the ascent
// climbs to where the closed form says. Any dimension; drawn in two.

#include <utility>

#include "base/error.hpp"
#include "experiments/prototypes/prototype_linear_views.hpp"
#include "experiments/shared/ascent_controls.hpp"
#include "lab/experiment.hpp"

namespace relevance {
namespace {

constexpr int kSteps = 200;

class PrototypeLinear : public Experiment {
 public:
  explicit PrototypeLinear(const Config&);
  const std::vector<Control>& controls() const override { return controls_; }
  Frame run(const Values& values) override;
  std::map<std::string, Quantity> measure(const Values& values) override;

 private:
  bool is_shown(const LinearPrototypeQuestion& q);

  std::vector<Control> controls_;
  std::pair<std::string, std::vector<double>> shown_;  // what the page's landscape was drawn of
};

Control point(const char* name, Text label, double x, double y, const char* section) {
  return {.name = name,
          .kind = ControlKind::point,
          .label = std::move(label),
          .initial = Array{{2}, {x, y}},
          .low = -kStageReach,
          .high = kStageReach,
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

PrototypeLinear::PrototypeLinear(const Config&) {
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

/// Whether the page has the landscape of this objective; from now on it has.
bool PrototypeLinear::is_shown(const LinearPrototypeQuestion& q) {
  std::pair<std::string, std::vector<double>> wanted{q.penalty, {q.b, q.lambda}};
  for (const Matrix<double>& m :
       {Matrix<double>(q.w), Matrix<double>(q.mu), q.sigma, q.A, Matrix<double>(q.c)})
    wanted.second.insert(wanted.second.end(), m.data(), m.data() + m.size());
  return std::exchange(shown_, wanted) == wanted;
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
  if (p.x_star.size() == 2) frame.views.push_back(field_view(p, is_shown(p.question())));
  frame.views.push_back(objective_view(p, kSteps));
  frame.views.push_back(comparison_view(p));
  return frame;
}

}  // namespace

RELEVANCE_EXPERIMENT("prototype-linear", PrototypeLinear)

}  // namespace relevance
