#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

const Array kCycle{{2, 2}, {1.6, 1.5, -1.5, 1.6}}, kSpiral{{2, 2}, {0.7, 1.4, -1.4, 0.7}};
const Array kNone{{2}, {0, 0}};

void check_all_hold(const Frame& frame) {
  for (const Check& one : frame.checks) {
    INFO(one.name << ": " << one.left << " and " << one.right);
    CHECK(one.status == CheckStatus::holds);
  }
}

}  // namespace

TEST_CASE("recurrent-dynamics: the quantities of a step by hand") {
  Session session = open_scenario("recurrent-dynamics");
  const Quantities q = session.measure({{"W", Array{{2, 2}, {0, 1, -1, 0}}},
                                        {"b", kNone},
                                        {"x0", Array{{2}, {1, 0}}},
                                        {"t", 2.0},
                                        {"steps", 4.0}});
  const double x1 = 0.9, x2 = 0.1 * std::tanh(1);  // x^(1)
  CHECK(q.at("x_before").values[0] == Approx(x1));
  CHECK(q.at("x_before").values[1] == Approx(x2));
  CHECK(q.at("s").values[0] == Approx(-x2));
  CHECK(q.at("s").values[1] == Approx(x1));
  CHECK(q.at("x_t").values[0] == Approx(0.9 * x1 - 0.1 * std::tanh(x2)));
  const double slope = 1 - std::pow(std::tanh(x1), 2);  // of unit 2
  CHECK(q.at("jacobian").values[2] == Approx(0.1 * slope));
  CHECK(q.at("jacobian").values[3] == Approx(0.9));
  CHECK(q.at("trajectory").shape == Shape{5, 2});
  CHECK(q.at("dx_dW").shape == Shape{2, 4});
  // ∂x_1/∂w_21: x_2 was 0 in step 1, so only the direct term of step 2 is there.
  CHECK(q.at("dx_dW").values[2] == Approx(0.1 * (1 - std::pow(std::tanh(x2), 2)) * x2));
  // ∂x_2/∂b_1 = J_21 ∂x_1^(1)/∂b_1, and tanh has slope 1 at s_1 = 0
  CHECK(q.at("dx_db").values[2] == Approx(0.1 * slope * 0.1));
}

TEST_CASE("recurrent-dynamics: every check holds at many settings") {
  Session session = open_scenario("recurrent-dynamics");
  for (const Array& W : {kSpiral, kCycle, Array{{2, 2}, {2, -0.5, 1, 0.3}}})
    for (const double t : {2.0, 17.0, 100.0})
      for (const char* unit : {"1", "2"})
        check_all_hold(session.run({{"W", W}, {"t", t}, {"unit", text(unit)}, {"h", 0.7}}));
  for (const char* target : {"damped-spiral", "two-attractors", "own"})
    check_all_hold(session.run({{"target", text(target)}, {"steps", 40.0}}));
}

TEST_CASE("recurrent-dynamics: learns the cycle and the walk; the loss falls; steps back") {
  Session session = open_scenario("recurrent-dynamics");
  const Frame before = session.run({});
  CHECK(find_view(before, "loss") == nullptr);
  const Frame learned = finished(session, {{"updates", 800.0}});
  CHECK(learned.standing.step == 800);
  CHECK(scalar(learned, "loss") < 1e-6 * scalar(before, "loss"));
  CHECK(scalar(learned, "cycle_gap") == 0);
  CHECK(learned.quantities.at("W_now").values[1] == Approx(1.5).margin(1e-2));
  check_all_hold(learned);
  const Array& losses = field<Array>(view(learned, "loss"), "values");
  CHECK(losses.shape == Shape{1, 801});
  const Frame back = session.run({{"updates", 0.0}});
  CHECK(back.quantities == before.quantities);
  const Frame half = session.run({{"updates", 400.0}});
  CHECK(half.standing.done);
  CHECK(scalar(half, "loss") == losses.values[400]);
  CHECK(session.measure({{"updates", 400.0}}).at("loss").values[0] == losses.values[400]);
  const Frame walk = finished(session, {{"target", text("own")}, {"updates", 500.0}});
  CHECK(scalar(walk, "loss") < 0.5 * losses.values[0]);
  CHECK(field<Array>(view(walk, "target"), "points").shape[0] > 6);
}

TEST_CASE("recurrent-dynamics: where one looks begins no learning anew; W does") {
  Session session = open_scenario("recurrent-dynamics");
  finished(session, {{"updates", 50.0}});
  CHECK(session.run({{"updates", 50.0}, {"t", 30.0}, {"window", 3.0}}).standing.done);
  const Frame other = session.run({{"updates", 2000.0}, {"W", kCycle}});
  CHECK(field<Array>(view(other, "loss"), "values").values[0] < 0.1);
}

TEST_CASE("recurrent-dynamics: Euler's steps grow too long, then run away, and say at which step") {
  Session session = open_scenario("recurrent-dynamics");
  const auto at = [&](double h) {
    return session.run({{"W", kSpiral}, {"b", kNone}, {"h", h}, {"target", text("own")}});
  };
  // |1 + h r (−0.3 ± 1.4i)| = 1 at h = 0.6/(r (0.09 + 1.96))
  const double limit = 0.6 / (0.1 * 2.05);
  CHECK(scalar(at(0.98 * limit), "euler_gap") > 0);
  CHECK(scalar(at(1.02 * limit), "euler_gap") == 0);
  CHECK(scalar(at(1.02 * limit), "growth") == Approx(-0.03));
  CHECK_FALSE(at(15).problem);
  const Frame away = at(30);
  REQUIRE(away.problem);
  CHECK(away.problem->code == "diverged");
  const double taken = scalar(away, "steps_taken");  // by about −2 each, from about 1
  CHECK(away.problem->params.at("step") == std::to_string(int(taken) + 1));
  CHECK(taken == Approx(20).margin(1));
  CHECK(find_view(away, "phase") != nullptr);
}

TEST_CASE("recurrent-dynamics: the window of the graph keeps to the run, and names what it shows") {
  Session session = open_scenario("recurrent-dynamics");
  const Frame frame = session.run({{"steps", 10.0}, {"t", 300.0}, {"window", 2.0}});
  const auto& graph = std::get<NetworkView>(view(frame, "unfolded").body);
  CHECK(graph.labels == Strings{"b_{1}", "x_{1}^{(8)}", "x_{2}^{(8)}", "b_{2}", "b_{1}",
                                "x_{1}^{(9)}", "x_{2}^{(9)}", "b_{2}", "x_{1}^{(10)}",
                                "x_{2}^{(10)}"});
  CHECK(graph.from.values.size() == 12);
  CHECK(graph.edge_terms[0] == "w11");
  CHECK(graph.edge_labels->at(1) == "w_{21}");  // from x_2 to x_1
  CHECK(graph.from.values[1] == 2);
  CHECK(graph.to.values[1] == 5);
  CHECK(graph.from.values[11] == 7);  // b_2 leads to x_2
  CHECK(graph.to.values[11] == 9);
  // relevance of x_1^(10), whole there; on its way back states, biases and ε share it
  CHECK(graph.relevances.values[8] == graph.activations.values[8]);
  CHECK(graph.relevances.values[9] == 0);
  double arriving = 0;
  for (size_t e = 0; e < graph.from.values.size(); ++e)
    if (graph.to.values[e] == 8) arriving += graph.flows.values[e];
  CHECK(arriving == Approx(graph.activations.values[8]).margin(1e-5));
}

TEST_CASE("recurrent-dynamics: the graph shows as many steps as there are") {
  Session session = open_scenario("recurrent-dynamics");
  const Frame frame =
      session.run({{"steps", 50.0}, {"t", 400.0}, {"window", 400.0}, {"hidden", 1.0}});
  const auto& graph = std::get<NetworkView>(view(frame, "unfolded").body);
  CHECK(graph.wide);
  CHECK(graph.labels.size() == 50 * 6 + 3);
  CHECK(graph.from.values.size() == 50 * (9 + 3));
  CHECK(graph.labels.back() == "x_{3}^{(50)}");
}

TEST_CASE("recurrent-dynamics: hidden units run, are shown in any plane, and learn") {
  Session session = open_scenario("recurrent-dynamics");
  const Frame plain = session.run({});
  for (const std::string name : {"hidden_seed", "across", "up"})
    CHECK(std::any_of(plain.disabled.begin(), plain.disabled.end(),
                      [&](const auto& one) { return one.name == name; }));
  CHECK(find_view(plain, "weights") == nullptr);
  const auto path = [&](const Frame& frame) {
    return std::get<Trajectory>(view(frame, "phase").body);
  };
  CHECK(path(plain).point_controls[0] == "x0");
  for (const double hidden : {1.0, 3.0, 6.0}) {
    const Values base = {{"hidden", hidden}, {"steps", 30.0}, {"t", 20.0}};
    const Index d = 2 + Index(hidden);
    Values values = base;
    const Frame frame = session.run(values);
    check_all_hold(frame);
    const auto& states = frame.quantities.at("trajectory");
    CHECK(states.shape == Shape{31, d});
    CHECK(states.values[size_t(d - 1)] == 0);  // where a hidden unit starts
    values["across"] = text("3");
    values["up"] = text("2");
    const Trajectory turned = path(session.run(values));
    CHECK(turned.label_x == Text("x₃"));
    CHECK(turned.label_y == Text("x₂"));
    CHECK(turned.point_controls[0] == "");  // a start is a point of x₁ and x₂
    for (Index t = 0; t <= 30; ++t) {
      CHECK(turned.paths.values[size_t(2 * t)] == states.values[size_t(t * d + 2)]);
      CHECK(turned.paths.values[size_t(2 * t + 1)] == states.values[size_t(t * d + 1)]);
    }
    // arrows: a slice through x^t
    const auto& W = frame.quantities.at("W_now").values;
    const auto& b = frame.quantities.at("b_now").values;
    for (const Index arrow : {Index(0), Index(37), Index(224)}) {
      const double* at = turned.field.values.data() + 4 * arrow;
      std::vector<double> x(size_t(d), 0.0);
      for (Index i = 0; i < d; ++i) x[size_t(i)] = states.values[size_t(20 * d + i)];
      x[2] = at[0];
      x[1] = at[1];
      for (const auto& [unit, speed] : {std::pair{Index(2), at[2]}, {Index(1), at[3]}}) {
        double s = b[size_t(unit)];
        for (Index i = 0; i < d; ++i) s += x[size_t(i)] * W[size_t(i * d + unit)];
        CHECK(speed == Approx(0.1 * (std::tanh(s) - x[size_t(unit)])).margin(1e-12));
      }
    }
    values["across"] = values["up"] = text("8");  // the last, and another one beside it
    const Trajectory last = path(session.run(values));
    CHECK(last.label_x == Text("x" + std::string(hidden == 1 ? "₃" : hidden == 3 ? "₅" : "₈")));
    CHECK(last.label_y == Text("x₁"));
    CHECK(session.run(values).notices.size() == (hidden == 6 ? 0 : 2));
  }
  const Array eight{{9, 2},
                    {0, 0, 0.6, 0.5, 1, 0, 0.6, -0.5, 0, 0, -0.6, 0.5, -1, 0, -0.6, -0.5, 0, 0}};
  const auto learned = [&](double hidden) {
    return scalar(
        finished(
            session,
            {{"target", text("own")}, {"places", eight}, {"hidden", hidden}, {"updates", 1500.0}}),
        "loss");
  };
  const double two = learned(0), six = learned(4);
  CHECK(six < 0.3 * two);
}

TEST_CASE("recurrent-dynamics: other sizes run without targets; what does not fit is refused") {
  Session session = open_scenario("recurrent-dynamics");
  const Array one{{1}, {0.5}};
  const Frame single =
      session.run({{"W", Array{{1, 1}, {2}}}, {"b", one}, {"x0", one}, {"y0", one}});
  CHECK(find_view(single, "phase") == nullptr);
  CHECK(single.quantities.count("loss") == 0);
  const Array b{{3}, {0.1, 0, -0.2}}, W{{3, 3}, {1, 1, 0, -1, 1, 0, 0, 0.5, 0.2}};
  const Frame three = session.run({{"W", W}, {"b", b}, {"x0", b}, {"y0", b}});
  check_all_hold(three);
  CHECK(find_view(three, "phase") != nullptr);
  CHECK(find_view(three, "target") != nullptr);  // its third unit is hidden
  CHECK(problem_of(session, {{"W", Array{{2, 3}, {1, 2, 3, 4, 5, 1}}}}) == "shape-mismatch");
  CHECK(problem_of(session, {{"b", b}}) == "shape-mismatch");
  CHECK(problem_of(session, {{"x0", b}}) == "shape-mismatch");
  CHECK(problem_of(session, {{"y0", one}}) == "shape-mismatch");
  CHECK(problem_of(session, {{"W", Array{{1, 4}, {1, 2, 3, 4}}}, {"hidden", 2.0}}) ==
        "shape-mismatch");
  CHECK(problem_of(session, {{"W", W}, {"b", b}, {"x0", b}, {"y0", b}, {"hidden", 6.0}}) ==
        "out-of-range");
  CHECK(problem_of(session, {{"places", Array{{1, 2}, {0, 0}}}, {"target", text("own")}}) ==
        "shape-mismatch");
  const Array nine{{9}, std::vector<double>(9, 0.0)};
  CHECK(problem_of(session, {{"W", Array{{9, 9}, std::vector<double>(81, 0.1)}}, {"b", nine}}) ==
        "out-of-range");
}

TEST_CASE("recurrent-dynamics: LRP keeps all without biases, gradient × input does not") {
  Session session = open_scenario("recurrent-dynamics");
  const Frame frame = session.run({{"W", kCycle}, {"b", kNone}, {"t", 40.0}});
  const Array& sums = field<Array>(view(frame, "relevance_sums"), "values");
  const Index count = sums.shape[1];
  const double x = frame.quantities.at("x_t").values[0];
  for (Index i = 0; i < count; ++i) CHECK(sums.values[size_t(i)] == Approx(x).margin(1e-3));
  CHECK(sums.values[size_t(count)] != Approx(x).margin(1e-2));
}

TEST_CASE("recurrent-dynamics: the drawn graph holds the edges chosen, and counts what is wrong") {
  Session session = open_scenario("recurrent-dynamics");
  const auto drawn = [&](Strings edges) { return session.run({{"edges", std::move(edges)}}); };
  const Strings right{"w11", "w12", "w21", "w22", "b1", "none", "none", "b2"};
  const Frame whole = drawn(right);
  CHECK(scalar(whole, "graph_errors") == 0);
  const NetworkView& graph = std::get<NetworkView>(view(whole, "drawn").body);
  CHECK(graph.from.values.size() == 6);
  CHECK(graph.edge_labels->front() == "w_{11}");
  Strings swapped = right;
  std::swap(swapped[1], swapped[2]);
  CHECK(scalar(drawn(swapped), "graph_errors") == 2);
  const Frame none = session.run({});
  CHECK(scalar(none, "graph_errors") == 6);
  CHECK(std::get<NetworkView>(view(none, "drawn").body).from.values.empty());
  CHECK(problem_of(session, {{"edges", Strings{"w13"}}}) != "");
}

TEST_CASE("recurrent-dynamics: where relevances of steps too long cancel, rounding is the reason") {
  Session session = open_scenario("recurrent-dynamics");
  const Frame frame = session.run({{"t", 141.0}, {"hidden_seed", 1.0}, {"h", 11.261843800055793}});
  const Check& conservation = check(frame, "conservation");
  CHECK(conservation.status == CheckStatus::not_claimed);
  CHECK_FALSE(conservation.reason.en.empty());
}
