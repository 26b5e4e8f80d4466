#include "explain/propagate.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "nn/forward.hpp"
#include "support/layer_zoo.hpp"
#include "support/slow_rules.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

const std::vector<RuleSpec> kRules = {
    {"zero"},
    {"epsilon"},
    {"epsilon", {{"epsilon", 0.1}}},
    {"gamma"},
    {"gamma", {{"gamma", 0}}},
    {"gamma", {{"gamma", 3}, {"epsilon", 0.01}}},
    {"zplus"},
    {"zplus", {{"epsilon", 0.05}}},
    {"alpha-beta"},
    {"alpha-beta", {{"alpha", 1}, {"beta", 0}}},
    {"alpha-beta", {{"alpha", 3.5}, {"beta", 2.5}, {"epsilon", 0.02}}},
    {"w-square"},
    {"flat"},
    {"z-box", {{"low", -4}, {"high", 5}}},
    {"z-box", {{"low", 0}, {"high", 5}}},
};

struct Passed {
  Matrix<double> in;
  Matrix<double> absorbed;
};

template <class S>
Passed propagate(const RuleSpec& spec, const Network<S>& network, const Matrix<double>& a,
                 const Matrix<double>& out) {
  Forward<S> forward(network);
  const auto& trace = forward(Matrix<S>(a.cast<S>()));
  Propagator<S> propagator(network.node(1).layer, network.input_shape(), make_rule(spec));
  Matrix<S> in(a.rows(), a.cols());
  Matrix<double> absorbed = Matrix<double>::Zero(kCauses, a.cols());
  const Matrix<S> relevance = out.cast<S>();
  propagator(trace.values[0], trace.values[1], relevance, in, absorbed);
  return {in.template cast<double>(), absorbed};
}

Matrix<double> inputs_for(const RuleSpec& spec, Random& random, Index n, bool non_negative) {
  Matrix<double> a = random.normal_matrix<double>(n, 3);
  if (non_negative || (spec.params.count("low") && spec.params.at("low") == 0)) a = a.cwiseAbs();
  return spec.name == "z-box" ? Matrix<double>(a.cwiseMax(-4.0).cwiseMin(5.0)) : a;
}

std::string label(const RuleSpec& spec) {
  std::string text = spec.name;
  for (const auto& [name, value] : spec.params) text += " " + name + "=" + std::to_string(value);
  return text;
}

/// One dense neuron of the given weights, bias and inputs, R = 1.
Passed neuron(const RuleSpec& spec, Eigen::RowVectorXd w, double b, Eigen::VectorXd a,
              double relevance = 1) {
  Network<double> network;
  const int x = network.add("x", Input{{a.size()}}, {});
  network.add("dense", Dense<double>{w, Vector<double>::Constant(1, b)}, {x});
  return propagate(spec, network, a, Matrix<double>::Constant(1, 1, relevance));
}

}  // namespace

TEST_CASE("propagate: rule × layer kind × seed equals the explicit matrix formula") {
  for (uint64_t seed : {31, 32})
    for (const auto& named : linear_layers(seed))
      for (const RuleSpec& spec : kRules)
        for (bool non_negative : {false, true})
          for (double kept : {1.0, 0.1}) {
            INFO(named.name << ", " << label(spec) << ", seed " << seed << ", kept " << kept);
            const Network<double> network = network_of(named);
            Random random(seed * 7);
            const Matrix<double> a = inputs_for(spec, random, network.input_size(), non_negative);
            Matrix<double> out = random.normal_matrix<double>(network.output_size(), 3);
            for (Index i = 0; i < out.size(); ++i)
              if (random.uniform() > kept) out.data()[i] = 0;
            const ExplicitLayer e =
                explicit_layer(named.layer, named.input, network.output_shape());
            Matrix<double> expected(a.rows(), a.cols());
            for (Index b = 0; b < a.cols(); ++b)
              expected.col(b) = slow_rule(spec.name, spec.params, e, a.col(b), out.col(b));
            const Passed passed = propagate(spec, network, a, out);
            const double scale = std::max(1.0, expected.cwiseAbs().maxCoeff());
            CHECK(distance(passed.in / scale, expected / scale) < 1e-8);
            // the account closes in every column
            const Matrix<double> total =
                passed.in.colwise().sum() + passed.absorbed.colwise().sum();
            CHECK(distance(total / scale, out.colwise().sum() / scale) < 1e-8);
          }
}

TEST_CASE("propagate: single precision follows double on well-conditioned rules") {
  for (const auto& named : linear_layers(33))
    for (const RuleSpec& spec : kRules) {
      if (spec.name == "zero" || spec.name == "epsilon" || spec.name == "gamma") continue;
      INFO(named.name << ", " << label(spec));
      const Network<double> network = network_of(named);
      Random random(34);
      const Matrix<double> a = inputs_for(spec, random, network.input_size(), true);
      const Matrix<double> out = random.normal_matrix<double>(network.output_size(), 3);
      const Passed exact = propagate(spec, network, a, out);
      const Passed single = propagate(spec, cast<float>(network), a, out);
      const double scale = std::max(1.0, exact.in.cwiseAbs().maxCoeff());
      CHECK(distance(single.in / scale, exact.in / scale) < kFloat);
    }
}

TEST_CASE("propagate: hand-worked neurons") {
  const auto gamma = neuron({"gamma"}, Eigen::RowVectorXd{{1, -2}}, 0, Eigen::Vector2d(-1, -1));
  CHECK(gamma.in(0, 0) == Approx(-0.666667).margin(kSixDigits));
  CHECK(gamma.in(1, 0) == Approx(1.666667).margin(kSixDigits));

  // z = 0, and yet the box passes everything on
  const auto box = neuron({"z-box", {{"low", 0}, {"high", 1}}}, Eigen::RowVectorXd{{1, -2}}, 0,
                          Eigen::Vector2d(0.5, 0.25));
  CHECK(box.in(0, 0) == Approx(0.25));
  CHECK(box.in(1, 0) == Approx(0.75));
  CHECK(box.absorbed.isZero(1e-15));
}

TEST_CASE("propagate: where R = 0 nothing flows, whatever the denominator") {
  for (const RuleSpec& spec : kRules) {
    INFO(label(spec));
    const auto none = neuron(spec, Eigen::RowVectorXd{{0, 0}}, 0, Eigen::Vector2d(0, 0), 0);
    CHECK(none.in.isZero(0));
    CHECK(none.absorbed.isZero(0));
  }
}

TEST_CASE("propagate: R over a zero denominator is absorbed and named, never NaN") {
  const Eigen::RowVectorXd w{{1, -1}};
  for (const char* rule : {"zero", "gamma"}) {
    INFO(rule);
    const auto result = neuron({rule}, w, 0, Eigen::Vector2d(1, 1), 2);
    CHECK(result.in.isZero(0));
    CHECK(result.absorbed(int(Cause::zero_denominator), 0) == 2);
  }
  const auto none_positive =
      neuron({"zplus"}, Eigen::RowVectorXd{{-1, -1}}, 0, Eigen::Vector2d(1, 1), 2);
  CHECK(none_positive.in.isZero(0));
  CHECK(none_positive.absorbed(int(Cause::zero_denominator), 0) == 2);
  const auto all_zero =
      neuron({"w-square"}, Eigen::RowVectorXd{{0, 0}}, 1, Eigen::Vector2d(1, 1), 2);
  CHECK(all_zero.in.isZero(0));
  CHECK(all_zero.absorbed(int(Cause::zero_denominator), 0) == 2);
  // flat divides among zero weights too
  const auto flat = neuron({"flat"}, Eigen::RowVectorXd{{0, 0}}, 1, Eigen::Vector2d(1, 1), 2);
  CHECK(flat.in.isOnes());
}

TEST_CASE("propagate: an empty side of αβ is the rule's own absorption") {
  const auto result =
      neuron({"alpha-beta"}, Eigen::RowVectorXd{{1, 1}}, 0, Eigen::Vector2d(1, 3), 4);
  CHECK(result.in(0, 0) == Approx(2));  // α = 2 on the only side there is
  CHECK(result.in(1, 0) == Approx(6));
  CHECK(result.absorbed(int(Cause::rule), 0) == Approx(-4));
}

TEST_CASE("propagate: bias and ε absorb their share, by cause") {
  const auto result = neuron({"epsilon", {{"epsilon", 1}}}, Eigen::RowVectorXd{{2}}, 3,
                             Eigen::VectorXd::Constant(1, 1), 6);
  CHECK(result.in(0, 0) == Approx(2));
  CHECK(result.absorbed(int(Cause::bias), 0) == Approx(3));
  CHECK(result.absorbed(int(Cause::epsilon), 0) == Approx(1));
}

TEST_CASE("propagate: γ→∞ is z⁺, γ=0 is LRP-0") {
  Random random(35);
  for (const auto& named : linear_layers(36)) {
    INFO(named.name);
    const Network<double> network = network_of(named);
    const Matrix<double> a = random.normal_matrix<double>(network.input_size(), 3).cwiseAbs();
    Forward<double> forward(network);
    Matrix<double> out = forward(a).values[1].cwiseMax(0.0);  // as below a ReLU
    CHECK(distance(propagate({"gamma", {{"gamma", 0}}}, network, a, out).in,
                   propagate({"zero"}, network, a, out).in) < kDouble);
    CHECK(distance(propagate({"gamma", {{"gamma", 1e9}}}, network, a, out).in,
                   propagate({"zplus"}, network, a, out).in) < 1e-6);
  }
}

TEST_CASE("propagate: the box is checked, naming the pixel and the bounds") {
  try {
    neuron({"z-box", {{"low", 0}, {"high", 1}}}, Eigen::RowVectorXd{{1, 1}}, 0,
           Eigen::Vector2d(0.5, 1.5));
    FAIL("expected an error");
  } catch (const Error& error) {
    CHECK(error.code == "box-bounds-violated");
    CHECK(error.params.at("index") == "1");
  }
}
