#include "explain/taylor.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
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
