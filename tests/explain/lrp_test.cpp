#include "explain/lrp.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "explain/gradient_methods.hpp"
#include "support/layer_zoo.hpp"
#include "support/slow_rules.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

/// The bias-free 3-3-2 network of rules.md (rows of W are inputs).
Network<double> small_network() {
  Matrix<double> w1(3, 3), w2(3, 2);
  w1 << 1, -1, .5, .5, 1, -1, -.5, 1, 1;
  w2 << 1, -1, 2, .5, -1.5, 1;
  Network<double> network;
  const int x = network.add("x", Input{{3}}, {});
  const int h = network.add("hidden", Dense<double>{w1.transpose(), Vector<double>::Zero(3)}, {x});
  const int relu = network.add("relu", Activation{}, {h});
  network.add("output", Dense<double>{w2.transpose(), Vector<double>::Zero(2)}, {relu});
  return network;
}

Matrix<double> column(std::initializer_list<double> values) {
  Matrix<double> m(Index(values.size()), 1);
  std::copy(values.begin(), values.end(), m.data());
  return m;
}

struct Explained {
  Matrix<double> relevance;
  double f = 0, sum = 0;
  Eigen::Vector4d absorbed = Eigen::Vector4d::Zero();
};

Explained explain(const Network<double>& network, const Matrix<double>& x, Index target,
                  const Composite& composite) {
  Forward<double> forward(network);
  const auto& trace = forward(x);
  const Matrix<double> start = start_at(trace.values[size_t(network.output())], {target});
  Lrp<double> lrp(network, composite);
  const auto& result = lrp(trace, start);
  Explained e;
  e.relevance = result.relevance[size_t(network.input())];
  e.f = start.sum();
  e.sum = e.relevance.sum();
  for (const auto& absorbed : result.absorbed) e.absorbed += absorbed.rowwise().sum();
  return e;
}

/// A small network with every kind of node on the way.
Network<double> wide_graph(Random& random) {
  Network<double> network;
  const int x = network.add("x", Input{{1, 7, 7}}, {});
  const int c1 = network.add("c1",
                             random_conv(random, 1, 4,
                                         {.kernel_h = 3,
                                          .kernel_w = 3,
                                          .pad_top = 1,
                                          .pad_left = 1,
                                          .pad_bottom = 1,
                                          .pad_right = 1}),
                             {x});
  const int r1 = network.add("r1", Activation{}, {c1});
  const int c2 = network.add("c2",
                             random_conv(random, 4, 4,
                                         {.kernel_h = 3,
                                          .kernel_w = 3,
                                          .pad_top = 1,
                                          .pad_left = 1,
                                          .pad_bottom = 1,
                                          .pad_right = 1},
                                         2),
                             {r1});
  const int skip = network.add("skip", Add{}, {c2, r1});
  const int r2 = network.add("r2", Activation{.kind = ActivationKind::leaky_relu}, {skip});
  const int affine = network.add("affine",
                                 Affine<double>{random.normal_matrix<double>(4, 1).col(0),
                                                random.normal_matrix<double>(4, 1, 0.2).col(0)},
                                 {r2});
  const int pad = network.add("pad", Pad{.top = 1, .left = 1}, {affine});
  const int max = network.add(
      "max", Pool2d{PoolKind::max, {.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2}},
      {pad});
  const int avg = network.add(
      "avg",
      Pool2d{PoolKind::average, {.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2}},
      {pad});
  const int both = network.add("both", Concat{0}, {max, avg});
  const int flat = network.add("flat", Reshape{{8 * 16}}, {both});
  const int d1 = network.add("d1", random_dense(random, 128, 6), {flat});
  const int t = network.add("tanh", Activation{.kind = ActivationKind::tanh}, {d1});
  network.add("d2", random_dense(random, 6, 3), {t});
  return network;
}

}  // namespace

TEST_CASE("lrp: the numbers of the 3-3-2 network") {
  const Network<double> network = small_network();
  const Matrix<double> x = column({1, -.5, 2});
  Forward<double> forward(network);
  CHECK(distance(forward(x).values[2], column({0, .5, 3})) < kDouble);
  CHECK(distance(forward(x).values[3], column({-3.5, 3.25})) < kDouble);

  const Composite zero = make_uniform({"zero"}), gamma = make_uniform({"gamma"});
  CHECK(distance(explain(network, x, 1, zero).relevance, column({0, .25, 3})) < kDouble);
  CHECK(distance(explain(network, x, 0, zero).relevance, column({-2.75, -1.75, 1})) < kDouble);
  CHECK(distance(explain(network, x, 1, gamma).relevance, column({.25, .375, 2.625})) < kDouble);
  CHECK(distance(explain(network, x, 0, gamma).relevance,
                 column({-1.466216, -1.087838, -.945946})) < kSixDigits);
  CHECK(distance(explain(network, x, 1, make_uniform({"zplus"})).relevance,
                 column({.5, .5, 2.25})) < kDouble);
  CHECK(distance(explain(network, x, 1, make_uniform({"gamma", {{"gamma", 1e6}}})).relevance,
                 column({.5, .5, 2.25})) < 1e-5);
  CHECK(explain(network, x, 1, make_uniform({"alpha-beta"})).sum == Approx(12.5));
}

TEST_CASE("lrp: the convolution of rules.md equals its unrolled dense matrix") {
  Conv2d<double> conv{
      Matrix<double>(1, 4), Vector<double>::Zero(1), {.kernel_h = 2, .kernel_w = 2}};
  conv.weights << 1, -1, .5, 1;
  Network<double> network;
  const int x = network.add("x", Input{{1, 3, 3}}, {});
  const int c = network.add("conv", conv, {x});
  const int relu = network.add("relu", Activation{}, {c});
  network.add("sum", Pool2d{PoolKind::sum, {}, false, true}, {relu});
  Network<double> unrolled;
  const ExplicitLayer e = explicit_layer(conv, {1, 3, 3}, {1, 2, 2});
  const int y = unrolled.add("x", Input{{9}}, {});
  const int d = unrolled.add("dense", Dense<double>{e.weights, e.bias}, {y});
  const int r = unrolled.add("relu", Activation{}, {d});
  unrolled.add("sum", Dense<double>{Matrix<double>::Ones(1, 4), Vector<double>::Zero(1)}, {r});

  const Matrix<double> image = column({1, 0, 2, 3, 1, 0, 0, 2, 1});
  const Explained zero = explain(network, image, 0, make_uniform({"zero"}));
  CHECK(zero.f == Approx(10.5));
  CHECK(distance(zero.relevance, column({1, 0, 0, 4.5, 1, 0, 0, 3, 1})) < kDouble);
  for (const char* rule : {"zero", "gamma", "zplus", "alpha-beta"}) {
    Composite dense = make_uniform({rule});
    dense.overrides = {{"sum", {"epsilon"}}};  // what a pool gets
    CHECK(distance(explain(network, image, 0, make_uniform({rule})).relevance,
                   explain(unrolled, image, 0, dense).relevance) < 1e-5);
  }
}

TEST_CASE("lrp: the account closes on every kind of node, every composite, never NaN") {
  Random random(41);
  const Network<double> network = wide_graph(random);
  std::vector<Composite> composites;
  for (const auto& name : composite_names()) {
    RuleSpec spec{name};
    if (name == "epsilon-gamma-box") spec.params = {{"low", -5}, {"high", 5}};
    composites.push_back(make_composite(spec));
  }
  for (const auto& name : rule_names())
    if (name != "z-box") composites.push_back(make_uniform({name}));
  for (const Composite& composite : composites)
    for (Index target = 0; target < 3; ++target) {
      INFO(composite.name << " " << composite.convolution.name << ", target " << target);
      const Matrix<double> x = random.normal_matrix<double>(49, 1).cwiseMax(-5.0).cwiseMin(5.0);
      const Explained e = explain(network, x, target, composite);
      CHECK(e.relevance.allFinite());
      const double scale =
          std::max({1.0, std::abs(e.f), e.relevance.cwiseAbs().sum(), e.absorbed.cwiseAbs().sum()});
      CHECK(std::abs(e.sum + e.absorbed.sum() - e.f) / scale < 1e-8);
    }
}

TEST_CASE("lrp: node by node gives what one call gives, forward and back") {
  Random random(12);
  const Network<double> network = wide_graph(random);
  const Matrix<double> x = random.normal_matrix<double>(network.input_size(), 2);
  Forward<double> forward(network), whole(network);
  forward.begin({&x});
  int steps = 0;
  while (forward.advance()) ++steps;
  CHECK(steps == network.size() - 1);  // all but the input
  const Trace<double>& trace = whole(x);
  const Matrix<double> start = start_at(trace.values[size_t(network.output())], {-1, 1});
  Lrp<double> by_node(network, parse_composite("epsilon-plus")),
      at_once(network, parse_composite("epsilon-plus"));
  by_node.begin(forward.trace(), start);
  for (steps = 0; by_node.advance(forward.trace());) ++steps;
  CHECK(steps == network.size());
  const LrpResult<double>& expected = at_once(trace, start);
  for (size_t n = 0; n < size_t(network.size()); ++n) {
    CHECK(forward.trace().values[n] == trace.values[n]);
    CHECK(by_node.result().relevance[n] == expected.relevance[n]);
    CHECK(by_node.result().absorbed[n] == expected.absorbed[n]);
  }
}

TEST_CASE("lrp: an image of zeros is explained without NaN") {
  Random random(42);
  const Network<double> network = wide_graph(random);
  for (const auto& name : rule_names()) {
    if (name == "z-box") continue;
    const Explained e = explain(network, Matrix<double>::Zero(49, 1), 0, make_uniform({name}));
    CHECK(e.relevance.allFinite());
  }
}

TEST_CASE("lrp zero: equals gradient × input without biases, and conserves") {
  Random random(43);
  Network<double> network;
  const int x = network.add("x", Input{{2, 6, 6}}, {});
  Conv2d<double> conv = random_conv(random, 2, 5, {.kernel_h = 3, .kernel_w = 3});
  conv.bias.setZero();
  const int c = network.add("conv", conv, {x});
  const int r = network.add("relu", Activation{}, {c});
  const int p = network.add(
      "pool", Pool2d{PoolKind::max, {.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2}},
      {r});
  Dense<double> dense = random_dense(random, 20, 3);
  dense.bias.setZero();
  network.add("dense", dense, {p});
  for (Index target = 0; target < 3; ++target) {
    const Matrix<double> image = random.normal_matrix<double>(72, 1);
    const Explained e = explain(network, image, target, make_uniform({"zero"}));
    CHECK(distance(e.relevance, explain_by_gradient("gradient-times-input", network, image,
                                                    {target})) < kDouble);
    CHECK(e.sum == Approx(e.f));
    CHECK(e.absorbed.isZero(1e-9));
  }
}

TEST_CASE("lrp: a batch is its samples one by one, at their own targets") {
  Random random(44);
  const Network<double> network = wide_graph(random);
  const Matrix<double> x = random.normal_matrix<double>(49, 5);
  const std::vector<Index> targets = {0, 2, 1, -1, 2};
  Forward<double> forward(network);
  const auto& trace = forward(x);
  Lrp<double> lrp(network, make_composite({"epsilon-plus"}));
  const Matrix<double> all = lrp(trace, start_at(trace.values[size_t(network.output())], targets))
                                 .relevance[size_t(network.input())];
  for (Index b = 0; b < 5; ++b)
    CHECK(distance(explain(network, x.col(b), targets[size_t(b)], make_composite({"epsilon-plus"}))
                       .relevance,
                   all.col(b)) < 1e-8);
}

TEST_CASE("lrp: ties of a max pool go to the first, or are split") {
  Network<double> network;
  const int x = network.add("x", Input{{1, 1, 4}}, {});
  network.add("pool", Pool2d{PoolKind::max, {.kernel_w = 4}}, {x});
  Composite composite = make_uniform({"zero"});
  const Matrix<double> image = column({1, 3, 3, 2});
  CHECK(explain(network, image, 0, composite).relevance == column({0, 3, 0, 0}));
  composite.ties = Ties::split;
  CHECK(explain(network, image, 0, composite).relevance == column({0, 1.5, 1.5, 0}));
}

TEST_CASE("lrp: add shares in proportion, a node that reads the same input twice gets both") {
  Network<double> network;
  const int x = network.add("x", Input{{2}}, {});
  const int a = network.add(
      "a", Affine<double>{Vector<double>::Constant(1, 3), Vector<double>::Zero(1)}, {x});
  network.add("sum", Add{}, {x, a, x});
  const Explained e = explain(network, column({1, 2}), 1, make_uniform({"zero"}));
  CHECK(distance(e.relevance, column({0, 10})) < kDouble);
  CHECK(e.f == 10);
}

TEST_CASE("lrp: a constant frame absorbs what reaches it") {
  Network<double> network;
  const int x = network.add("x", Input{{1, 1, 1}}, {});
  const int pad = network.add("pad", Pad{.left = 1, .value = 2}, {x});
  network.add("dense", Dense<double>{Matrix<double>::Ones(1, 2), Vector<double>::Zero(1)}, {pad});
  const Explained e = explain(network, column({3}), 0, make_uniform({"zero"}));
  CHECK(e.relevance(0, 0) == Approx(3));
  CHECK(e.absorbed[int(Cause::bias)] == Approx(2));
}

TEST_CASE("lrp: refuses a softmax inside the network, a target out of range") {
  Network<double> network;
  const int x = network.add("x", Input{{3}}, {});
  const int s = network.add("inner softmax", Activation{ActivationKind::softmax}, {x});
  network.add("out", Dense<double>{Matrix<double>::Ones(2, 3), Vector<double>::Zero(2)}, {s});
  try {
    Lrp<double> lrp(network, make_uniform({"zero"}));
    FAIL("expected an error");
  } catch (const Error& error) {
    CHECK(error.code == "not-explainable");
    CHECK(error.params.at("node") == "inner softmax");
  }
  for (Index target : {-2, 2}) try {
      start_at(Matrix<double>(Matrix<double>::Zero(2, 1)), {target});
      FAIL("expected an error");
    } catch (const Error& error) {
      CHECK(error.code == "target-out-of-range");
    }
}

TEST_CASE("gradient: of the winner by default, unknown methods suggest") {
  const Network<double> network = small_network();
  const Matrix<double> x = column({1, -.5, 2});
  CHECK(distance(explain_by_gradient("gradient-times-input", network, x, {-1}),
                 column({0, .25, 3})) < kDouble);
  CHECK_THROWS_AS(explain_by_gradient("gradients", network, x, {-1}), Error);
}
