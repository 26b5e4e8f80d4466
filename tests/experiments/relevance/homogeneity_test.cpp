#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "scenario/scenario.hpp"
#include "support/frames.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

Session open_seeded(double seed) {
  Scenario s;
  s.name = "test";
  s.kind = "homogeneity";
  s.config["widths"] = Array{{4}, {3, 5, 4, 1}};
  s.config["seed"] = seed;
  return open_session(s);
}

double value(const std::map<std::string, Quantity>& q, const std::string& name) {
  return q.at(name).values.at(0);
}

Array random_input(Random& random) {
  Array x{{3}, {}};
  for (int i = 0; i < 3; ++i) x.values.push_back(random.uniform(-3, 3));
  return x;
}

}  // namespace

TEST_CASE("homogeneity: f(tx) = t f(x) and ∇f·x = f for random networks over t in [0, 10]") {
  Random random(71);
  int alive = 0;
  for (double seed = 0; seed < 40; ++seed) {
    Session s = open_seeded(seed);
    for (int trial = 0; trial < 25; ++trial) {
      const double t = trial == 0 ? 0 : random.uniform(0, 10);
      const auto q = s.measure({{"x", random_input(random)}, {"t", t}});
      const double scale = std::max(1.0, std::abs(value(q, "f_tx")));
      REQUIRE(value(q, "gap") <= 1e-9 * scale);
      REQUIRE(std::abs(value(q, "gradient_dot_x") - value(q, "f_x")) <= 1e-9 * scale);
      alive += value(q, "f_x") > 0;
    }
  }
  CHECK(alive > 200);  // the top unit is not just off
}

TEST_CASE(
    "homogeneity: fails for t < 0 and with a bias, with the reason; LRP-0 stays gradient × input") {
  Random random(72);
  int failed_negative = 0, failed_bias = 0;
  for (double seed = 0; seed < 20; ++seed) {
    Session s = open_seeded(seed);
    const Array x = random_input(random);
    const Frame negative = s.run({{"x", x}, {"t", -1.5}});
    const Frame biased = s.run({{"x", x}, {"t", 3.0}, {"bias", true}});
    CHECK(check(negative, "lrp_zero").status == CheckStatus::holds);
    if (check(negative, "homogeneity").status == CheckStatus::fails) {
      ++failed_negative;
      CHECK(check(negative, "homogeneity").reason.en.find("negative") != std::string::npos);
    }
    if (check(biased, "homogeneity").status == CheckStatus::fails) {
      ++failed_bias;
      CHECK(check(biased, "homogeneity").reason.en.find("bias") != std::string::npos);
    }
  }
  CHECK(failed_negative > 3);
  CHECK(failed_bias > 3);
}

TEST_CASE("homogeneity: refuses inputs of another size and widths that do not end in 1") {
  Session s = open_seeded(1);
  CHECK_THROWS_AS(s.run({{"x", Array{{2}, {1, 1}}}}), Error);
  Scenario wrong;
  wrong.kind = "homogeneity";
  wrong.config["widths"] = Array{{2}, {3, 2}};
  CHECK_THROWS_AS(open_session(wrong), Error);
}
