#include "nn/backward.hpp"

#include <catch2/catch.hpp>

#include "support/layer_zoo.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

/// L = Σ c ⊙ output, a random linear read-out, so that dL/d(output) = c.
struct Probe {
  Network<double> network;
  Matrix<double> x, c;

  double loss() {
    Forward<double> forward(network);
    return forward(x).values[size_t(network.output())].cwiseProduct(c).sum();
  }
  /// Central difference of the loss with respect to a number.
  double difference(double& number) {
    const double step = 1e-6, kept = number;
    number = kept + step;
    const double above = loss();
    number = kept - step;
    const double below = loss();
    number = kept;
    return (above - below) / (2 * step);
  }
};

Probe probe(Network<double> network, uint64_t seed) {
  Random random(seed);
  Probe p{std::move(network), {}, {}};
  p.x = random.normal_matrix<double>(p.network.input_size(), 2);
  p.c = random.normal_matrix<double>(p.network.output_size(), 2);
  return p;
}

void check_input_gradient(Probe& p) {
  Forward<double> forward(p.network);
  Backward<double> backward(p.network);
  backward(forward(p.x), p.c);
  Matrix<double> expected(p.x.rows(), p.x.cols());
  for (Index i = 0; i < p.x.size(); ++i) expected.data()[i] = p.difference(p.x.data()[i]);
  CHECK(distance(backward.node_gradient(p.network.input()), expected) < kFiniteDifference);
}

template <class M>
void check_parameter(Probe& p, M& parameter, const Matrix<double>& gradient) {
  Matrix<double> expected(parameter.rows(), parameter.cols());
  for (Index i = 0; i < parameter.size(); ++i)
    expected.data()[i] = p.difference(parameter.data()[i]);
  CHECK(distance(gradient, expected) < kFiniteDifference);
}

}  // namespace

TEST_CASE("backward: inputs and parameters of every linear layer against finite differences") {
  for (const auto& named : linear_layers(11)) {
    INFO(named.name);
    Probe p = probe(network_of(named), 12);
    check_input_gradient(p);
    Forward<double> forward(p.network);
    Backward<double> backward(p.network);
    backward(forward(p.x), p.c);
    const auto& gradient = backward.parameters()[1];
    std::visit(overloaded{[&](Dense<double>& l) {
                            check_parameter(p, l.weights, gradient.weights);
                            check_parameter(p, l.bias, gradient.bias);
                          },
                          [&](Conv2d<double>& l) {
                            check_parameter(p, l.weights, gradient.weights);
                            check_parameter(p, l.bias, gradient.bias);
                          },
                          [&](Affine<double>& l) {
                            check_parameter(p, l.scale, gradient.weights);
                            check_parameter(p, l.shift, gradient.bias);
                          },
                          [](auto&) {}},
               p.network.node(1).layer);
  }
}

TEST_CASE("backward: every activation against finite differences") {
  for (ActivationKind kind :
       {ActivationKind::relu, ActivationKind::leaky_relu, ActivationKind::tanh,
        ActivationKind::sigmoid, ActivationKind::softplus, ActivationKind::softmax,
        ActivationKind::clip}) {
    INFO(int(kind));
    Network<double> network;
    const int x = network.add("x", Input{{3, 2, 2}}, {});
    network.add("f", Activation{.kind = kind, .slope = 0.2, .low = -0.5, .high = 0.7}, {x});
    Probe p = probe(std::move(network), 13);
    check_input_gradient(p);
  }
}

TEST_CASE("backward: max pool, pad, concat, add and reshape in one graph") {
  Random random(4);
  Network<double> network;
  const int x = network.add("x", Input{{2, 4, 4}}, {});
  const int padded = network.add("pad", Pad{.top = 1, .right = 2, .value = 0.3}, {x});
  const int conv =
      network.add("conv", random_conv(random, 2, 2, {.kernel_h = 2, .kernel_w = 3}), {padded});
  const int sum = network.add("sum", Add{}, {conv, x, x});
  const int both = network.add("both", Concat{0}, {sum, conv});
  const int pool = network.add(
      "pool", Pool2d{PoolKind::max, {.kernel_h = 3, .kernel_w = 2, .stride_h = 1, .stride_w = 2}},
      {both});
  const int flat = network.add("flat", Reshape{{network.node(pool).shape[0] * 4}}, {pool});
  network.add("dense", random_dense(random, 16, 3), {flat});
  Probe p = probe(std::move(network), 14);
  check_input_gradient(p);
}

TEST_CASE("backward: ReLU'(0) = 0, and a tie of a max pool goes to the first") {
  Network<double> network;
  const int x = network.add("x", Input{{1, 1, 2}}, {});
  const int relu = network.add("relu", Activation{}, {x});
  network.add("pool", Pool2d{PoolKind::max, {.kernel_w = 2}}, {relu});
  Forward<double> forward(network);
  Backward<double> backward(network);
  const Matrix<double> one = Matrix<double>::Ones(1, 1);
  Matrix<double> image(2, 1);
  image << 0, 0;
  backward(forward(image), one);
  CHECK(backward.node_gradient(0).isZero(0));
  CHECK(backward.node_gradient(relu).col(0) == Eigen::Vector2d(1, 0));
}

TEST_CASE("backward: several heads and a branch that no head reaches") {
  Random random(6);
  Network<double> network;
  const int x = network.add("x", Input{{4}}, {});
  const int a = network.add("a", random_dense(random, 4, 3), {x});
  const int b = network.add("b", random_dense(random, 4, 2), {x});
  const int idle = network.add("idle", random_dense(random, 4, 2), {x});
  Forward<double> forward(network);
  Backward<double> backward(network);
  const Matrix<double> input = random.normal_matrix<double>(4, 2);
  const Matrix<double> da = random.normal_matrix<double>(3, 2);
  const Matrix<double> db = random.normal_matrix<double>(2, 2);
  backward(forward(input), {{a, &da}, {b, &db}});
  const auto& wa = std::get<Dense<double>>(network.node(a).layer).weights;
  const auto& wb = std::get<Dense<double>>(network.node(b).layer).weights;
  CHECK(distance(backward.node_gradient(x), wa.transpose() * da + wb.transpose() * db) < kDouble);
  CHECK(backward.parameters()[size_t(idle)].weights.isZero(0));
}
