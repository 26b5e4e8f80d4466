// The prototype of a linear function in two dimensions (scenario prototype-linear): the ascent
// climbs to where the closed form says. Any dimension; drawn in two.

#include "experiments/prototypes/prototype_linear_views.hpp"
#include "experiments/shared/ascent_controls.hpp"
#include "experiments/shared/sections.hpp"
#include "lab/still.hpp"

namespace relevance {
namespace {

constexpr int kSteps = 200;

Control matrix(const char* name, Text label, Text help, std::vector<double> entries) {
  return {.name = name,
          .label = std::move(label),
          .help = std::move(help),
          .initial = Array{{2, 2}, std::move(entries)},
          .low = -10,
          .high = 10,
          .step = 0.1,
          .section = kPenalty};
}

Control covariance() {
  Control sigma = matrix("sigma", {"Covariance Σ", "Kovarianz Σ"},
                         {"Symmetric and positive definite.", "Symmetrisch und positiv definit."},
                         {1.5, 0.8, 0.8, 1});
  sigma.positive_definite = true;
  return sigma;
}

struct PrototypeLinear {
  using Solution = std::unique_ptr<const LinearPrototype>;

  Point w{"w", {"Weights w", "Gewichte w"}, {2, 1}, kStageReach, kObjective};
  Slider b{
      {.name = "b", .label = "Bias b", .low = -3, .high = 3, .step = 0.1, .section = kObjective}};
  Choice penalty{{.name = "penalty",
                  .label = {"Penalty Ω", "Strafterm Ω"},
                  .options = {{"l2", {"norm", "Norm"}, "Ω = λ‖x‖²"},
                              {"gaussian",
                               {"density", "Dichte"},
                               {"Ω = −log p(x) with p = N(μ, Σ)", "Ω = −log p(x) mit p = N(μ, Σ)"}},
                              {"generator",
                               {"generator", "Generator"},
                               {"x = Az + c and Ω = λ‖z‖²", "x = Az + c und Ω = λ‖z‖²"}}},
                  .section = kPenalty}};
  Slider lambda{{.name = "lambda",
                 .label = {"Strength λ", "Stärke λ"},
                 .help = {"Above 0: otherwise the objective grows without end.",
                          "Über 0: Sonst wächst die Zielfunktion ohne Ende."},
                 .initial = 0.8,
                 .low = -0.5,
                 .high = 3,
                 .step = 0.05,
                 .section = kPenalty}};
  Point mu{"mu", {"Mean μ", "Mittelwert μ"}, {-1, 1}, kStageReach, kPenalty};
  Numbers sigma{ControlKind::matrix, covariance()};
  Numbers A{
      ControlKind::matrix,
      matrix("A", "Generator A", {"Maps codes z to inputs.", "Bildet Codes z auf Eingaben ab."},
             {1, -0.5, 0.8, 1})};
  Point c{"c", {"Offset c", "Versatz c"}, {-1, 0}, kStageReach, kPenalty};
  Point start{"start", "Start x₀", {-3, -3}, kStageReach, kAscent};
  AscentControls ascent{0.1};
  Whole step{ControlKind::step,
             {.name = "step",
              .label = {"Step", "Schritt"},
              .initial = 20.0,
              .high = kSteps,
              .section = kAscent}};

  std::vector<Control> controls() const {
    std::vector<Control> all = {w, b, penalty, lambda, mu, sigma, A, c, start};
    for (const Control& control : ascent.list()) all.push_back(control);
    all.push_back(step);
    return all;
  }

  Idle idle(const Values& values) const {
    Idle idle;
    if (penalty.is(values, "gaussian"))
      idle.push_back({"lambda", {"The density has no λ.", "Die Dichte hat kein λ."}});
    else
      for (const char* name : {"mu", "sigma"})
        idle.push_back({name, {"Only of the density.", "Nur bei der Dichte."}});
    if (!penalty.is(values, "generator"))
      for (const char* name : {"A", "c"})
        idle.push_back({name, {"Only of the generator.", "Nur beim Generator."}});
    return idle;
  }

  Solution solve(const Values& values) const {
    return std::make_unique<const LinearPrototype>(
        LinearPrototypeQuestion{.w = w(values),
                                .b = b(values),
                                .penalty = penalty(values),
                                .lambda = lambda(values),
                                .mu = mu(values),
                                .sigma = sigma.matrix(values),
                                .A = A.matrix(values),
                                .c = c(values),
                                .start = start(values),
                                .ascent = ascent.options(values),
                                .steps = int(step(values))});
  }

  void quantities(const Solution& p, Quantities& q) const {
    const Index last = p->path.cols() - 1;
    const Vector<double> x = p->path.col(last), z = p->codes.col(last);
    const double f = p->f(x)[0], objective = p->objective[last];
    q("x", x)("z", z)("objective", objective)("f", f)("penalty", f - objective);
    if (p->unbounded) return;
    q("x_star", p->x_star)("z_star", p->z_star)("best", p->best);
    q("gap", p->gap)("largest_rate", p->largest_rate);
  }

  void checks(const Solution& p, Checks& out) const {
    if (p->unbounded) return;
    out.vanishes("stationary", "∇(f − Ω)(x*) = 0", p->slope);
    out.equal("highest", {"f − Ω nowhere above x*", "f − Ω nirgends über x*"},
              std::max(p->objective.maxCoeff(), p->best), p->best);
    out.vanishes("reached", "‖x − x*‖ = 0", p->gap, 1e-6)
        .unclaimed_if(p->diverged_at.has_value(), kRunsAway)
        .unclaimed_if(true, kUnderWay);
  }

  void views(const Solution& p, Views& out) const {
    if (p->x_star.size() == 2)
      add_field(*p,
                drawn(landscape_key(p->question()),
                      [&] { return std::make_shared<const Landscape>(draw_landscape(*p)); }),
                out);
    add_objective(*p, kSteps, out);
    add_comparison(*p, out);
  }

  /// Beside the pictures: the ascent shows how far it came.
  std::optional<Error> warning(const Solution& p) const {
    if (p->unbounded) return p->unbounded;
    if (!p->diverged_at) return {};
    return divergence(*p->diverged_at, p->question().ascent.rate, p->suggested_rate);
  }
  Standing standing(const Solution& p) const { return {.step = int(p->path.cols()) - 1}; }

  mutable Memo<std::shared_ptr<const Landscape>> drawn;
};

}  // namespace

RELEVANCE_EXPERIMENT("prototype-linear", Still<PrototypeLinear>)

}  // namespace relevance
