#include "dynamics/time_relevance.hpp"

#include <catch2/catch.hpp>

#include "base/random.hpp"
#include "dynamics/sensitivity.hpp"
#include "explain/lrp.hpp"
#include "support/code_of.hpp"
#include "support/random_system.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

/// The network unfolded in time, a node for each x^t; the two scalings are exact, their rule is
/// LRP-0, and the sums have LRP-ε.
struct Unfolded {
  Network<double> network;
  std::vector<int> states;
  Composite composite;
};

Unfolded unfold(const RecurrentSystem& system, Index steps, double epsilon) {
  Unfolded u;
  const RuleSpec rule{"epsilon", {{"epsilon", epsilon}}}, exact{"zero", {}};
  u.composite = {.name = "", .first = {}, .convolution = rule, .dense = rule, .other = rule};
  const Index d = system.size();
  const Vector<double> ones = Vector<double>::Ones(d), none = Vector<double>::Zero(d);
  u.states.push_back(u.network.add("x0", Input{{d}}, {}));
  for (Index t = 1; t <= steps; ++t) {
    const std::string n = std::to_string(t);
    const int before = u.states.back();
    const int s = u.network.add("s" + n, Dense<double>{system.W.transpose(), system.b}, {before});
    const int a = u.network.add("a" + n, Activation{ActivationKind::tanh}, {s});
    const int g = u.network.add("g" + n, Affine<double>{system.gain() * ones, none}, {a});
    const int c = u.network.add("c" + n, Affine<double>{system.keep() * ones, none}, {before});
    u.states.push_back(u.network.add("x" + n, Add{}, {c, g}));
    for (const char* scaled : {"g", "c"}) u.composite.overrides.push_back({scaled + n, exact});
  }
  u.network.set_output(u.states.back());
  return u;
}

}  // namespace

TEST_CASE("relevance in time: LRP through the unfolded network, at every step") {
  for (const double epsilon : {0.01, 0.3}) {
    const RecurrentSystem system = random_system(3, 2, 3);
    const Index steps = 7, unit = 1;
    const Vector<double> x0 = Vector<double>::LinSpaced(3, -1, 0.8);
    const Simulation run = simulate(system, x0, steps);
    const Unfolded u = unfold(system, steps, epsilon);
    Forward<double> forward(u.network);
    Lrp<double> lrp(u.network, u.composite);
    const auto& trace = forward(Matrix<double>(x0));
    const auto& expected =
        lrp(trace, start_at(trace.values[size_t(u.network.output())], {unit})).relevance;
    const TimeRelevance e = explain_state(system, run, steps, unit, epsilon);
    for (Index t = 0; t <= steps; ++t) {
      const size_t node = size_t(u.states[size_t(t)]);
      CHECK(relevance::testing::distance(run.states.col(t), trace.values[node].col(0)) < kDouble);
      CHECK(relevance::testing::distance(e.R.col(t), expected[node].col(0)) < 1e-8);
    }
  }
}

TEST_CASE("relevance in time: states, biases and what ε takes sum to the state explained") {
  const RecurrentSystem system = random_system(4, 6, 3);
  const Simulation run = simulate(system, Vector<double>::LinSpaced(4, -1, 1), 30);
  const TimeRelevance e = explain_state(system, run, 30, 2, 0.05);
  for (Index t = 0; t <= 30; ++t) {
    const double later = e.bias.rightCols(30 - t).sum() + e.rest.tail(30 - t).sum();
    CHECK(e.R.col(t).sum() + later == Approx(run.states(2, 30)).margin(1e-10));
  }
  RecurrentSystem free = system;
  free.b.setZero();
  const Simulation unbiased = simulate(free, Vector<double>::LinSpaced(4, -1, 1), 10);
  const TimeRelevance exact = explain_state(free, unbiased, 10, 0, 0);
  for (Index t = 0; t <= 10; ++t)
    CHECK(exact.R.col(t).sum() == Approx(unbiased.states(0, 10)).epsilon(1e-8));
}

TEST_CASE("relevance in time: gradient × input is the chain of Jacobians times the state") {
  const RecurrentSystem system = random_system(3, 9, 3);
  const Simulation run = simulate(system, Vector<double>::LinSpaced(3, -1, 1), 12);
  const TimeRelevance e = explain_state(system, run, 12, 0, 0.1);
  for (Index t = 0; t <= 12; ++t) {
    const Matrix<double> chain = chain_jacobian(system, run, t, 12);
    const Vector<double> expected = chain.row(0).transpose().cwiseProduct(run.states.col(t));
    CHECK(relevance::testing::distance(e.product.col(t), expected) < kDouble);
  }
}

TEST_CASE("relevance in time: by hand, and a state of 0 hands on nothing") {
  // x^1 = 0.9·0.5 + 0.1 tanh(2·0.5): c = 0.45, g = 0.0762; no bias, ε = 0: both parts return
  RecurrentSystem one{Matrix<double>::Constant(1, 1, 2), Vector<double>::Zero(1)};
  const Simulation run = simulate(one, Vector<double>::Constant(1, 0.5), 1);
  const TimeRelevance e = explain_state(one, run, 1, 0, 0);
  CHECK(e.R(0, 0) == Approx(run.states(0, 1)));
  one.b[0] = 1;  // s = 1 + 1: half of g is the bias's
  const Simulation biased = simulate(one, Vector<double>::Constant(1, 0.5), 1);
  const TimeRelevance half = explain_state(one, biased, 1, 0, 0);
  CHECK(half.bias(0, 0) == Approx(0.05 * std::tanh(2)));
  CHECK(half.R(0, 0) == Approx(0.45 + 0.05 * std::tanh(2)));
  const Simulation still = simulate(one, Vector<double>::Zero(1), 0);
  CHECK(explain_state(one, still, 0, 0, 0).R(0, 0) == 0);
}

TEST_CASE("relevance in time: what was not computed cannot be explained") {
  const RecurrentSystem system = random_system(2, 1, 3);
  const Simulation run = simulate(system, Vector<double>::Ones(2), 5);
  CHECK(code_of([&] { explain_state(system, run, 6, 0, 0.1); }) == "out-of-range");
  CHECK(code_of([&] { explain_state(system, run, 5, 2, 0.1); }) == "out-of-range");
  CHECK(code_of([&] { explain_state(system, run, 5, 0, -1); }) == "out-of-range");
}
