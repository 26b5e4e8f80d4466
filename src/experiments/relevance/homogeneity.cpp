// A deep rectifier network without bias is positively homogeneous: f(tx) = t f(x) for t ≥ 0
// (scenario positive-homogeneity). Configuration: `widths` of the layers, `seed`.

#include <cmath>

#include "base/error.hpp"
#include "base/random.hpp"
#include "experiments/shared/network_diagram.hpp"
#include "lab/experiment.hpp"
#include "nn/backward.hpp"

namespace relevance {
namespace {

constexpr double kLow = -2, kHigh = 10;  // of t
constexpr Index kCurve = 121;

class Homogeneity : public Experiment {
 public:
  explicit Homogeneity(const Config& config);
  const std::vector<Control>& controls() const override { return controls_; }
  Frame run(const Values& values) override;
  std::map<std::string, Quantity> measure(const Values& values) override;

 private:
  Network<double> network(bool with_bias) const;
  Vector<double> input(const Values& values) const;
  Matrix<double> outputs(const Network<double>& network, const Matrix<double>& x) const;
  View curve(const Network<double>& network, const Vector<double>& x, double f, double t) const;
  void add_checks(Frame& frame, const Network<double>& network, const Vector<double>& x,
                  double t) const;

  std::vector<Index> widths_ = {3, 4, 4, 1};
  uint64_t seed_ = 1;
  std::vector<Control> controls_;
};

Homogeneity::Homogeneity(const Config& config) {
  if (const auto found = config.find("widths"); found != config.end())
    if (const auto* widths = std::get_if<Array>(&found->second)) {
      widths_.clear();
      for (double width : widths->values) {
        check_range("homogeneity", "a width", width, 1, 64);
        widths_.push_back(Index(width));
      }
    }
  if (const auto found = config.find("seed"); found != config.end())
    if (const auto* seed = std::get_if<double>(&found->second)) seed_ = uint64_t(*seed);
  if (widths_.size() < 2 || widths_.back() != 1)
    throw Error("bad-scenario",
                "experiment/widths ends in another width than 1, expected one output",
                {{"field", "/experiment/widths"}, {"problem", "does not end in 1"}});
  std::vector<double> start(size_t(widths_[0]), 1.0);
  for (size_t i = 0; i < start.size(); ++i) start[i] = i % 2 == 0 ? 1.0 : -0.5;
  Control x{.name = "x",
            .kind = ControlKind::vector,
            .label = {"Input x", "Eingabe x"},
            .initial = Array{{widths_[0]}, start},
            .low = -3,
            .high = 3,
            .step = 0.1,
            .section = "input"};
  Control t{.name = "t",
            .kind = ControlKind::slider,
            .label = {"Factor t", "Faktor t"},
            .initial = 2.0,
            .low = kLow,
            .high = kHigh,
            .step = 0.1,
            .section = "input"};
  Control bias{.name = "bias",
               .kind = ControlKind::toggle,
               .label = {"One bias", "Ein Bias"},
               .help = {"Gives the first hidden unit a bias of ½",
                        "Gibt der ersten verdeckten Einheit einen Bias von ½"},
               .initial = false,
               .section = "model"};
  controls_ = {x, t, bias};
}

Network<double> Homogeneity::network(bool with_bias) const {
  Random random(seed_);
  Network<double> network;
  int node = network.add("x", Input{{widths_[0]}}, {});
  for (size_t layer = 1; layer < widths_.size(); ++layer) {
    Vector<double> bias = Vector<double>::Zero(widths_[layer]);
    if (with_bias && layer == 1) bias[0] = 0.5;
    // rounded, so that the numbers in the picture are the numbers computed with
    const Matrix<double> weights =
        (random.normal_matrix<double>(widths_[layer], widths_[layer - 1]) * 10).array().round() /
        10;
    node = network.add("layer " + std::to_string(layer), Dense<double>{weights, bias}, {node});
    node = network.add("relu " + std::to_string(layer), Activation{}, {node});
  }
  return network;
}

Vector<double> Homogeneity::input(const Values& values) const {
  const Array& x = array(values, "x");
  check_size("homogeneity", "x", Index(x.values.size()), widths_[0]);
  return Eigen::Map<const Vector<double>>(x.values.data(), widths_[0]);
}

Matrix<double> Homogeneity::outputs(const Network<double>& network, const Matrix<double>& x) const {
  return predict(network, x, 256);
}

std::map<std::string, Quantity> Homogeneity::measure(const Values& values) {
  const Network<double> f = network(flag(values, "bias"));
  const Vector<double> x = input(values);
  const double t = number(values, "t");
  Forward<double> forward(f);
  Backward<double> backward(f);
  backward(forward(Matrix<double>(x)), Matrix<double>::Ones(1, 1), WithParameters::no);
  const double f_x = forward.trace().values.back()(0, 0);
  const double gradient_dot_x = backward.node_gradient(0).col(0).dot(x);
  const double f_tx = outputs(f, Matrix<double>(t * x))(0, 0);
  std::map<std::string, Quantity> q;
  q["f_x"] = {{}, {f_x}};
  q["f_tx"] = {{}, {f_tx}};
  q["t_f_x"] = {{}, {t * f_x}};
  q["gap"] = {{}, {std::abs(f_tx - t * f_x)}};
  q["gradient_dot_x"] = {{}, {gradient_dot_x}};
  return q;
}

View Homogeneity::curve(const Network<double>& network, const Vector<double>& x, double f,
                        double t) const {
  Array ts{{kCurve}, {}}, values{{2, kCurve}, {}};
  Matrix<double> points(x.size(), kCurve);
  for (Index i = 0; i < kCurve; ++i) {
    ts.values.push_back(kLow + (kHigh - kLow) * double(i) / (kCurve - 1));
    points.col(i) = ts.values.back() * x;
  }
  const Matrix<double> y = outputs(network, points);
  values.values.assign(y.data(), y.data() + kCurve);
  for (double each : ts.values) values.values.push_back(each * f);
  View view = curves_view("curve", {"Along the ray t·x", "Entlang des Strahls t·x"}, ts,
                          {{"f(tx)", "f(tx)"}, {"t f(x)", "t f(x)"}}, values);
  view.fields["marker"] = t;
  view.fields["label_x"] = Text{"t", "t"};
  view.fields["label_y"] = Text{"output", "Ausgabe"};
  view.sets = "t";
  return view;
}

void Homogeneity::add_checks(Frame& frame, const Network<double>& network, const Vector<double>& x,
                             double t) const {
  const auto value = [&](const char* name) { return frame.quantities.at(name).values[0]; };
  const Text biased{"A bias does not grow with t.", "Ein Bias wächst nicht mit t."};
  const Text negative{"t is negative: max(0, ·) lets only non-negative factors through.",
                      "t ist negativ: max(0, ·) lässt nur nichtnegative Faktoren durch."};
  frame.checks.push_back(make_check("homogeneity", {"f(tx) = t f(x)", "f(tx) = t f(x)"},
                                    value("f_tx"), value("t_f_x"), 1e-9,
                                    t < 0 ? negative : biased));
  frame.checks.push_back(make_check("euler", {"∇f(x)·x = f(x)", "∇f(x)·x = f(x)"},
                                    value("gradient_dot_x"), value("f_x"), 1e-9, biased));
  Forward<double> forward(network);
  Backward<double> backward(network);
  const Trace<double>& trace = forward(Matrix<double>(x));
  backward(trace, Matrix<double>::Ones(1, 1), WithParameters::no);
  Lrp<double> lrp(network, make_uniform({"zero"}));
  const Matrix<double> relevance = lrp(trace, trace.values.back()).relevance[0];
  const Matrix<double> product = backward.node_gradient(0).col(0).cwiseProduct(x);
  frame.checks.push_back(make_check(
      "lrp_zero", {"largest |LRP-0 − gradient × input|", "größtes |LRP-0 − Gradient × Eingabe|"},
      (relevance - product).cwiseAbs().maxCoeff(), 0, 1e-9, biased));
}

Frame Homogeneity::run(const Values& values) {
  const Network<double> f = network(flag(values, "bias"));
  const Vector<double> x = input(values);
  const double t = number(values, "t");
  Frame frame;
  frame.quantities = measure(values);
  DiagramOptions options;
  for (size_t layer = 0; layer < widths_.size(); ++layer) {
    std::vector<std::string> labels, terms;
    for (Index i = 0; i < widths_[layer]; ++i) {
      const std::string index = std::to_string(i + 1);
      labels.push_back(layer == 0 ? "x_" + index
                       : layer + 1 == widths_.size()
                           ? "f"
                           : "a^{" + std::to_string(layer) + "}_" + index);
      terms.push_back("l" + std::to_string(layer) + "u" + index);
    }
    options.labels.push_back(labels);
    options.terms.push_back(terms);
  }
  const Composite zero = make_uniform({"zero"});
  const std::vector<std::pair<std::string, Vector<double>>> inputs = {{"x", x}, {"tx", t * x}};
  for (const auto& [name, input] : inputs) {
    const ExplainedChain chain = explain_chain(f, input, zero);
    View view =
        diagram("network-" + name, {"Network at " + name, "Netz bei " + name}, f, chain, options);
    view.group = "networks";
    view.scale_group = "networks";
    view.caption = {"homogeneity_at", {{"point", name}, {"output", chain.output}}};
    frame.views.push_back(std::move(view));
  }
  frame.views.push_back(curve(f, x, frame.quantities.at("f_x").values[0], t));
  add_checks(frame, f, x, t);
  return frame;
}

}  // namespace

RELEVANCE_EXPERIMENT("homogeneity", Homogeneity)

}  // namespace relevance
