#include "explain/taylor.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "support/code_of.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

TEST_CASE("taylor: the root on the segment conserves, in 1, 2, 3 and 50 dimensions") {
  Random random(51);
  for (Index d : {1, 2, 3, 50})
    for (int trial = 0; trial < 50; ++trial) {
      const Vector<double> mu = random.normal_matrix<double>(d, 1).col(0);
      const Vector<double> x = mu + 2 * random.normal_matrix<double>(d, 1).col(0);
      const double distance = (x - mu).norm();
      const auto root = cone_root(x, mu);
      REQUIRE(root.has_value() == (distance >= 1));
      if (!root) continue;
      const Expansion e = expand(cone(mu), x, *root);
      CHECK(e.f_root == Approx(0).margin(1e-12));
      CHECK(e.remainder == Approx(0).margin(1e-12));
      const Vector<double> closed =
          (x - mu).array().square() / (distance * distance) * (distance - 1);
      CHECK(relevance::testing::distance(e.relevance, closed) < 1e-9);
    }
}

TEST_CASE("taylor: a free root closes with a remainder that is never negative") {
  Random random(52);
  for (int trial = 0; trial < 200; ++trial) {
    const Vector<double> mu = random.normal_matrix<double>(3, 1).col(0);
    const Vector<double> x = random.normal_matrix<double>(3, 1, 2).col(0);
    const Vector<double> root = random.normal_matrix<double>(3, 1, 2).col(0);
    const Expansion e = expand(cone(mu), x, root);
    CHECK(e.f_root + e.relevance.sum() + e.remainder == Approx(e.f));
    CHECK(e.remainder >= -1e-12);
  }
}

TEST_CASE("taylor: the gradient of the cone against finite differences") {
  Random random(53);
  const Vector<double> mu = random.normal_matrix<double>(4, 1).col(0);
  const Vector<double> x = random.normal_matrix<double>(4, 1).col(0);
  const Differentiable f = cone(mu);
  const Vector<double> gradient = *f.gradient(x);
  for (Index i = 0; i < 4; ++i) {
    Vector<double> above = x, below = x;
    above[i] += 1e-6, below[i] -= 1e-6;
    CHECK(gradient[i] == Approx((f.value(above) - f.value(below)) / 2e-6).epsilon(1e-6));
  }
}

TEST_CASE("taylor: a point on the root is its own root, the tip has no gradient") {
  const Vector<double> mu = Eigen::Vector2d(0, 0), x = Eigen::Vector2d(0, 1);
  CHECK(*cone_root(x, mu) == x);
  const Expansion e = expand(cone(mu), x, x);
  CHECK(e.f == 0);
  CHECK(e.relevance.isZero(0));
  CHECK_FALSE(cone_root(Eigen::Vector2d(0.5, 0), mu).has_value());
  CHECK_FALSE(cone_root(mu, mu).has_value());
  try {
    expand(cone(mu), x, mu);
    FAIL("expected an error");
  } catch (const Error& error) {
    CHECK(error.code == "no-gradient");
  }
  CHECK_THROWS_AS(expand(cone(mu), x, Vector<double>::Zero(3)), Error);
}

namespace {

/// A bias-free rectifier network of three layers.
Network<double> features_of(Random& random, Index inputs) {
  Network<double> network;
  int node = network.add("x", Input{{inputs}}, {});
  Index width = inputs;
  for (const Index next : {4, 5, 3}) {
    const std::string name = std::to_string(network.size());
    const Vector<double> none = Vector<double>::Zero(next);
    node = network.add("dense " + name,
                       Dense<double>{random.normal_matrix<double>(next, width), none}, {node});
    node = network.add("relu " + name, Activation{}, {node});
    width = next;
  }
  return network;
}

}  // namespace

TEST_CASE("taylor: gradients and Hessians are those of finite differences") {
  Random random(55);
  for (int trial = 0; trial < 30; ++trial) {
    const Network<double> features = features_of(random, 3);
    const Vector<double> mu = random.normal_matrix<double>(6, 1).col(0);
    const Vector<double> x = mu + random.normal_matrix<double>(6, 1, 2).col(0);
    for (const Differentiable& f : {similarity(features), cone(mu)}) {
      const Vector<double> gradient = *f.gradient(x);
      const Matrix<double> hessian = *f.hessian(x);
      CHECK(distance(hessian, hessian.transpose()) < kDouble);
      for (Index i = 0; i < x.size(); ++i) {
        const double h = 1e-6;
        const Vector<double> step = h * Vector<double>::Unit(x.size(), i);
        CHECK(gradient[i] ==
              Approx((f.value(x + step) - f.value(x - step)) / (2 * h)).epsilon(1e-5).margin(1e-6));
        const Vector<double> difference = (*f.gradient(x + step) - *f.gradient(x - step)) / (2 * h);
        CHECK(distance(hessian.col(i), difference) < 1e-5);
      }
    }
  }
}

TEST_CASE("taylor: on the rays through the data the three orders are ε²y, 2ε(1−ε)y and (1−ε)²y") {
  Random random(56);
  int alive = 0;
  for (int trial = 0; trial < 60; ++trial) {
    const Network<double> features = features_of(random, 4);
    const Differentiable y = similarity(features);
    const Vector<double> both = random.normal_matrix<double>(8, 1).col(0);
    const double whole = y.value(both);
    alive += whole != 0;
    for (const double epsilon : {1e-6, 0.01, 0.3, 0.75, 1.0}) {
      const SecondExpansion e = expand_second(y, both, epsilon * both);
      const double scale = std::max(1.0, std::abs(whole));
      CHECK(std::abs(e.f_root - epsilon * epsilon * whole) < 1e-12 * scale);
      CHECK(std::abs(e.relevance.sum() - 2 * epsilon * (1 - epsilon) * whole) < 1e-12 * scale);
      CHECK(std::abs(e.interactions.sum() - (1 - epsilon) * (1 - epsilon) * whole) < 1e-12 * scale);
      CHECK(std::abs(e.remainder) < 1e-12 * scale);
      CHECK(e.interactions.topLeftCorner(4, 4).isZero());
      CHECK(e.interactions.bottomRightCorner(4, 4).isZero());
    }
  }
  CHECK(alive > 30);
}

TEST_CASE("taylor: a root in other linear regions leaves a remainder") {
  Random random(57);
  double largest = 0;
  for (int trial = 0; trial < 20; ++trial) {
    const Network<double> features = features_of(random, 4);
    const Differentiable y = similarity(features);
    const Vector<double> both = random.normal_matrix<double>(8, 1).col(0);
    const SecondExpansion e =
        expand_second(y, both, 0.01 * random.normal_matrix<double>(8, 1).col(0));
    CHECK(e.f_root + e.relevance.sum() + e.interactions.sum() + e.remainder == Approx(e.f));
    largest = std::max(largest, std::abs(e.remainder));
  }
  CHECK(largest > 0.1);
}

TEST_CASE("taylor: second order needs a Hessian, and features that are linear piece by piece") {
  const Vector<double> at = Vector<double>::Zero(2);
  CHECK(code_of([&] { expand_second(cone(at), Vector<double>::Ones(2), at); }) == "no-gradient");
  const Differentiable plain{cone(at).value, cone(at).gradient};
  CHECK(code_of([&] { expand_second(plain, at, Vector<double>::Ones(2)); }) == "no-gradient");
  Network<double> smooth;
  const int x = smooth.add("x", Input{{2}}, {});
  smooth.add("tanh", Activation{ActivationKind::tanh}, {x});
  CHECK(code_of([&] { similarity(smooth); }) == "not-explainable");
}
