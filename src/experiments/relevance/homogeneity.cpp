// A deep rectifier network without bias is positively homogeneous: f(tx) = t f(x) for t ≥ 0
// (scenario positive-homogeneity). Configuration: `widths` of the layers, `seed`.

#include "base/error.hpp"
#include "base/random.hpp"
#include "experiments/shared/config.hpp"
#include "experiments/shared/network_diagram.hpp"
#include "experiments/shared/sections.hpp"
#include "lab/inputs.hpp"
#include "lab/still.hpp"
#include "nn/backward.hpp"

namespace relevance {
namespace {

constexpr double kLow = -2, kHigh = 10;  // of t
constexpr Index kCurve = 121;

/// Names of all neurons: LaTeX, and ids for highlighting.
struct Names {
  std::vector<Strings> labels, terms;
};

Names names_of(const std::vector<Index>& widths) {
  Names names;
  for (size_t layer = 0; layer < widths.size(); ++layer) {
    Strings labels, terms;
    for (Index i = 0; i < widths[layer]; ++i) {
      const std::string index = std::to_string(i + 1), l = std::to_string(layer);
      const bool last = layer + 1 == widths.size();
      labels.push_back(layer == 0 ? "x_" + index : last ? "f" : "a^{" + l + "}_" + index);
      terms.push_back("l" + l + "u" + index);
    }
    names.labels.push_back(labels);
    names.terms.push_back(terms);
  }
  return names;
}

Network<double> make_network(const std::vector<Index>& widths, uint64_t seed, bool with_bias) {
  Random random(seed);
  Network<double> network;
  int node = network.add("x", Input{{widths[0]}}, {});
  for (size_t layer = 1; layer < widths.size(); ++layer) {
    Vector<double> bias = Vector<double>::Zero(widths[layer]);
    if (with_bias && layer == 1) bias[0] = 0.5;
    // rounded, so that the numbers in the picture are the numbers computed with
    const Matrix<double> weights =
        (random.normal_matrix<double>(widths[layer], widths[layer - 1]) * 10).array().round() / 10;
    node = network.add("layer " + std::to_string(layer), Dense<double>{weights, bias}, {node});
    node = network.add("relu " + std::to_string(layer), Activation{}, {node});
  }
  return network;
}

/// One of the two networks, prepared.
struct Prepared {
  Prepared(const std::vector<Index>& widths, uint64_t seed, bool with_bias)
      : network(make_network(widths, seed, with_bias)),
        explain(network, make_uniform({"zero"})),
        forward(network),
        backward(network),
        draw(network, names_of(widths).labels, names_of(widths).terms) {}

  double f(const Vector<double>& x) { return forward(Matrix<double>(x)).values.back()(0, 0); }

  Network<double> network;
  ChainExplainer explain;
  Forward<double> forward;
  Backward<double> backward;
  Diagram draw;
};

std::vector<Index> read_widths(const Config& config) {
  std::vector<Index> widths;
  for (double width : numbers_of(config, "widths", {3, 4, 4, 1})) {
    check_range("homogeneity", "a width", width, 1, 64);
    widths.push_back(Index(width));
  }
  if (widths.size() < 2 || widths.back() != 1)
    throw Error("bad-scenario",
                "experiment/widths ends in another width than 1, expected one output",
                {{"field", "/experiment/widths"}, {"problem", "does not end in 1"}});
  return widths;
}

Array first_input(Index width) {
  Array x{{width}, {}};
  for (Index i = 0; i < width; ++i) x.values.push_back(i % 2 == 0 ? 1.0 : -0.5);
  return x;
}

struct Homogeneity {
  struct Solution {
    Prepared& net;
    Vector<double> x, gradient;
    double t, f_x, f_tx;
  };

  explicit Homogeneity(const Config& config)
      : widths(read_widths(config)),
        plain(std::make_unique<Prepared>(widths, seed_of(config), false)),
        biased(std::make_unique<Prepared>(widths, seed_of(config), true)) {}

  std::vector<Index> widths;
  std::unique_ptr<Prepared> plain, biased;

  Numbers x{ControlKind::vector,
            {.name = "x",
             .label = {"Input x", "Eingabe x"},
             .initial = first_input(widths[0]),
             .low = -3,
             .high = 3,
             .step = 0.1,
             .section = kInput}};
  Slider t{{.name = "t",
            .label = {"Factor t", "Faktor t"},
            .initial = 2.0,
            .low = kLow,
            .high = kHigh,
            .step = 0.1,
            .section = kInput}};
  Toggle bias{{.name = "bias",
               .label = {"One bias", "Ein Bias"},
               .help = {"Gives the first hidden unit a bias of ½",
                        "Gibt der ersten verdeckten Einheit einen Bias von ½"},
               .section = kModel}};

  std::vector<Control> controls() const { return {x, t, bias}; }

  Solution solve(const Values& values) const {
    Prepared& net = bias(values) ? *biased : *plain;
    Solution s{net, x.vector(values), {}, t(values), 0, 0};
    check_size("homogeneity", "x", s.x.size(), widths[0]);
    s.f_tx = net.f(s.t * s.x);
    s.f_x = net.f(s.x);
    net.backward(net.forward.trace(), Matrix<double>::Ones(1, 1), WithParameters::no);
    s.gradient = net.backward.node_gradient(0).col(0);
    return s;
  }

  void quantities(const Solution& s, Quantities& q) const {
    q("f_x", s.f_x)("f_tx", s.f_tx)("t_f_x", s.t * s.f_x);
    q("gap", std::abs(s.f_tx - s.t * s.f_x))("gradient_dot_x", s.gradient.dot(s.x));
  }

  void checks(const Solution& s, Checks& out) const {
    const Text biased_text{"A bias does not grow with t.", "Ein Bias wächst nicht mit t."};
    const Text negative{"t is negative: max(0, ·) lets only non-negative factors through.",
                        "t ist negativ: max(0, ·) lässt nur nichtnegative Faktoren durch."};
    out.equal("homogeneity", "f(tx) = t f(x)", s.f_tx, s.t * s.f_x)
        .because(s.t < 0 ? negative : biased_text);
    out.equal("euler", "∇f(x)·x = f(x)", s.gradient.dot(s.x), s.f_x).because(biased_text);
    const auto relevance = s.net.explain(s.x).result.relevance[0].col(0);
    const double largest = (relevance - s.gradient.cwiseProduct(s.x)).cwiseAbs().maxCoeff();
    out.vanishes("lrp_zero",
                 {"largest |LRP-0 − gradient × input|", "größtes |LRP-0 − Gradient × Eingabe|"},
                 largest)
        .because(biased_text);
  }

  void views(const Solution& s, Views& out) const {
    for (const std::string at : {"x", "tx"}) {
      const ExplainedChain& chain = s.net.explain(at == "x" ? s.x : Vector<double>(s.t * s.x));
      out.add({.id = "network-" + at,
               .title = {"Network at " + at, "Netz bei " + at},
               .caption = {"f(" + at + ") = {output}", {{"output", chain.output}}},
               .group = "networks",
               .scale_group = "networks"},
              s.net.draw(chain));
    }
    out.add({.id = "curve", .title = {"Along the ray t·x", "Entlang des Strahls t·x"}, .sets = "t"},
            ray(s));
  }

  static Curves ray(const Solution& s) {
    const Vector<double> ts = Vector<double>::LinSpaced(kCurve, kLow, kHigh);
    const Vector<double> y = s.net.forward(s.x * ts.transpose()).values.back().transpose();
    Array values{{2, kCurve}, {y.data(), y.data() + kCurve}};
    for (double each : ts) values.values.push_back(each * s.f_x);
    return {.x = {{kCurve}, {ts.data(), ts.data() + kCurve}},
            .names = {"f(tx)", "t f(x)"},
            .values = std::move(values),
            .label_x = "t",
            .label_y = {"output", "Ausgabe"},
            .marker = s.t};
  }
};

}  // namespace

RELEVANCE_EXPERIMENT("homogeneity", Still<Homogeneity>)

}  // namespace relevance
