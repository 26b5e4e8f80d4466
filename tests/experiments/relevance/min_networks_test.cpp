#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "experiments/relevance/min_network.hpp"
#include "explain/lrp.hpp"
#include "scenario/scenario.hpp"
#include "support/frames.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

struct Result {
  double y, R1, R2;
};

Result explain(const std::string& name, const RuleSpec& rule, double a1, double a2) {
  const Network<double> network = min_network(name);
  Forward<double> forward(network);
  Matrix<double> a(2, 1);
  a << a1, a2;
  const auto& trace = forward(a);
  Lrp<double> lrp(network, make_uniform(rule));
  const auto& result = lrp(trace, start_at(trace.values.back(), {0}));
  return {trace.values.back()(0, 0), result.relevance[0](0, 0), result.relevance[0](1, 0)};
}

const std::vector<std::string> kNames = {"i", "ii", "iii"};

}  // namespace

TEST_CASE("min networks: the printed example of network (iii)") {
  const Result r = explain("iii", {"gamma", {{"gamma", 0.25}}}, 3, 2);
  CHECK(r.R1 == Approx(0.612245).margin(5e-7));
  CHECK(r.R2 == Approx(1.387755).margin(5e-7));
}

TEST_CASE("min networks: 10,000 points against the closed forms to 1e-9, never NaN") {
  Random random(61);
  int compared = 0;
  for (int trial = 0; trial < 10000; ++trial) {
    double a1 = random.uniform(0, 5), a2 = random.uniform(0, 5);
    const double gamma = trial % 5 == 0 ? 0 : trial % 7 == 0 ? 1e6 : random.uniform(0, 3);
    switch (trial % 10) {  // axes, diagonal, the rays where an inactive unit's sum vanishes
      case 0:
        a1 = 0;
        break;
      case 1:
        a2 = 0;
        break;
      case 2:
        a1 = a2;
        break;
      case 3:
        a2 = (1 + gamma) * a1;
        break;
      case 4:
        a1 = (1 + gamma) * a2;
        break;
      case 5:
        a1 = a2 = 0;
        break;
      default:
        break;
    }
    const std::string& name = kNames[size_t(trial) % 3];
    INFO(name << " gamma " << gamma << " at " << a1 << ", " << a2);
    const double y = std::min(a1, a2), scale = std::max(1.0, std::max(a1, a2));
    const Result g = explain(name, {"gamma", {{"gamma", gamma}}}, a1, a2);
    const Result z = explain(name, {"zplus"}, a1, a2);
    REQUIRE(std::abs(g.y - y) <= 1e-9 * scale);
    REQUIRE(std::abs(g.R1 - gamma_r1(name, gamma, a1, a2)) <= 1e-9 * scale);
    REQUIRE(std::abs(g.R2 - (y - gamma_r1(name, gamma, a1, a2))) <= 1e-9 * scale);
    REQUIRE(std::abs(z.R1 - zplus_r1(name, a1, a2)) <= 1e-9 * scale);
    REQUIRE(std::abs(z.R2 - (y - zplus_r1(name, a1, a2))) <= 1e-9 * scale);
    ++compared;
  }
  CHECK(compared == 10000);
}

TEST_CASE("min networks: γ→0 is the gradient answer, γ→∞ is z⁺") {
  for (const auto& name : kNames) {
    CHECK(gamma_r1(name, 0, 3, 2) == Approx(0).margin(1e-12));
    CHECK(explain(name, {"gamma", {{"gamma", 1e-9}}}, 3, 2).R2 == Approx(2).margin(1e-6));
    CHECK(gamma_r1(name, 1e9, 3, 2) == Approx(zplus_r1(name, 3, 2)).margin(1e-6));
  }
}

TEST_CASE("min networks: only (iii) is symmetric") {
  const auto swapped_gap = [](const std::string& name) {
    return std::abs(gamma_r1(name, 0.5, 3, 2) - (2 - gamma_r1(name, 0.5, 2, 3)));
  };
  CHECK(swapped_gap("iii") < 1e-12);
  CHECK(swapped_gap("i") > 0.1);
  CHECK(swapped_gap("ii") > 0.1);
}

TEST_CASE("min networks: a network of one's own is judged over the whole domain") {
  CHECK(min_gap(own_min_network({1, 1, 1, -1, -1, 1, .5, -.5, -.5}), 5).gap < 1e-12);
  CHECK(min_gap(own_min_network({1, 0, 1, -1, 0, 0, 1, -1, 0}), 5).gap < 1e-12);
  // right at one point (a1 = a2) and elsewhere not
  const MinGap worst = min_gap(own_min_network({1, 0, 0, 0, 0, 0, 1, 0, 0}), 5);  // y = a1
  CHECK(worst.gap == Approx(5));
  CHECK(worst.a1 == Approx(5));
  CHECK(worst.a2 == 0);
  CHECK(worst.y == Approx(5));
  CHECK_THROWS_AS(own_min_network({1, 2}), Error);
}

TEST_CASE(
    "min networks: maps come coarse at once and fine in slices, and stay while the point moves") {
  Scenario s;
  s.kind = "min-networks";
  Session session = open_session(s);
  const auto planes = [](const Frame& frame) {
    std::vector<const View*> found;
    for (const View& view : frame.views)
      if (std::string(kind_of(view)) == "plane") found.push_back(&view);
    return found;
  };
  Frame frame = session.run({});
  REQUIRE(planes(frame).size() == 3);
  CHECK_FALSE(frame.standing.done);
  int slices = 0, fine = 0;
  while (!frame.standing.done && slices < 10) {
    frame = session.advance(10);
    ++slices;
    for (const View* view : planes(frame))
      if (find_field<Picture>(*view, "values")) {
        const auto& map = field<Picture>(*view, "values");
        CHECK(map.shape == Shape{200, 200});
        // row 30, column 170: a1 > a2
        const double a1 = 5 * 170.5 / 200, a2 = 5 * 30.5 / 200;
        const std::string name = view->id.substr(6);
        CHECK(map.values[30 * 200 + 170] == Approx(gamma_r1(name, 0.25, a1, a2)).epsilon(1e-5));
        ++fine;
      }
  }
  CHECK(fine == 3);
  CHECK(slices == 3);
  const Frame moved = session.run({{"a1", 1.0}});
  CHECK(moved.standing.done);
  for (const View* view : planes(moved)) CHECK(is_kept(*view));
  CHECK_FALSE(session.run({{"gamma", 2.0}}).standing.done);
}
