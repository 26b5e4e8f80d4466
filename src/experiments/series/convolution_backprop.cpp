// What a loss hands back through a convolution: which products meet for one index (scenario
// convolution-backprop). Series count from 1.

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "experiments/shared/sections.hpp"
#include "lab/inputs.hpp"
#include "lab/still.hpp"
#include "series/convolution.hpp"

namespace relevance {
namespace {

constexpr Index kMost = 12;      // elements of a series
constexpr double kNudge = 1e-5;  // of finite differences
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Control drawn(const char* name, Text label, Text help, std::vector<double> values) {
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
  struct Solution {
    ConvolutionMode mode;
    bool correlates = false, of_x = true;
    Vector<double> x, w, delta;
    Vector<double> y;
    Vector<double> full;  ///< δ at its places in the full result
    ConvolutionGradient gradient, differences;
    Index index = 0;  ///< of the gradient looked at, from 0
    double E = 0;
    /// w as it is convolved: reversed where the layer cross-correlates.
    Vector<double> kernel() const { return correlates ? Vector<double>(w.reverse()) : w; }
    const Vector<double>& looked_at() const { return of_x ? gradient.x : gradient.w; }
  };

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
    const Vector<double> series = control.vector(values);
    const auto about = [&](Error error) {
      error.params["control"] = control.name;
      return error;
    };
    if (series.size() >= 1 && (series.size() <= kMost || control.name == "delta")) return series;
    if (series.size() == 0 && control.name == "delta") return Vector<double>::Zero(1);
    throw about(Error("shape-mismatch",
                      "convolution-backprop: " + control.name + " has " +
                          std::to_string(series.size()) + " values, expected 1 to " +
                          std::to_string(kMost),
                      {{"name", control.name},
                       {"given", std::to_string(series.size())},
                       {"expected", "1 – " + std::to_string(kMost)}}));
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
    out.equal("differences-x", {"∂E/∂x = finite differences", "∂E/∂x = finite Differenzen"},
              worst(s.gradient.x, s.differences.x), 0, 1e-6);
    out.equal("differences-w", {"∂E/∂w = finite differences", "∂E/∂w = finite Differenzen"},
              worst(s.gradient.w, s.differences.w), 0, 1e-6);
    // y is linear in x, and in w: Euler
    out.equal("euler-x", "Σ xᵤ ∂E/∂xᵤ = E", s.x.dot(s.gradient.x), s.E);
    out.equal("euler-w", "Σ wₛ ∂E/∂wₛ = E", s.w.dot(s.gradient.w), s.E);
  }

  /// ∂y_t/∂x_u or ∂y_t/∂w_s over the full result, [n + m − 1 × n or m].
  static Matrix<double> slope_matrix(const Solution& s, bool of_x) {
    const Index columns = of_x ? s.x.size() : s.w.size();
    const Vector<double> slid = of_x ? s.kernel() : s.x;
    Matrix<double> D = Matrix<double>::Zero(s.full.size(), columns);
    for (Index u = 0; u < columns; ++u) {
      const Index at = !of_x && s.correlates ? columns - 1 - u : u;
      D.col(u).segment(at, slid.size()) = slid;
    }
    return D;
  }

  void views(const Solution& s, Views& out) const {
    add_meeting(s, out);
    add_products(s, out);
    add_series(s, out);
    add_comparison(s, out);
  }

  static std::string name_of(const Solution& s) { return s.of_x ? "x" : "w"; }

  /// δ, the other series slid to the index, and their products.
  static void add_meeting(const Solution& s, Views& out) {
    const Index length = s.full.size();
    const Vector<double> slid = slope_matrix(s, s.of_x).col(s.index);
    const Index other = s.of_x ? s.w.size() : s.x.size();
    const Index first = !s.of_x && s.correlates ? s.w.size() - 1 - s.index : s.index;
    Array values{{3, length}, std::vector<double>(size_t(3 * length), kNone)};
    const ResultSpan span = result_span(s.mode, s.x.size(), s.w.size());
    const bool around = s.mode == ConvolutionMode::circular;
    for (Index t = 0; t < length; ++t) {
      const bool kept = around || (t >= span.offset && t < span.offset + span.length);
      const bool meets = t >= first && t < first + other;
      if (kept) values.values[size_t(t)] = s.full[t];
      if (meets) values.values[size_t(length + t)] = slid[t];
      if (kept && meets) values.values[size_t(2 * length + t)] = s.full[t] * slid[t];
    }
    const bool slides = s.of_x || !s.correlates;  // the first that meets is that of the index
    const std::string moved = s.of_x ? "w" : "x", index = std::to_string(s.index + 1);
    // a filter is laid reversed over δ where the layer cross-correlates
    const Text name =
        s.of_x && s.correlates ? Text{moved + ", reversed", moved + ", gespiegelt"} : Text(moved);
    out.add({.id = "meeting",
             .title = {"Which products meet at index " + index,
                       "Welche Produkte sich bei Index " + index + " treffen"},
             .caption = {{"∂E/∂{name} at {index} is the sum of the products: {value:signed}.",
                          "∂E/∂{name} bei {index} ist die Summe der Produkte: {value:signed}."},
                         {{"name", name_of(s)},
                          {"index", double(s.index + 1)},
                          {"value", s.looked_at()[s.index]}}},
             .group = "main",
             .sets = slides ? "index" : ""},
            Series{.names = {"δ", name, {"product", "Produkt"}},
                   .values = std::move(values),
                   .label_x = {"place in the full result", "Platz im vollen Ergebnis"},
                   .label_y = "",
                   .first = 1,
                   .marker = slides ? std::optional<double>(double(s.index + 1)) : std::nullopt});
  }

  /// δ_t times the slopes; its columns sum to the gradient.
  static void add_products(const Solution& s, Views& out) {
    const Matrix<double> products = s.full.asDiagonal() * slope_matrix(s, s.of_x);
    const Index rows = products.rows(), columns = products.cols();
    MatrixView view{.values = Picture{{rows, columns}, {}}, .rows = {}, .columns = {}};
    auto& picture = std::get<Picture>(view.values);
    for (Index t = 0; t < rows; ++t) {
      view.rows.push_back("\\delta_{" + std::to_string(t + 1) + "}");
      for (Index u = 0; u < columns; ++u) picture.values.push_back(float(products(t, u)));
    }
    for (Index u = 0; u < columns; ++u)
      view.columns.push_back(name_of(s) + "_{" + std::to_string(u + 1) + "}");
    const Vector<double>& sums = s.looked_at();
    view.column_sums = Array{{columns}, {sums.begin(), sums.end()}};
    view.label_rows = {"output t", "Ausgang t"};
    view.label_columns = {"element of " + name_of(s), "Element von " + name_of(s)};
    out.add({.id = "products",
             .title = {"All products δₜ ∂yₜ/∂" + name_of(s), "Alle Produkte δₜ ∂yₜ/∂" + name_of(s)},
             .caption = {{"Each column sums to one gradient.",
                          "Jede Spalte summiert sich zu einem Gradienten."}},
             .group = "products"},
            std::move(view));
  }

  static void add_series(const Solution& s, Views& out) {
    const auto add = [&](const char* id, Text title, Texts names,
                         std::initializer_list<const Vector<double>*> lists) {
      Index length = 0;
      for (const auto* list : lists) length = std::max(length, list->size());
      Array values{{Index(lists.size()), length}, {}};
      for (const auto* list : lists)
        for (Index i = 0; i < length; ++i)
          values.values.push_back(i < list->size() ? (*list)[i] : kNone);
      out.add({.id = id, .title = std::move(title), .group = id},
              Series{.names = std::move(names),
                     .values = std::move(values),
                     .label_x = {"index", "Index"},
                     .label_y = "",
                     .first = 1});
    };
    add("forward", {"Forward: x, w and y", "Vorwärts: x, w und y"}, {"x", "w", "y"},
        {&s.x, &s.w, &s.y});
    add("backward", {"Backward: δ and both gradients", "Rückwärts: δ und beide Gradienten"},
        {"δ", "∂E/∂x", "∂E/∂w"}, {&s.delta, &s.gradient.x, &s.gradient.w});
  }

  static void add_comparison(const Solution& s, Views& out) {
    const Vector<double>&g = s.looked_at(), &d = s.of_x ? s.differences.x : s.differences.w;
    Table table{.columns = {{"gradient", "Gradient"},
                            {"finite difference", "finite Differenz"},
                            {"gap", "Lücke"}},
                .rows = {},
                .values = {{g.size(), 3}, {}}};
    for (Index i = 0; i < g.size(); ++i) {
      table.rows.push_back(name_of(s) + std::to_string(i + 1));
      table.values.values.insert(table.values.values.end(), {g[i], d[i], std::abs(g[i] - d[i])});
    }
    out.add(
        {.id = "differences", .title = {"Beside finite differences", "Neben finiten Differenzen"}},
        std::move(table));
  }

  Standing standing(const Solution& s) const { return {.step = int(s.index) + 1}; }
};

}  // namespace

RELEVANCE_EXPERIMENT("convolution-backprop", Still<ConvolutionBackprop>)

}  // namespace relevance
