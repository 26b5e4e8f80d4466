// y(x, x') = ⟨φ(x), φ(x')⟩ expanded up to second order at (εx̃, εx̃') (scenario similarity-taylor).

#include "experiments/shared/sections.hpp"
#include "experiments/similarity/small_features.hpp"
#include "explain/taylor.hpp"
#include "lab/still.hpp"
#include "nn/backward.hpp"
#include "nn/kernels/small_matrix.hpp"

namespace relevance {
namespace {

constexpr double kSmallest = 1e-3;  // of ε
constexpr Index kCurve = 61;
constexpr double kRounding = 1e-14;  // of a remainder, as a part of y: it is none
constexpr double kBelow = 1e-6;      // shares of y that a logarithmic axis still shows

const Text kElsewhere{"The roots lie on other rays than x and x′.",
                      "Die Entwicklungspunkte liegen auf anderen Strahlen als x und x′."};

struct SimilarityTaylor {
  struct Solution {
    FeatureStage& stage;
    Vector<double> x, x2, roots;  ///< x̃ above x̃'
    bool free;
    double epsilon;
    SecondExpansion e;
    /// R_ii' = ∂²y/∂x_i∂x'_i' (x − εx̃)_i (x' − εx̃')_i': the ½ cancels against the equal blocks.
    Matrix<double> interactions() const { return 2 * e.interactions.topRightCorner(2, 2); }
  };

  std::unique_ptr<FeatureStage> stage = std::make_unique<FeatureStage>(make_uniform({"zero"}));
  TwoInputs inputs;
  Slider epsilon = [] {
    Control c{.name = "epsilon",
              .label = {"How far from 0, ε", "Wie weit von 0, ε"},
              .help = {"The expansion is at (εx̃, εx̃′)", "Entwickelt wird bei (εx̃, εx̃′)"},
              .initial = 0.1,
              .low = kSmallest,
              .high = 1,
              .section = kExplanation};
    c.logarithmic = true;
    return Slider{c};
  }();
  Choice root{
      {.name = "root",
       .label = {"Directions x̃, x̃′", "Richtungen x̃, x̃′"},
       .options = {{"ray", {"those of x and x′", "die von x und x′"}}, {"free", {"free", "frei"}}},
       .section = kExplanation}};
  Point root_point{
      "root_point", {"x̃, if free", "x̃, falls frei"}, {0.5, 2}, kInputReach, kExplanation};
  Point root_point2{
      "root_point2", {"x̃′, if free", "x̃′, falls frei"}, {-1.5, 1.5}, kInputReach, kExplanation};

  std::vector<Control> controls() const {
    return {inputs.x, inputs.x2, epsilon, root, root_point, root_point2};
  }
  Idle idle(const Values& values) const {
    if (root.is(values, "free")) return {};
    const Text why{"The expansion is on the rays through x and x′.",
                   "Entwickelt wird auf den Strahlen durch x und x′."};
    return {{"root_point", why}, {"root_point2", why}};
  }

  Solution solve(const Values& values) const {
    Solution s{*stage, inputs.x.in_plane(values), inputs.x2.in_plane(values),
               {},     root.is(values, "free"),   epsilon(values),
               {}};
    Vector<double> both(4);
    both << s.x, s.x2;
    s.roots = both;
    if (s.free) s.roots << root_point.in_plane(values), root_point2.in_plane(values);
    s.e = expand_second(similarity(stage->network()), both, s.epsilon * s.roots);
    if (std::abs(s.e.remainder) < kRounding * std::abs(s.e.f)) s.e.remainder = 0;
    return s;
  }

  void quantities(const Solution& s, Quantities& q) const {
    const Vector<double> gradient = *similarity(s.stage.network()).gradient(s.epsilon * s.roots);
    const Matrix<double> J =
        jacobian(s.stage.network(), Matrix<double>(s.epsilon * s.roots.head(2)));
    const Matrix<double> J2 =
        jacobian(s.stage.network(), Matrix<double>(s.epsilon * s.roots.tail(2)));
    q("y", s.e.f)("epsilon", s.epsilon);
    q("zero_order", s.e.f_root)("first_order", s.e.relevance.sum());
    q("second_order", s.e.interactions.sum())("remainder", s.e.remainder);
    q("interactions", s.interactions());
    q("phi", s.stage.features(s.x))("phi2", s.stage.features(s.x2));
    q("gradient", Vector<double>(gradient.head(2)))("gradient2", Vector<double>(gradient.tail(2)));
    q("J", J)("J2", J2)("H", transposed_product(J, J2));
  }

  void checks(const Solution& s, Checks& out) const {
    const double y = s.e.f, epsilon = s.epsilon, rest = 1 - epsilon;
    out.equal("orders", {"zero + first + second order = y", "nullte + erste + zweite Ordnung = y"},
              s.e.f_root + s.e.relevance.sum() + s.e.interactions.sum(), y)
        .unclaimed_if(s.free, kElsewhere);
    out.equal("zero", {"zero order = ε²y", "nullte Ordnung = ε²y"}, s.e.f_root,
              epsilon * epsilon * y)
        .unclaimed_if(s.free, kElsewhere);
    out.equal("first", {"first order = 2ε(1−ε)y", "erste Ordnung = 2ε(1−ε)y"}, s.e.relevance.sum(),
              2 * epsilon * rest * y)
        .unclaimed_if(s.free, kElsewhere);
    out.equal("second", {"second order = (1−ε)²y", "zweite Ordnung = (1−ε)²y"},
              s.e.interactions.sum(), rest * rest * y)
        .unclaimed_if(s.free, kElsewhere);
  }

  void views(const Solution& s, Views& out) const {
    const Vector<double> start = s.stage.features(s.x).cwiseProduct(s.stage.features(s.x2));
    Field field = similarity_field(s.x, s.x2);
    if (s.free) {
      field.add({s.roots[0], s.roots[1], "\\tilde x", "root_point", "root"});
      field.add({s.roots[2], s.roots[3], "\\tilde x'", "root_point2", "root"});
    }
    out.add({.id = "field",
             .title = {"Similarity to x: y(x, ·)", "Ähnlichkeit zu x: y(x, ·)"},
             .caption = {{"y(x, x′) = {y}. Drag x or x′.", "y(x, x′) = {y}. Ziehe x oder x′."},
                         {{"y", s.e.f}}},
             .group = "main"},
            std::move(field));
    out.add({.id = "interactions",
             .title = {"Joint relevance of pairs", "Gemeinsame Relevanz der Paare"},
             .caption = {{"Second order: {second} of y = {y}.",
                          "Zweite Ordnung: {second} von y = {y}."},
                         {{"second", s.e.interactions.sum()}, {"y", s.e.f}}},
             .group = "main"},
            matrix_view(s.interactions(), layer_names(0, false), layer_names(0, true)));
    out.add({.id = "orders",
             .title = {"What y is made of", "Woraus y besteht"},
             .caption = {{"At ε = {epsilon} the remainder is {rest}.",
                          "Bei ε = {epsilon} ist das Restglied {rest}."},
                         {{"epsilon", s.epsilon}, {"rest", s.e.remainder}}},
             .group = "orders"},
            Bars{.labels = {"0", "1", "2", "rest", "y"},
                 .values = {{5},
                            {s.e.f_root, s.e.relevance.sum(), s.e.interactions.sum(), s.e.remainder,
                             s.e.f}},
                 .relevance = true,
                 .terms = {"zero", "first", "second", "rest", "y"}});
    out.add({.id = "sizes",
             .title = {"Size of each order", "Größe jeder Ordnung"},
             .caption = {{"As ε goes to 0, only the second order stays.",
                          "Für ε gegen 0 bleibt nur die zweite Ordnung."}},
             .group = "orders",
             .sets = "epsilon"},
            sizes(s));
    s.stage.draw(s.x, start, s.x2, start, 1 << 20, out);
  }

  static Curves sizes(const Solution& s) {
    const Vector<double> epsilons =
        Vector<double>::LinSpaced(kCurve, std::log(kSmallest), 0).array().exp();
    const Differentiable y = similarity(s.stage.network());
    Vector<double> both(4);
    both << s.x, s.x2;
    Array values{{3, kCurve}, std::vector<double>(size_t(3 * kCurve))};
    const double floor = kBelow * std::max(std::abs(s.e.f), 1e-300);
    for (Index i = 0; i < kCurve; ++i) {
      const SecondExpansion e = expand_second(y, both, epsilons[i] * s.roots);
      const double sizes[] = {e.f_root, e.relevance.sum(), e.interactions.sum()};
      for (Index order = 0; order < 3; ++order) {
        const double size = std::abs(sizes[order]);
        values.values[size_t(order * kCurve + i)] = size > floor ? size : NAN;
      }
    }
    return {.x = {{kCurve}, {epsilons.begin(), epsilons.end()}},
            .names = {{"zero order", "nullte Ordnung"},
                      {"first order", "erste Ordnung"},
                      {"second order", "zweite Ordnung"}},
            .values = std::move(values),
            .label_x = "ε",
            .label_y = {"size", "Größe"},
            .marker = s.epsilon,
            .log_x = true,
            .log_y = true};
  }
};

}  // namespace

RELEVANCE_EXPERIMENT("similarity-taylor", Still<SimilarityTaylor>)

}  // namespace relevance
