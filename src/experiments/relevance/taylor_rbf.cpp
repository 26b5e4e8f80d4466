// f(x) = ‖x−μ‖ − 1 expanded at a root point (scenario taylor-rbf). Any dimension; drawn in two.

#include "base/error.hpp"
#include "experiments/shared/sections.hpp"
#include "experiments/shared/stage_grid.hpp"
#include "explain/taylor.hpp"
#include "lab/inputs.hpp"
#include "lab/still.hpp"

namespace relevance {
namespace {

constexpr double kReach = 4;  // of the stage, in both directions
constexpr Index kSide = 160;

struct TaylorRbf {
  struct Solution {
    Vector<double> mu, x;
    bool free = false;
    double f = 0;
    std::optional<Vector<double>> root;
    std::optional<Expansion> expansion;
  };

  Point mu{"mu", {"Centre μ", "Zentrum μ"}, {-1, -0.5}, kReach, kInput};
  Point x{"x", {"Data point x", "Datenpunkt x"}, {2, 1.5}, kReach, kInput};
  Choice root{
      {.name = "root",
       .label = {"Expansion point x̃", "Entwicklungspunkt x̃"},
       .options = {{"segment", {"the root between μ and x", "die Nullstelle zwischen μ und x"}},
                   {"ray", {"the root on the ray", "die Nullstelle auf dem Strahl"}},
                   {"free", {"free", "frei"}}},
       .section = kExplanation}};
  Point root_point{"root_point", {"x̃, if free", "x̃, falls frei"}, {0.5, 1.5}, kReach, kExplanation};

  std::vector<Control> controls() const { return {mu, x, root, root_point}; }
  Idle idle(const Values& values) const {
    if (root.is(values, "free")) return {};
    return {{"root_point", {"x̃ is the root.", "x̃ ist die Nullstelle."}}};
  }

  Solution solve(const Values& values) const {
    Solution s;
    s.mu = mu(values);
    s.x = x(values);
    s.free = root.is(values, "free");
    check_not_empty("taylor-rbf", "mu", s.mu.size());
    check_size("taylor-rbf", "x", s.x.size(), s.mu.size());
    const Differentiable f = cone(s.mu);
    s.f = f.value(s.x);
    if (s.free)
      s.root = root_point(values);
    else if (root.is(values, "ray"))
      s.root = ray_root(s.x, s.mu);
    else
      s.root = cone_root(s.x, s.mu);
    if (!s.root) return s;
    check_size("taylor-rbf", "root_point", s.root->size(), s.mu.size());
    if (f.gradient(*s.root)) s.expansion = expand(f, s.x, *s.root);
    return s;
  }

  /// Where f has no root in the direction asked for, or no gradient at the expansion point.
  std::optional<Error> problem(const Solution& s) const {
    if (s.expansion) return {};
    if (s.free)
      return Error("no-gradient", "x̃ lies on μ, where f has its tip and no gradient: move it away",
                   {{"control", "root_point"}})
          .say({"x̃ lies on the tip of f, where f has no gradient. Move it away a little.",
                "x̃ liegt auf der Spitze von f, wo f keinen Gradienten hat. Verschiebe es ein "
                "wenig."});
    return Error("no-answer", "f(x) is " + number_text(s.f) + ": no root there, expected ‖x−μ‖ ≥ 1",
                 {{"control", "x"}, {"given", number_text(s.f)}})
        .say(
            {"f(x) is below zero, so there is no root between μ and x. Move x at least one unit "
             "away from μ, or take the root on the ray beyond x.",
             "f(x) liegt unter null: Zwischen μ und x gibt es keine Nullstelle. Rücke x mindestens "
             "eine Einheit von μ weg oder nimm die Nullstelle auf dem Strahl jenseits von x."});
  }

  void quantities(const Solution& s, Quantities& q) const {
    q("f", s.f);
    if (!s.expansion) return;
    const Expansion& e = *s.expansion;
    q("root", *s.root)("R", e.relevance)("sum", e.relevance.sum());
    q("gradient", *cone(s.mu).gradient(*s.root));
    q("f_root", e.f_root)("remainder", e.remainder);
  }

  void checks(const Solution& s, Checks& out) const {
    if (!s.expansion) return;
    const Expansion& e = *s.expansion;
    const double sum = e.relevance.sum();
    // ‖x−μ‖ − u·(x−μ), u the direction of the gradient: the remainder in closed form
    const double closed = (s.x - s.mu).norm() - cone(s.mu).gradient(*s.root)->dot(s.x - s.mu);
    out.equal("expansion", {"f(x̃) + ΣR + remainder = f(x)", "f(x̃) + ΣR + Restglied = f(x)"},
              e.f_root + sum + closed, e.f);
    out.equal("conservation", "ΣR = f(x)", sum, e.f)
        .unclaimed_if(s.free, {"Only a root in the direction of x leaves no rest.",
                               "Nur eine Nullstelle in Richtung von x lässt keinen Rest."});
    out.not_negative("remainder", {"remainder ≥ 0 (f is convex)", "Restglied ≥ 0 (f ist konvex)"},
                     e.remainder);
  }

  void views(const Solution& s, Views& out) const {
    if (s.mu.size() != 2) return;
    Field field{.values = Keyed{key_of(s.mu), [mu = s.mu] { return cone_map(mu); }},
                .x_range = {{2}, {-kReach, kReach}},
                .y_range = {{2}, {-kReach, kReach}},
                .levels = {{6}, {-0.5, 0, 1, 2, 3, 4}},
                .zero = 0.0};
    field.add({s.mu[0], s.mu[1], "\\mu", "mu", "mu"});
    field.add({s.x[0], s.x[1], "x", "x", "x"});
    if (s.root) {
      const Vector<double>& r = *s.root;
      field.add({r[0], r[1], "\\tilde x", s.free ? "root_point" : "", "root"});
      field.arrows = {{3, 4},
                      {s.mu[0], s.mu[1], s.x[0], s.x[1],  // the segment
                       r[0], r[1], s.x[0], r[1],          // its first component
                       s.x[0], r[1], s.x[0], s.x[1]}};    // and its second
      field.arrow_terms = {"segment", "x1", "x2"};
    }
    const Text said =
        s.expansion
            ? Text{"f(x) = {f}. Drag μ or x; the bold circle is where f is 0.",
                   "f(x) = {f}. Ziehe μ oder x; auf dem fetten Kreis ist f gleich 0."}
            : Text{"f(x) = {f}: no expansion here.", "f(x) = {f}: hier gibt es keine Entwicklung."};
    out.add({.id = "field",
             .title = "f(x) = ‖x−μ‖ − 1",
             .caption = {said, {{"f", s.f}}},
             .group = "main"},
            std::move(field));
    if (!s.expansion) return;
    const Expansion& e = *s.expansion;
    out.add(
        {.id = "parts", .title = {"Where f(x) comes from", "Woher f(x) kommt"}, .group = "parts"},
        Bars{.labels = {"f(x̃)", "R₁", "R₂", "remainder", "f(x)"},
             .values = {{5}, {e.f_root, e.relevance[0], e.relevance[1], e.remainder, e.f}},
             .relevance = true,
             .terms = {"root", "x1", "x2", "remainder", "x"}});
  }

  static Picture cone_map(const Vector<double>& mu) {
    const Matrix<double> at = stage_grid(kSide, {-kReach, kReach}, {-kReach, kReach});
    return map_picture(kSide, ((at.colwise() - mu).colwise().norm().array() - 1).matrix());
  }
};

}  // namespace

RELEVANCE_EXPERIMENT("taylor-rbf", Still<TaylorRbf>)

}  // namespace relevance
