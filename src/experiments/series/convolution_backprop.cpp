// What a loss hands back through a convolution: which products meet for one index (scenario
// convolution-backprop). Series count from 1.

#include <algorithm>

#include "base/error.hpp"
#include "experiments/series/convolution_backprop_views.hpp"
#include "experiments/shared/sections.hpp"
#include "lab/inputs.hpp"
#include "lab/still.hpp"

namespace relevance {
namespace {

constexpr Index kMost = 12;      // elements of a series
constexpr double kNudge = 1e-5;  // of finite differences

Control drawn(const char* name, Text label, Text help, const std::vector<double>& values) {
  return {.name = name,
          .label = std::move(label),
          .help = std::move(help),
          .initial = Array{{Index(values.size())}, values},
          .low = -3,
          .high = 3,
          .step = 0.1,
          .most = 2 * kMost,
          .section = kInput};
}

struct ConvolutionBackprop {
  using Solution = BackpropSolution;

  Numbers x{ControlKind::series,
            drawn("x", {"Input x", "Eingabe x"}, {"Up to 12 values.", "Bis zu 12 Werte."},
                  {1, 2, -1, 0.5, 1.5})};
  Numbers w{ControlKind::series, drawn("w", {"Filter w", "Filter w"},
                                       {"Up to 12 values.", "Bis zu 12 Werte."}, {1, -0.5, 2})};
  Numbers delta{ControlKind::series,
                drawn("delta", {"Gradient δ = ∂E/∂y", "Gradient δ = ∂E/∂y"},
                      {"As many values as y has; more are left out, missing ones are 0.",
                       "So viele Werte wie y; weitere entfallen, fehlende sind 0."},
                      {1, -1, 0.5, 2, -0.5, 1, 0.5})};
  Choice mode{
      {.name = "mode",
       .label = {"Mode", "Modus"},
       .options = {{"full", "full", {"All of it, n + m − 1 values", "Alles, n + m − 1 Werte"}},
                   {"same",
                    "same",
                    {"The middle, as long as the longer series",
                     "Die Mitte, so lang wie die längere Reihe"}},
                   {"valid",
                    "valid",
                    {"Where both overlap wholly", "Wo sich beide ganz überlappen"}},
                   {"circular", "circular", {"Wrapped around", "Im Kreis herum"}}},
       .section = kParameters}};
  Choice forward{
      {.name = "forward",
       .label = {"The layer", "Die Schicht"},
       .options = {{"convolution",
                    {"convolves", "faltet"},
                    {"y_t = Σ w_s x_{t−s+1}", "y_t = Σ w_s x_{t−s+1}"}},
                   {"correlation",
                    {"cross-correlates", "kreuzkorreliert"},
                    {"The filter is not reversed, as in most libraries.",
                     "Das Filter wird nicht gespiegelt, wie in den meisten Bibliotheken."}}},
       .section = kParameters}};
  Choice wanted{{.name = "wanted",
                 .label = {"Gradient of", "Gradient nach"},
                 .options = {{"x", {"the input x", "der Eingabe x"}},
                             {"w", {"the filter w", "dem Filter w"}}},
                 .section = kExplanation}};
  Whole index{ControlKind::step,
              {.name = "index",
               .label = {"Index", "Index"},
               .help = {"Which element's gradient is put together.",
                        "Der Gradient welches Elements zusammengesetzt wird."},
               .initial = 2.0,
               .low = 1,
               .high = double(kMost),
               .step = 1,
               .section = kExplanation}};

  std::vector<Control> controls() const { return {x, w, delta, mode, forward, wanted, index}; }

  static Vector<double> checked(const Numbers& control, const Values& values) {
    Vector<double> series = control.vector(values);
    if (series.size() >= 1 && (series.size() <= kMost || control.name == "delta")) return series;
    if (series.size() == 0 && control.name == "delta") return Vector<double>::Zero(1);
    throw Error("shape-mismatch",
                "convolution-backprop: " + control.name + " has " + std::to_string(series.size()) +
                    " values, expected 1 to " + std::to_string(kMost),
                {{"control", control.name},
                 {"name", control.name},
                 {"given", std::to_string(series.size())},
                 {"expected", "1 – " + std::to_string(kMost)}});
  }

  Solution solve(const Values& values) const {
    Solution s{.mode = convolution_mode(mode(values)),
               .correlates = forward.is(values, "correlation"),
               .of_x = wanted.is(values, "x"),
               .x = checked(x, values),
               .w = checked(w, values),
               .delta = {},
               .y = {},
               .full = {},
               .gradient = {},
               .differences = {}};
    const Index n = s.x.size(), m = s.w.size();
    const Vector<double> given = checked(delta, values);
    s.y = convolve(s.x, s.kernel(), s.mode);
    s.delta = Vector<double>::Zero(s.y.size());
    const Index kept = std::min(given.size(), s.y.size());
    s.delta.head(kept) = given.head(kept);
    s.full = placed(s.delta, s.mode, n, m);
    s.E = s.y.dot(s.delta);
    s.gradient = s.correlates ? cross_correlation_gradient(s.x, s.w, s.delta, s.mode)
                              : convolution_gradient(s.x, s.w, s.delta, s.mode);
    s.differences = by_differences(s);
    s.index = std::min<Index>(index(values), s.looked_at().size()) - 1;
    return s;
  }

  /// E is linear in each element of x and w: exact but for rounding.
  static ConvolutionGradient by_differences(const Solution& s) {
    const auto slopes = [&](Vector<double> series, auto loss) {
      Vector<double> result(series.size());
      for (Index i = 0; i < series.size(); ++i) {
        const double at = series[i];
        series[i] = at + kNudge;
        const double above = loss(series);
        series[i] = at - kNudge;
        result[i] = (above - loss(series)) / (2 * kNudge);
        series[i] = at;
      }
      return result;
    };
    const auto y = [&](const Vector<double>& x_now, const Vector<double>& w_now) {
      return s.correlates ? cross_correlate(x_now, w_now, s.mode) : convolve(x_now, w_now, s.mode);
    };
    return {slopes(s.x, [&](const Vector<double>& now) { return y(now, s.w).dot(s.delta); }),
            slopes(s.w, [&](const Vector<double>& now) { return y(s.x, now).dot(s.delta); })};
  }

  void quantities(const Solution& s, Quantities& q) const {
    q("y", s.y)("E", s.E)("grad_x", s.gradient.x)("grad_w", s.gradient.w);
    q("delta", s.delta)("delta_full", s.full);
    q("jacobian_x", slope_matrix(s, true))("jacobian_w", slope_matrix(s, false));
    const double worst = std::max((s.gradient.x - s.differences.x).cwiseAbs().maxCoeff(),
                                  (s.gradient.w - s.differences.w).cwiseAbs().maxCoeff());
    q("gradient_check", worst)("n", double(s.x.size()))("m", double(s.w.size()));
  }

  void checks(const Solution& s, Checks& out) const {
    const auto worst = [](const Vector<double>& a, const Vector<double>& b) {
      return (a - b).cwiseAbs().maxCoeff();
    };
    out.vanishes("differences-x", {"∂E/∂x − finite differences", "∂E/∂x − finite Differenzen"},
                 worst(s.gradient.x, s.differences.x), 1e-6);
    out.vanishes("differences-w", {"∂E/∂w − finite differences", "∂E/∂w − finite Differenzen"},
                 worst(s.gradient.w, s.differences.w), 1e-6);
    // y is linear in x, and in w: Euler
    out.equal("euler-x", "Σ xᵤ ∂E/∂xᵤ = E", s.x.dot(s.gradient.x), s.E);
    out.equal("euler-w", "Σ wₛ ∂E/∂wₛ = E", s.w.dot(s.gradient.w), s.E);
  }

  void views(const Solution& s, Views& out) const {
    add_meeting(s, out);
    add_products(s, out);
    add_series(s, out);
    add_comparison(s, out);
  }

  Standing standing(const Solution& s) const { return {.step = int(s.index) + 1}; }
};

}  // namespace

RELEVANCE_EXPERIMENT("convolution-backprop", Still<ConvolutionBackprop>)

}  // namespace relevance
