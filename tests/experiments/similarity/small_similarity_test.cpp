// similarity-taylor and bilrp-small: two exercises on the same small features.
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "explain/rule.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

Array point(double x, double y) { return {{2}, {x, y}}; }
Array random_point(Random& random) { return point(random.uniform(-3, 3), random.uniform(-3, 3)); }

}  // namespace

TEST_CASE("similarity-taylor: the three orders are ε²y, 2ε(1−ε)y, (1−ε)²y on the rays") {
  Session session = open_scenario("similarity-taylor");
  Random random(301);
  for (int trial = 0; trial < 60; ++trial) {
    const double epsilon = random.uniform(1e-3, 1);
    const Frame frame = session.run(
        {{"x", random_point(random)}, {"x2", random_point(random)}, {"epsilon", epsilon}});
    const double y = scalar(frame, "y");
    CHECK(scalar(frame, "zero_order") == Approx(epsilon * epsilon * y).margin(1e-12));
    CHECK(scalar(frame, "first_order") == Approx(2 * epsilon * (1 - epsilon) * y).margin(1e-12));
    CHECK(scalar(frame, "second_order") == Approx((1 - epsilon) * (1 - epsilon) * y).margin(1e-12));
    CHECK(scalar(frame, "remainder") == Approx(0).margin(1e-12));
    double interactions = 0;
    for (double each : frame.quantities.at("interactions").values) interactions += each;
    CHECK(interactions == Approx(scalar(frame, "second_order")).margin(1e-12));
    for (const Check& check : frame.checks) CHECK(check.status == CheckStatus::holds);
  }
}

TEST_CASE("similarity-taylor: roots elsewhere leave a remainder, and nothing is claimed of them") {
  Session session = open_scenario("similarity-taylor");
  const Frame frame = session.run({{"root", std::string("free")}, {"epsilon", 0.001}});
  CHECK(std::abs(scalar(frame, "remainder")) > 0.1);
  CHECK(check(frame, "orders").status == CheckStatus::not_claimed);
  CHECK(scalar(frame, "zero_order") + scalar(frame, "first_order") + scalar(frame, "second_order") +
            scalar(frame, "remainder") ==
        Approx(scalar(frame, "y")));
  CHECK(field<Array>(view(frame, "field"), "points").shape == Shape{4, 2});
}

TEST_CASE("bilrp-small: both routes agree for every rule, and LRP-0 is Hessian × product") {
  Session session = open_scenario("bilrp-small");
  Random random(302);
  for (const auto& rule : rule_names()) {
    if (rule == "z-box") continue;
    for (int trial = 0; trial < 20; ++trial) {
      INFO(rule);
      const Frame frame =
          session.run({{"rule", rule}, {"x", random_point(random)}, {"x2", random_point(random)}});
      CHECK(check(frame, "routes").status == CheckStatus::holds);
      CHECK(check(frame, "conservation").status != CheckStatus::fails);
      if (rule == "zero") {
        CHECK(check(frame, "conservation").status == CheckStatus::holds);
        CHECK(check(frame, "hessian").status == CheckStatus::holds);
      }
    }
  }
}

TEST_CASE("bilrp-small: a chosen pair shows on either side what it shares, by feature too") {
  Session session = open_scenario("bilrp-small");
  const Frame frame = session.run({{"pair", std::string("1-2")}});
  const auto& R = frame.quantities.at("R").values;  // row by row
  CHECK(field<double>(view(frame, "R"), "selected") == 1);
  const Array& parts = field<Array>(view(frame, "by-feature"), "values");
  CHECK(parts.values[0] + parts.values[1] == Approx(R[1]));
  // the left network shows column 2 of R, the right one row 1
  const Array& left = field<Array>(view(frame, "network-x"), "relevances");
  const Array& right = field<Array>(view(frame, "network-x2"), "relevances");
  CHECK(left.values[0] == Approx(R[1]));
  CHECK(left.values[1] == Approx(R[3]));
  CHECK(right.values[0] == Approx(R[0]));
  CHECK(right.values[1] == Approx(R[1]));
  // without a choice, the sums
  const Frame all = session.run({});
  const Array& sums = field<Array>(view(all, "network-x"), "relevances");
  CHECK(sums.values[0] == Approx(all.quantities.at("row_sums").values[0]));
}

TEST_CASE("bilrp-small: stepping back, pairs appear layer by layer") {
  Session session = open_scenario("bilrp-small");
  const auto sizes = [&](double step) {
    const Frame frame = session.run({{"step", step}});
    std::string seen;
    for (const char* id : {"pairs-2", "pairs-1", "pairs-0"}) {
      double largest = 0;
      for (float each : field<Picture>(view(frame, id), "values").values)
        largest = std::max(largest, double(std::abs(each)));
      seen += largest > 0 ? "x" : ".";
    }
    return seen;
  };
  CHECK(sizes(0) == "x..");
  CHECK(sizes(1) == "xx.");
  CHECK(sizes(2) == "xxx");
}

TEST_CASE(
    "bilrp-small: what construction tasks ask for can be reached, and is not there at first") {
  Session session = open_scenario("bilrp-small");
  const auto gap = [&](const char* name, Array x, Array x2) {
    return scalar(session.run({{"x", std::move(x)}, {"x2", std::move(x2)}}), name);
  };
  CHECK(gap("joint_gap", point(2, 0), point(2, 0)) == 0);
  CHECK(gap("joint_gap", point(1, 2), point(1, 2)) > 0.5);
  CHECK(gap("silent_gap", point(0, 2), point(2, 1)) == 0);
  CHECK(gap("silent_gap", point(1, 2), point(2, 1)) > 0.5);
  CHECK(gap("apart_gap", point(2, 0), point(-2, 0)) == 0);
  CHECK(gap("apart_gap", point(2, 0), point(2, 0)) > 0.5);
  CHECK(gap("unconnected_gap", point(1, 2), point(1, 2)) == 0);
  CHECK(gap("unconnected_gap", point(2, 0), point(2, 0)) > 0.5);
}

TEST_CASE("bilrp-small: without a shared feature there is nothing to explain, and it says so") {
  Session session = open_scenario("bilrp-small");
  const Frame frame = session.run({{"x", point(2, 0)}, {"x2", point(-2, 0)}});
  CHECK(scalar(frame, "y") == 0);
  REQUIRE(frame.notices.size() == 1);
  CHECK(frame.notices[0].en.find("nothing to explain") != std::string::npos);
  CHECK(frame.quantities.at("R").values == std::vector<double>(4, 0.0));
  const Frame origin = session.run({{"x", point(0, 0)}, {"x2", point(0, 0)}});
  CHECK(scalar(origin, "y") == 0);
  for (const Check& check : origin.checks) CHECK(check.status == CheckStatus::holds);
}
