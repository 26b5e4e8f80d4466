#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "scenario/scenario.hpp"
#include "support/frames.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

Session open_rbf() {
  Scenario s;
  s.kind = "taylor-rbf";
  return open_session(s);
}

Array random_point(Random& random, Index d) {
  Array a{{d}, {}};
  for (Index i = 0; i < d; ++i) a.values.push_back(random.uniform(-4, 4));
  return a;
}

}  // namespace

TEST_CASE("taylor-rbf: the parts sum to f in 2, 3 and 50 dimensions") {
  Random random(81);
  Session s = open_rbf();
  for (Index d : {2, 3, 50})
    for (int trial = 0; trial < 30; ++trial) {
      const Frame frame = s.run({{"x", random_point(random, d)}, {"mu", random_point(random, d)}});
      if (frame.problem) continue;
      CHECK(frame.quantities.at("R").shape == Shape{d});
      CHECK(frame.quantities.at("sum").values[0] == Approx(frame.quantities.at("f").values[0]));
      for (const Check& check : frame.checks) CHECK(check.status == CheckStatus::holds);
      CHECK(frame.views.empty() == (d != 2));
    }
}

TEST_CASE("taylor-rbf: f(x) < 0 has no root, f(x) = 0 is its own, the tip has no gradient") {
  Session s = open_rbf();
  const Array origin{{2}, {0, 0}};
  const Frame inside = s.run({{"mu", origin}, {"x", Array{{2}, {0.5, 0}}}});
  REQUIRE(inside.problem.has_value());
  CHECK(inside.problem->code == "no-answer");
  CHECK(inside.problem->params.at("control") == "x");
  CHECK(inside.quantities.count("R") == 0);
  CHECK(inside.quantities.at("f").values[0] == Approx(-0.5));
  CHECK_THROWS_AS(s.measure({{"mu", origin}, {"x", Array{{2}, {0.5, 0}}}}), Error);

  const Frame edge = s.run({{"mu", origin}, {"x", Array{{2}, {0, 1}}}});
  CHECK_FALSE(edge.problem.has_value());
  CHECK(edge.quantities.at("sum").values[0] == 0);

  const Frame tip = s.run({{"mu", origin},
                           {"x", Array{{2}, {2, 1}}},
                           {"root", std::string("free")},
                           {"root_point", origin}});
  REQUIRE(tip.problem.has_value());
  CHECK(tip.problem->code == "no-gradient");
}

TEST_CASE("taylor-rbf: sizes that differ and empty vectors are refused") {
  Session s = open_rbf();
  CHECK(problem_of(s, {{"x", Array{{3}, {1, 2, 3}}}}) == "shape-mismatch");
  CHECK(problem_of(s, {{"x", Array{{0}, {}}}, {"mu", Array{{0}, {}}}}) == "shape-mismatch");
  CHECK(problem_of(s, {{"x", Array{{2}, {1, 9}}}}) == "out-of-range");
}

TEST_CASE("taylor-rbf: grading in between does not lose the page its field") {
  Session s = open_rbf();
  CHECK_FALSE(is_kept(s.run({}).views.front()));
  s.measure({{"mu", Array{{2}, {1, 1}}}});
  CHECK(is_kept(s.run({}).views.front()));
  CHECK_FALSE(is_kept(s.run({{"mu", Array{{2}, {1, 1}}}}).views.front()));
}

TEST_CASE(
    "taylor-rbf: inside the unit ball the root on the ray explains f with negative relevances") {
  Session s = open_rbf();
  const Frame frame = s.run(
      {{"mu", Array{{2}, {0, 0}}}, {"x", Array{{2}, {0.3, -0.4}}}, {"root", std::string("ray")}});
  REQUIRE_FALSE(frame.problem.has_value());
  CHECK(scalar(frame, "sum") == Approx(-0.5));
  CHECK(frame.quantities.at("root").values[0] == Approx(0.6));
  CHECK(frame.quantities.at("R").values[1] == Approx(-0.32));
  CHECK(check(frame, "conservation").status == CheckStatus::holds);
}
