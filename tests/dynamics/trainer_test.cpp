#include "dynamics/trainer.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "base/random.hpp"
#include "dynamics/sensitivity.hpp"
#include "dynamics/target_systems.hpp"
#include "support/code_of.hpp"
#include "support/random_system.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

std::vector<Matrix<double>> runs_of(const RecurrentSystem& system, Index steps, Index n,
                                    uint64_t seed) {
  Random random(seed);
  std::vector<Matrix<double>> runs;
  for (Index p = 0; p < n; ++p)
    runs.push_back(
        simulate(system, random.normal_matrix<double>(system.size(), 1).col(0), steps).states);
  return runs;
}

void check_gradients(TrajectoryLoss& loss, const RecurrentSystem& system) {
  loss(system);
  const Matrix<double> dW = loss.dW();
  const Vector<double> db = loss.db();
  const double step = 1e-6;
  const auto slope = [&](auto change) {
    RecurrentSystem plus = system, minus = system;
    change(plus) += step;
    change(minus) -= step;
    return (loss(plus) - loss(minus)) / (2 * step);
  };
  for (Index k = 0; k < system.size(); ++k) {
    CHECK(std::abs(slope([&](auto& s) -> double& { return s.b[k]; }) - db[k]) < kFiniteDifference);
    for (Index l = 0; l < system.size(); ++l)
      CHECK(std::abs(slope([&](auto& s) -> double& { return s.W(k, l); }) - dW(k, l)) <
            kFiniteDifference);
  }
}

}  // namespace

TEST_CASE("trajectory loss: value and gradients by hand, one unit and one step") {
  // x^1 = 0.9·0.5 + 0.1 tanh(w/2 + b) at w = 2, b = 0, and y^1 = 0
  Matrix<double> target(1, 2);
  target << 0.5, 0;
  RecurrentSystem system{Matrix<double>::Constant(1, 1, 2), Vector<double>::Zero(1)};
  TrajectoryLoss loss({target});
  const double x = 0.45 + 0.076159415595576;
  CHECK(loss(system) == Approx(x * x / 2));
  CHECK(loss.db()[0] == Approx(x * 0.041997434161403));
  CHECK(loss.dW()(0, 0) == Approx(x * 0.041997434161403 * 0.5));
}

TEST_CASE("trajectory loss: backpropagation through time equals the forward sensitivities") {
  for (const Index d : {1, 2, 4}) {
    const RecurrentSystem system = random_system(d, 1), other = random_system(d, 2);
    const Index steps = 60;
    const auto targets = runs_of(other, steps, 3, 9);
    TrajectoryLoss loss(targets);
    const double value = loss(system);
    double expected = 0;
    Vector<double> dW = Vector<double>::Zero(d * d), db = Vector<double>::Zero(d);
    for (const Matrix<double>& target : targets) {
      const Simulation run = simulate(system, target.col(0), steps);
      ForwardSensitivity walk(system, run);
      while (walk.t() < steps) {
        walk.step();
        const Vector<double> miss = run.states.col(walk.t()) - target.col(walk.t());
        expected += miss.squaredNorm() / 2;
        dW += walk.dx_dW().transpose() * miss;
        db += walk.dx_db().transpose() * miss;
      }
    }
    const double scale = 1 / (3.0 * double(steps));
    using relevance::testing::distance;
    CHECK(value == Approx(expected * scale));
    CHECK(distance(loss.db(), Vector<double>(db * scale)) < kDouble);
    for (Index k = 0; k < d; ++k)
      for (Index l = 0; l < d; ++l)
        CHECK(loss.dW()(k, l) == Approx(dW[k * d + l] * scale).margin(kDouble));
  }
}

TEST_CASE("trajectory loss: gradients as finite differences say, over 100 steps") {
  const RecurrentSystem system = random_system(3, 4);
  TrajectoryLoss loss(runs_of(random_system(3, 5), 100, 2, 1));
  check_gradients(loss, system);
}

TEST_CASE("trajectory loss: hidden units start at 0 and count by what they do to the others") {
  const Index d = 5, seen = 2, steps = 40;
  const RecurrentSystem system = random_system(d, 6);
  const auto targets = runs_of(random_system(seen, 7), steps, 3, 2);
  TrajectoryLoss loss(targets, d - seen);
  CHECK(loss.size() == d);
  const double value = loss(system);
  double expected = 0;
  for (size_t p = 0; p < targets.size(); ++p) {
    Vector<double> start = Vector<double>::Zero(d);
    start.head(seen) = targets[p].col(0);
    const Simulation run = simulate(system, start, steps);
    CHECK(relevance::testing::distance(loss.followed(Index(p)), run.states) < kDouble);
    expected += (run.states.topRows(seen) - targets[p]).squaredNorm();
  }
  CHECK(value == Approx(expected / (2.0 * 3 * double(steps))));
  check_gradients(loss, system);
  // without a way to the others they change nothing
  RecurrentSystem apart = system;
  apart.W.bottomLeftCorner(d - seen, seen).setZero();
  RecurrentSystem alone{system.W.topLeftCorner(seen, seen), system.b.head(seen)};
  CHECK(loss(apart) == Approx(TrajectoryLoss(targets)(alone)));
  CHECK(code_of([&] { loss(alone); }) == "shape-mismatch");
}

TEST_CASE("dynamics trainer: a walk that crosses itself needs hidden units") {
  Matrix<double> eight(2, 9);
  eight << 0, 0.6, 1, 0.6, 0, -0.6, -1, -0.6, 0, 0, 0.5, 0, -0.5, 0, 0.5, 0, -0.5, 0;
  const Matrix<double> path = trajectory_through(eight, 120);
  const auto learned = [&](Index hidden) {
    RecurrentSystem start = random_system(2 + hidden, 2);
    start.W *= 0.5;
    start.b.setZero();
    DynamicsTrainer trainer(start, {path}, {.rate = 0.02});
    while (trainer.updates() < 2000 && !trainer.diverged_at()) trainer.update();
    return trainer.losses().back();
  };
  const double two = learned(0), six = learned(4);
  WARN("a figure eight: E " << two << " with two units, " << six << " with six");
  CHECK(two > 0.03);
  CHECK(six < 0.01);
}

TEST_CASE("dynamics trainer: recovers the trajectory of a known system, and the system") {
  for (const std::string& name : target_names()) {
    const RecurrentSystem truth = target_system(name, 0.1, 1);
    RecurrentSystem start = truth;
    start.W = 0.5 * Matrix<double>::Identity(2, 2);
    DynamicsTrainer trainer(start, runs_of(truth, 80, 4, 3), {.rate = 0.05});
    const double before = trainer.losses()[0];
    while (trainer.updates() < 3000) trainer.update();
    INFO(name << ": loss " << before << " → " << trainer.losses().back());
    CHECK(trainer.losses().back() < 1e-6 * before);
    const double gap = (trainer.system().W - truth.W).cwiseAbs().maxCoeff();
    CHECK(gap < 0.05);
    WARN(name << ": E " << before << " → " << trainer.losses().back() << ", W to " << gap);
  }
}

TEST_CASE("dynamics trainer: gradient descent goes down; without bias b stays") {
  const RecurrentSystem truth = target_system("damped-spiral", 0.1, 1);
  RecurrentSystem start = truth;
  start.W.setZero();
  DynamicsTrainer trainer(
      start, runs_of(truth, 50, 2, 3),
      {.kind = OptimizerKind::sgd, .rate = 0.5, .momentum = 0, .train_bias = false});
  for (int n = 0; n < 50; ++n) {
    trainer.update();
    const auto& losses = trainer.losses();
    CHECK(losses[losses.size() - 1] < losses[losses.size() - 2]);
  }
  CHECK(trainer.system().b == start.b);
}

TEST_CASE("dynamics trainer: what runs away stops at its update and keeps the last good system") {
  // x^t = −1.1 x^{t−1} stays below a million for 157 steps; asked for ten times that, the first
  // update makes w so negative that tanh drives it on.
  RecurrentSystem edge{Matrix<double>::Zero(1, 1), Vector<double>::Zero(1), 0.1, 21};
  Matrix<double> more(1, 158);
  for (Index t = 0; t < 158; ++t) more(0, t) = (t > 0 ? 3 : 0.3) * std::pow(-1.1, t);
  const OptimizerOptions bold{.kind = OptimizerKind::sgd, .rate = 1000, .momentum = 0};
  DynamicsTrainer wild(edge, {more}, bold);
  for (int n = 0; n < 5; ++n) wild.update();
  CHECK(wild.diverged_at() == Index(1));
  CHECK(wild.updates() == 0);
  CHECK(wild.system().b == edge.b);
  CHECK(wild.system().W == edge.W);
  edge.h = 50;
  DynamicsTrainer never(edge, {more}, {});
  CHECK(never.diverged_at() == Index(0));
  never.update();
  CHECK(never.updates() == 0);
}

TEST_CASE("dynamics trainer: trajectories that do not fit are refused") {
  const RecurrentSystem system = target_system("limit-cycle", 0.1, 1);
  const auto code = [&](std::vector<Matrix<double>> targets) {
    return code_of([&] { DynamicsTrainer(system, targets, {}); });
  };
  CHECK(code({}) == "shape-mismatch");
  CHECK(code({Matrix<double>::Zero(3, 10)}) == "shape-mismatch");
  CHECK(code({Matrix<double>::Zero(2, 10), Matrix<double>::Zero(2, 9)}) == "shape-mismatch");
  CHECK(code({Matrix<double>::Zero(2, 1)}) == "out-of-range");
  CHECK(code({Matrix<double>::Constant(2, 10, NAN)}) == "not-finite");
  CHECK(code_of([&] { DynamicsTrainer(system, {Matrix<double>::Zero(2, 10)}, {.rate = -1}); }) ==
        "out-of-range");
}

TEST_CASE("dynamics trainer: eight units over 200 steps, many updates a second") {
  DynamicsTrainer trainer(random_system(8, 1), runs_of(random_system(8, 2), 200, 1, 3), {});
  const auto begun = std::chrono::steady_clock::now();
  for (int n = 0; n < 500; ++n) trainer.update();
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  WARN("d = 8, 200 steps: " << int(500 / seconds) << " updates a second");
  CHECK(500 / seconds > 200);
}
