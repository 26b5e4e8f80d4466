// Optimizers and schedules against steps worked by hand.
#include "train/optimizer.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "train/initialise.hpp"
#include "train/schedule.hpp"

using namespace relevance;

namespace {

/// y = w x + b with w = 1, b = 0.5.
Network<double> one_neuron() {
  Network<double> net;
  const int x = net.add("x", Input{{1}}, {});
  net.add("y", Dense<double>{Matrix<double>::Ones(1, 1), Vector<double>::Constant(1, 0.5)}, {x});
  return net;
}

std::vector<ParameterGradient<double>> gradient(double w, double b) {
  return {{}, {Matrix<double>::Constant(1, 1, w), Vector<double>::Constant(1, b)}};
}

double weight(const Network<double>& net) {
  return std::get<Dense<double>>(net.node(1).layer).weights(0, 0);
}
double bias(const Network<double>& net) {
  return std::get<Dense<double>>(net.node(1).layer).bias[0];
}

}  // namespace

TEST_CASE("sgd: two steps with momentum", "[optimizer]") {
  auto net = one_neuron();
  Optimizer<double> optimizer(net, {.kind = OptimizerKind::sgd, .rate = 0.1, .momentum = 0.5});
  optimizer.step(net, gradient(2, 1));  // v = 2, w = 1 − 0.2
  REQUIRE(weight(net) == Approx(0.8));
  REQUIRE(bias(net) == Approx(0.4));
  optimizer.step(net, gradient(1, 0));  // v = 0.5·2 + 1 = 2, w = 0.8 − 0.2
  REQUIRE(weight(net) == Approx(0.6));
  REQUIRE(bias(net) == Approx(0.35));
}

TEST_CASE("adam: the first step has the length of the learning rate", "[optimizer]") {
  auto net = one_neuron();
  Optimizer<double> optimizer(net, {.rate = 0.1});
  optimizer.step(net, gradient(1e-3, -50));
  REQUIRE(weight(net) == Approx(0.9).epsilon(1e-4));
  REQUIRE(bias(net) == Approx(0.6).epsilon(1e-6));
}

TEST_CASE("adam: a second step worked by hand", "[optimizer]") {
  auto net = one_neuron();
  Optimizer<double> optimizer(net, {.rate = 0.1, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 1e-8});
  optimizer.step(net, gradient(1, 0));
  optimizer.step(net, gradient(3, 0));
  // m = 0.5·0.5 + 0.5·3 = 1.75, m̂ = 1.75/0.75; v = 0.75·0.25 + 0.25·9 = 2.4375, v̂ = v/0.4375
  REQUIRE(weight(net) == Approx(0.9 - 0.1 * (1.75 / 0.75) / std::sqrt(2.4375 / 0.4375)));
}

TEST_CASE("optimizers: weight decay shrinks weights, not biases", "[optimizer]") {
  auto net = one_neuron();
  Optimizer<double> optimizer(
      net, {.kind = OptimizerKind::sgd, .rate = 0.1, .momentum = 0, .weight_decay = 0.5});
  optimizer.step(net, gradient(0, 0), 0.5);
  REQUIRE(weight(net) == Approx(1 - 0.05 * 0.5));
  REQUIRE(bias(net) == 0.5);
}

TEST_CASE("optimizers: biases stay where they are not trained", "[optimizer]") {
  auto net = one_neuron();
  Optimizer<double> optimizer(net, {.rate = 0.1, .train_bias = false});
  optimizer.step(net, gradient(1, 1));
  REQUIRE(bias(net) == 0.5);
  REQUIRE(weight(net) != 1.0);
}

TEST_CASE("optimizers: senseless options are refused", "[optimizer]") {
  auto net = one_neuron();
  REQUIRE_THROWS_AS(Optimizer<double>(net, {.rate = -1}), Error);
  REQUIRE_THROWS_AS(Optimizer<double>(net, {.rate = std::nan("")}), Error);
  REQUIRE_THROWS_AS(Optimizer<double>(net, {.momentum = 1}), Error);
  REQUIRE_THROWS_AS(Optimizer<double>(net, {.weight_decay = -0.1}), Error);
}

TEST_CASE("schedules: constant, cosine and step", "[schedule]") {
  REQUIRE(rate_factor({}, 50, 100) == 1);
  const Schedule cosine{.kind = ScheduleKind::cosine, .final_factor = 0.1};
  REQUIRE(rate_factor(cosine, 0, 100) == Approx(1));
  REQUIRE(rate_factor(cosine, 50, 100) == Approx(0.55));
  REQUIRE(rate_factor(cosine, 100, 100) == Approx(0.1));
  const Schedule step{.kind = ScheduleKind::step, .step_factor = 0.5, .step_count = 4};
  REQUIRE(rate_factor(step, 24, 100) == Approx(1));
  REQUIRE(rate_factor(step, 25, 100) == Approx(0.5));
  REQUIRE(rate_factor(step, 99, 100) == Approx(0.125));
}

TEST_CASE("initialise: weights of variance 2/fan_in, biases zero, the same for a seed",
          "[initialise]") {
  Network<double> net;
  const int x = net.add("x", Input{{50}}, {});
  net.add("y", Dense<double>{Matrix<double>::Zero(400, 50), Vector<double>::Ones(400)}, {x});
  Random random(3), again(3);
  initialise(net, random);
  const Matrix<double> w = std::get<Dense<double>>(net.node(1).layer).weights;
  REQUIRE(w.squaredNorm() / double(w.size()) == Approx(2.0 / 50).epsilon(0.05));
  REQUIRE(bias(net) == 0);
  initialise(net, again);
  REQUIRE(std::get<Dense<double>>(net.node(1).layer).weights == w);
}
