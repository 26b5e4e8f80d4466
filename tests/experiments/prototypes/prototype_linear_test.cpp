#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

Session open_linear() {
  Scenario s;
  s.kind = "prototype-linear";
  return open_session(s);
}

Array vector(Random& random, Index n) {
  return to_array(random.uniform_matrix<double>(n, 1, -3, 3));
}

/// Everything at random in n dimensions.
Values question(Random& random, Index n, const std::string& penalty) {
  const auto B = random.normal_matrix<double>(n, n);
  Array sigma = to_array(B * B.transpose() / double(n) + 0.2 * Matrix<double>::Identity(n, n));
  sigma.shape = {n, n};
  return {{"w", vector(random, n)},
          {"mu", vector(random, n)},
          {"c", vector(random, n)},
          {"start", vector(random, n)},
          {"sigma", sigma},
          {"A", to_array(random.normal_matrix<double>(n, 2) / std::sqrt(double(n)))},
          {"lambda", random.uniform(0.2, 2)},
          {"penalty", penalty}};
}

Matrix<double> read(const Values& values, const char* name) {
  return to_matrix(array(values, name));
}
Matrix<double> read(const Frame& frame, const char* name) {
  return to_matrix(frame.quantities.at(name));
}

std::pair<std::string, ErrorParams> refusal(const Values& values) {
  Session s = open_linear();
  const std::optional<Error> problem = s.run(values).problem;
  if (!problem) return {"none", {}};
  return {problem->code, problem->params};
}

}  // namespace

TEST_CASE("prototype-linear: the closed forms, written out again, in 2 to 50 dimensions") {
  Random random(61);
  Session s = open_linear();
  for (Index n : {2, 3, 50}) {
    const Values l2 = question(random, n, "l2"), gaussian = question(random, n, "gaussian"),
                 generator = question(random, n, "generator");
    CHECK(distance(read(s.run(l2), "x_star"), read(l2, "w") / (2 * number(l2, "lambda"))) <
          kDouble);
    CHECK(distance(read(s.run(gaussian), "x_star"),
                   read(gaussian, "mu") + read(gaussian, "sigma") * read(gaussian, "w")) < kDouble);
    const Matrix<double> A = read(generator, "A"), w = read(generator, "w");
    const Frame frame = s.run(generator);
    CHECK(distance(read(frame, "z_star"), A.transpose() * w / (2 * number(generator, "lambda"))) <
          kDouble);
    CHECK(
        distance(read(frame, "x_star"), A * A.transpose() * w / (2 * number(generator, "lambda")) +
                                            read(generator, "c")) < kDouble);
    for (const Check& check : frame.checks) CHECK(check.status != CheckStatus::fails);
    CHECK(s.run(l2).views.size() == (n == 2 ? 3 : 2));
  }
}

TEST_CASE("prototype-linear: the ascent arrives, and the check says so") {
  Random random(62);
  Session s = open_linear();
  for (const char* penalty : {"l2", "gaussian", "generator"}) {
    Values values = question(random, 2, penalty);
    values["step"] = 200.0;
    values["line_search"] = true;
    const Frame frame = s.run(values);
    INFO(penalty << ", gap " << frame.quantities.at("gap").values[0]);
    CHECK(frame.quantities.at("gap").values[0] < 1e-6);
    CHECK(frame.checks.back().status == CheckStatus::holds);
  }
}

TEST_CASE("prototype-linear: one gradient step by hand, and back") {
  Session s = open_linear();
  // w = (2, 1), λ = ½, x₀ = (−3, −3), η = 0.1: x₁ = x₀ + 0.1 (w − x₀)
  const Frame one = s.run({{"step", 1.0}, {"lambda", 0.5}});
  CHECK(distance(read(one, "x"), Eigen::Vector2d(-2.5, -2.6)) < kDouble);
  CHECK(one.standing.step == 1);
  CHECK(distance(read(s.run({{"step", 0.0}}), "x"), Eigen::Vector2d(-3, -3)) < kDouble);
}

TEST_CASE(
    "prototype-linear: the largest rate divides ascents that arrive from those that run away") {
  Random random(63);
  Session s = open_linear();
  for (const char* penalty : {"l2", "gaussian"})
    for (double share : {0.95, 1.3}) {
      Values values = question(random, 2, penalty);
      values["step"] = 200.0;
      const double largest = s.run(values).quantities.at("largest_rate").values[0];
      values["rate"] = std::min(10.0, share * largest);
      const Frame frame = s.run(values);
      INFO(penalty << " at " << share << " of " << largest);
      CHECK(frame.problem.has_value() == (share > 1));
      if (!frame.problem) continue;
      CHECK(frame.problem->code == "diverged");
      for (double x : frame.quantities.at("x").values) CHECK(std::isfinite(x));
      values["rate"] = std::stod(frame.problem->params.at("suggestion"));
      CHECK_FALSE(s.run(values).problem.has_value());
    }
}

TEST_CASE("prototype-linear: a generator of one direction, or of none, keeps its closed form") {
  Session s = open_linear();
  for (const std::vector<double>& entries :
       {std::vector<double>{1, 2, 2, 4}, std::vector<double>{0, 0, 0, 0}}) {
    const Values values = {{"penalty", std::string("generator")},
                           {"A", Array{{2, 2}, entries}},
                           {"step", 200.0},
                           {"line_search", true}};
    const Frame frame = s.run(values);
    CHECK(frame.quantities.at("gap").values[0] < 1e-6);
    for (const View& v : frame.views)
      if (const auto* map = find_field<Picture>(v, "values"))
        for (float height : map->values) CHECK(std::isfinite(height));
  }
}

TEST_CASE("prototype-linear: what makes no sense is refused at its control") {
  for (double lambda : {0.0, -0.3}) {
    const auto [code, params] = refusal({{"lambda", lambda}});
    CHECK(code == "unbounded");
    CHECK(params.at("control") == "lambda");
  }
  // and is drawn all the same: x runs away, further with each step
  for (const char* penalty : {"l2", "generator"}) {
    Session s = open_linear();
    double last = 0;
    for (double step : {10.0, 20.0, 40.0}) {
      const Frame frame =
          s.run({{"lambda", -0.3}, {"penalty", std::string(penalty)}, {"step", step}});
      CHECK(frame.quantities.count("x_star") == 0);
      for (const char* id : {"field", "objective", "numbers"}) REQUIRE(find_view(frame, id));
      const auto& x = frame.quantities.at("x").values;
      const double distance = std::hypot(x[0], x[1]);
      CHECK(distance > last);
      CHECK(std::isfinite(distance));
      last = distance;
      CHECK(frame.checks.empty());
    }
  }
  const auto [code, params] =
      refusal({{"penalty", std::string("gaussian")}, {"sigma", Array{{2, 2}, {1, 2, 2, 1}}}});
  CHECK(code == "not-positive-definite");
  CHECK(params.at("control") == "sigma");
  CHECK(params.at("smallest") == "-1");
  CHECK(refusal({{"w", Array{{3}, {1, 2, 3}}}}).first == "shape-mismatch");
  CHECK(refusal({{"w", Array{{0}, {}}}}).first == "shape-mismatch");
  CHECK(refusal({{"penalty", std::string("generator")}, {"A", Array{{3, 1}, {1, 2, 3}}}}).first ==
        "shape-mismatch");
  // λ has no part in the density: no value of it is in the way
  CHECK(refusal({{"penalty", std::string("gaussian")}, {"lambda", -0.3}}).first == "none");
}

TEST_CASE("prototype-linear: the control at fault can be mended, whatever was chosen before") {
  Session s = open_linear();
  const auto is_idle = [](const Frame& frame, const std::string& name) {
    for (const IdleControl& state : frame.disabled)
      if (state.name == name) return true;
    return false;
  };
  Values values = {{"penalty", std::string("gaussian")}, {"lambda", -0.2}};
  CHECK(is_idle(s.run(values), "lambda"));
  values["penalty"] = std::string("l2");
  const Frame frame = s.run(values);
  CHECK(frame.problem.has_value());
  CHECK_FALSE(is_idle(frame, "lambda"));
  CHECK(is_idle(frame, "sigma"));
}

TEST_CASE("prototype-linear: the landscape is drawn again only where it changed") {
  Session s = open_linear();
  const auto is_kept = [](const Frame& frame) { return !frame.views.front().kept.empty(); };
  CHECK_FALSE(is_kept(s.run({})));
  CHECK(is_kept(s.run({{"step", 5.0}})));
  CHECK(is_kept(s.run({{"start", Array{{2}, {1, 1}}}})));
  CHECK_FALSE(is_kept(s.run({{"w", Array{{2}, {1, 1}}}})));
}
