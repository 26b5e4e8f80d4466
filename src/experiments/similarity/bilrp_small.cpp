// BiLRP on a network small enough to follow every pair: as a product of factors, and pair by pair
// (scenario bilrp-small).

#include "experiments/shared/rule_controls.hpp"
#include "experiments/shared/sections.hpp"
#include "experiments/similarity/small_features.hpp"
#include "explain/bilrp.hpp"
#include "explain/bilrp_pairs.hpp"
#include "lab/still.hpp"
#include "nn/backward.hpp"
#include "nn/kernels/small_matrix.hpp"

namespace relevance {
namespace {

constexpr double kSteps = 2;      // features, hidden, inputs
constexpr double kClearly = 0.5;  // an input that is there

std::vector<Option> rules_without_box() {
  std::vector<Option> options;
  for (const auto& name : rule_names())
    if (name != "z-box") options.push_back(rule_option(name));
  return options;
}

/// What depends on the rule alone.
struct Prepared {
  explicit Prepared(const Composite& composite)
      : composite(composite),
        stage(composite),
        bilrp(stage.network(), stage.network().output(), composite),
        left(stage.network()),
        right(stage.network()) {}
  Composite composite;
  FeatureStage stage;
  Bilrp<double> bilrp;
  Forward<double> left, right;
};

struct BilrpSmall {
  struct Solution {
    Prepared& with;
    Vector<double> x, x2;
    Side<double> left, right;
    std::vector<Matrix<double>> pairs;  ///< of every node, step by step
    Matrix<double> R;                   ///< the product of the factors
    double y, gap;
    int step;
    Index j, j2;  ///< the pair looked at, −1 none
    bool conserves;
  };

  TwoInputs inputs;
  Choice rule{{.name = "rule",
               .label = {"Rule", "Regel"},
               .initial = "zero",
               .options = rules_without_box(),
               .section = kRule}};
  RuleSliders sliders{{rule_slider("gamma"), rule_slider("epsilon"), rule_slider("alpha")}};
  Choice pair{{.name = "pair",
               .label = {"Pair (j, j′)", "Paar (j, j′)"},
               .help = {"Shows in both networks what this pair shares",
                        "Zeigt in beiden Netzen, was dieses Paar teilt"},
               .options = {{"all", {"all", "alle"}},
                           {"1-1", "1, 1"},
                           {"1-2", "1, 2"},
                           {"2-1", "2, 1"},
                           {"2-2", "2, 2"}},
               .section = kExplanation}};
  Whole step{ControlKind::step,
             {.name = "step",
              .label = {"Pair by pair, layer by layer", "Paar für Paar, Schicht für Schicht"},
              .initial = kSteps,
              .high = kSteps,
              .section = {"Propagation", "Propagation"}}};
  mutable Memo<Prepared> prepared;

  std::vector<Control> controls() const {
    std::vector<Control> all = {inputs.x, inputs.x2, rule};
    all.insert(all.end(), sliders.list.begin(), sliders.list.end());
    all.insert(all.end(), {pair, step});
    return all;
  }
  Idle idle(const Values& values) const { return sliders.idle({rule(values)}); }

  Solution solve(const Values& values) const {
    const RuleSpec spec = sliders.spec(rule(values), values);
    Prepared& with = prepared(rule_key(spec), [&] { return make_uniform(spec); });
    Solution s{with,
               inputs.x.in_plane(values),
               inputs.x2.in_plane(values),
               {},
               {},
               {},
               {},
               0,
               0,
               int(step(values)),
               -1,
               -1,
               make_rule(spec).conserves};
    s.left = with.bilrp(Matrix<double>(s.x));
    s.right = with.bilrp(Matrix<double>(s.x2));
    s.y = dot(s.left, s.right);
    s.R = JointRelevance<double>(s.left, s.right).matrix();
    s.pairs = propagate_pairs(with.stage.network(), with.composite, with.left(Matrix<double>(s.x)),
                              with.right(Matrix<double>(s.x2)));
    s.gap = (s.R - s.pairs.front()).cwiseAbs().maxCoeff();
    if (const std::string& chosen = pair(values); chosen != "all")
      s.j = chosen[0] - '1', s.j2 = chosen[2] - '1';
    return s;
  }

  void quantities(const Solution& s, Quantities& q) const {
    q("y", s.y)("R", s.R)("R_pairwise", s.pairs.front())("gap", s.gap);
    q("row_sums", Vector<double>(s.R.rowwise().sum()));
    q("column_sums", Vector<double>(s.R.colwise().sum().transpose()));
    q("phi", s.left.features)("phi2", s.right.features);
    q("H", hessian(s));
    q("factors", s.left.relevance)("factors2", s.right.relevance);
    // How far the state is from what a construction task asks for: 0 where it is there.
    const auto short_of = [](double value, double least) { return std::max(0.0, least - value); };
    const double fires =
        short_of(std::abs(s.x[0]), kClearly) + short_of(std::abs(s.x2[0]), kClearly);
    const double alike = short_of(s.y, 1);
    q("joint_gap", alike + short_of(s.R(0, 0), 0.75 * s.y));
    q("silent_gap", alike + std::abs(s.x[0]) + short_of(std::abs(s.x2[0]), kClearly));
    q("apart_gap",
      s.y + fires + short_of(s.left.features.norm(), 1) + short_of(s.right.features.norm(), 1));
    q("unconnected_gap", alike + fires + std::abs(s.R(0, 0)));
  }

  /// The cross block of y's Hessian, J(x)ᵀJ(x').
  static Matrix<double> hessian(const Solution& s) {
    const Network<double>& network = s.with.stage.network();
    return transposed_product(jacobian(network, Matrix<double>(s.x)),
                              jacobian(network, Matrix<double>(s.x2)));
  }

  void checks(const Solution& s, Checks& out) const {
    out.vanishes("routes",
                 {"largest |factors − pair by pair|", "größtes |Faktoren − Paar für Paar|"}, s.gap);
    const Text why = s.conserves ? Text{"Some relevance met a denominator of 0 or was kept by ε.",
                                        "Ein Teil traf auf einen Nenner 0 oder blieb bei ε."}
                                 : Text{"This rule does not promise to conserve.",
                                        "Diese Regel verspricht keine Erhaltung."};
    out.equal("conservation", "ΣR = y", s.R.sum(), s.y).unclaimed_if(true, why);
    if (s.with.composite.dense.name != "zero") return;
    Matrix<double> closed = hessian(s);
    for (Index i = 0; i < closed.rows(); ++i)
      for (Index j = 0; j < closed.cols(); ++j) closed(i, j) *= s.x[i] * s.x2[j];
    out.vanishes("hessian",
                 {"largest |LRP-0 − Hessian × product|", "größtes |LRP-0 − Hesse × Produkt|"},
                 (s.R - closed).cwiseAbs().maxCoeff());
  }

  void notices(const Solution& s, Texts& out) const {
    if (s.y == 0)
      out.push_back(
          {"y = 0: the two inputs share no feature, so there is nothing to explain.",
           "y = 0: Die beiden Eingaben teilen kein Merkmal, es gibt nichts zu erklären."});
  }

  void views(const Solution& s, Views& out) const {
    out.add({.id = "field",
             .title = {"Similarity to x: y(x, ·)", "Ähnlichkeit zu x: y(x, ·)"},
             .caption = {{"y(x, x′) = {y}. Drag x or x′.", "y(x, x′) = {y}. Ziehe x oder x′."},
                         {{"y", s.y}}},
             .group = "main"},
            similarity_field(s.x, s.x2));
    add_product(s, out);
    draw_networks(s, out);
    add_route(s, out);
    add_factors(s, out);
  }

  static void add_product(const Solution& s, Views& out) {
    MatrixView product = matrix_view(s.R, layer_names(0, false), layer_names(0, true));
    product.entry_values = {"1-1", "1-2", "2-1", "2-2"};
    product.selected = s.j < 0 ? -1 : double(2 * s.j + s.j2);
    product.label_rows = "x";
    product.label_columns = "x′";
    out.add({.id = "R",
             .title = {"Joint relevance of pairs", "Gemeinsame Relevanz der Paare"},
             .caption = {{"They sum to {sum}, y is {y}. Choose a pair.",
                          "In der Summe {sum}, y ist {y}. Wähle ein Paar."},
                         {{"sum", s.R.sum()}, {"y", s.y}}},
             .group = "main",
             .scale_group = "pairs",
             .sets = "pair"},
            std::move(product));
  }

  /// Each side's share: of all pairs, or of those with the other side's chosen input.
  void draw_networks(const Solution& s, Views& out) const {
    const auto weights = [](const Side<double>& other, Index chosen) {
      return chosen < 0 ? Vector<double>(other.relevance.colwise().sum().transpose())
                        : Vector<double>(other.relevance.row(chosen).transpose());
    };
    s.with.stage.draw(s.x, s.left.features.cwiseProduct(weights(s.right, s.j2)), s.x2,
                      s.right.features.cwiseProduct(weights(s.left, s.j)), s.step + 1, out);
  }

  static void add_route(const Solution& s, Views& out) {
    const Text titles[] = {{"Pairs of inputs", "Paare von Eingaben"},
                           {"Pairs of hidden units", "Paare verdeckter Einheiten"},
                           {"Pairs of features", "Paare von Merkmalen"}};
    const int nodes[] = {0, 2, 4};  // inputs, hidden, features
    for (int layer = 2; layer >= 0; --layer) {
      const bool reached = 2 - layer <= s.step;
      const Matrix<double>& R = s.pairs[size_t(nodes[layer])];
      const Matrix<double> shown = reached ? R : Matrix<double>::Zero(R.rows(), R.cols());
      const Text said =
          reached ? Text{"ΣR = {sum}"} : Text{"not reached yet", "noch nicht erreicht"};
      out.add({.id = "pairs-" + std::to_string(layer),
               .title = titles[layer],
               .caption = {said, {{"sum", R.sum()}}},
               .group = "route",
               .scale_group = "pairs"},
              matrix_view(shown, layer_names(layer, false), layer_names(layer, true)));
    }
  }

  static void add_factors(const Solution& s, Views& out) {
    const auto add = [&](bool second, const Side<double>& side) {
      MatrixView view = matrix_view(side.relevance, layer_names(0, second), layer_names(2, second));
      out.add({.id = second ? "factors2" : "factors",
               .title = second ? Text{"Factors, right", "Faktoren, rechts"}
                               : Text{"Factors, left", "Faktoren, links"},
               .caption = {{"Each column is LRP of one feature.",
                            "Jede Spalte ist die LRP eines Merkmals."}},
               .group = "factors",
               .scale_group = "factors"},
              std::move(view));
    };
    add(false, s.left);
    add(true, s.right);
    const Vector<double> parts =
        s.j < 0
            ? Vector<double>(
                  s.left.relevance.colwise().sum().cwiseProduct(s.right.relevance.colwise().sum()))
            : Vector<double>(s.left.relevance.row(s.j).cwiseProduct(s.right.relevance.row(s.j2)));
    out.add({.id = "by-feature",
             .title = {"Its part by feature", "Der Anteil je Merkmal"},
             .caption = {{"Σ over the features: {sum}", "Σ über die Merkmale: {sum}"},
                         {{"sum", parts.sum()}}}},
            Bars{.labels = {"φ₁", "φ₂"}, .values = {{2}, {parts[0], parts[1]}}, .relevance = true});
  }
};

}  // namespace

RELEVANCE_EXPERIMENT("bilrp-small", Still<BilrpSmall>)

}  // namespace relevance
