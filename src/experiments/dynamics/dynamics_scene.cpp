#include "experiments/dynamics/dynamics_scene.hpp"

#include <algorithm>
#include <chrono>

#include "base/about.hpp"
#include "dynamics/sensitivity.hpp"
#include "dynamics/target_systems.hpp"

namespace relevance {
namespace {

constexpr double kNudge = 1e-5;  // of finite differences
constexpr double kTooLarge = 1e150;
constexpr int kBetweenLooks = 8;  // updates between two looks at the clock

double gap_of(const Matrix<double>& a, const Matrix<double>& b) {
  return (a - b).cwiseAbs().maxCoeff() / std::max(1.0, b.cwiseAbs().maxCoeff());
}

std::vector<Matrix<double>> targets_of(const DynamicsQuestion& q) {
  if (q.system.size() < kSeen) return {};
  if (q.target == "own") return {trajectory_through(q.places, q.steps)};
  const RecurrentSystem truth = target_system(q.target, q.system.rate, q.system.h);
  std::vector<Matrix<double>> targets;
  const Vector<double> x0 = q.x0.head(kSeen), y0 = q.y0.head(kSeen);
  for (const Vector<double>& start : {x0, y0, Vector<double>(-x0), Vector<double>(-y0)}) {
    const Simulation run = simulate(truth, start, q.steps);
    if (run.stopped_at) return {};
    targets.push_back(run.states);
  }
  return targets;
}

/// (x^t with this parameter of `system` higher − with it lower) / 2ε.
Vector<double> slope_of(const RecurrentSystem& system, double& parameter, const Vector<double>& x0,
                        Index t) {
  const double at = parameter;
  parameter = at + kNudge;
  const Vector<double> above = simulate(system, x0, t).states.rightCols(1);
  parameter = at - kNudge;
  const Vector<double> below = simulate(system, x0, t).states.rightCols(1);
  parameter = at;
  return (above - below) / (2 * kNudge);
}

/// Largest and least singular value; NaN where the numbers of the chain are too large for that.
Vector<double> extreme_sigma(const Matrix<double>& chain) {
  if (!(chain.cwiseAbs().maxCoeff() < kTooLarge)) return Vector<double>::Constant(2, NAN);
  const Vector<double> sigma = singular_values(chain);
  return Vector<double>{{sigma[0], sigma[sigma.size() - 1]}};
}

/// The loss's gradient by forward sensitivities of every trajectory: W's, then b's, in one column.
Vector<double> forward_gradient(const RecurrentSystem& system,
                                const std::vector<Matrix<double>>& targets) {
  const Index d = system.size(), steps = targets[0].cols() - 1;
  Vector<double> gradient = Vector<double>::Zero(d * d + d);
  for (const Matrix<double>& target : targets) {
    const Simulation run = simulate(system, with_hidden(target.col(0), d), steps);
    ForwardSensitivity walk(system, run);
    while (walk.t() < run.steps()) {
      walk.step();
      Vector<double> miss = Vector<double>::Zero(d);  // of hidden units there is none
      miss.head(kSeen) = run.states.col(walk.t()).head(kSeen) - target.col(walk.t());
      gradient.head(d * d) += walk.dx_dW().transpose() * miss;
      gradient.tail(d) += walk.dx_db().transpose() * miss;
    }
  }
  return gradient / double(Index(targets.size()) * steps);
}

}  // namespace

Vector<double> with_hidden(const Vector<double>& seen, Index units) {
  Vector<double> state = Vector<double>::Zero(units);
  state.head(seen.size()) = seen;
  return state;
}

DynamicsLearning::DynamicsLearning(const DynamicsQuestion& question) : question_(question) {
  check_system(question.system);
  if (question.system.size() > kMostShown)
    throw Error(
        "out-of-range",
        "the network has " + std::to_string(question.system.size()) + " units, expected at most 8",
        {{"control", "W"}, {"given", std::to_string(question.system.size())}});
  about("x0", [&] { simulate(question.system, question.x0, 0); });
  about("y0", [&] { simulate(question.system, question.y0, 0); });
  targets_ = targets_of(question);
  if (targets_.empty()) return;
  trainer_ = std::make_unique<DynamicsTrainer>(
      question.system, targets_,
      OptimizerOptions{.kind = question.gradient_steps ? OptimizerKind::sgd : OptimizerKind::adam,
                       .rate = question.eta,
                       .momentum = 0});
  const Index d = question.system.size();
  way_.reserve(size_t((kMostUpdates + 1) * (d * d + d)));
  remember();
}

void DynamicsLearning::remember() {
  const RecurrentSystem& now = trainer_->system();
  way_.insert(way_.end(), now.W.data(), now.W.data() + now.W.size());
  way_.insert(way_.end(), now.b.data(), now.b.data() + now.b.size());
}

bool DynamicsLearning::done(Index goal) const {
  return !trainer_ || trainer_->diverged_at() || trainer_->updates() >= goal;
}

void DynamicsLearning::advance(Index goal, double budget_ms) {
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  while (!done(goal)) {
    for (int n = 0; n < kBetweenLooks && !done(goal); ++n) {
      trainer_->update();
      if (!trainer_->diverged_at()) remember();
    }
    const std::chrono::duration<double, std::milli> gone = Clock::now() - begun;
    if (gone.count() >= budget_ms) return;
  }
}

Index DynamicsLearning::reached(Index goal) const {
  return trainer_ ? std::min(goal, trainer_->updates()) : 0;
}

RecurrentSystem DynamicsLearning::system_after(Index updates) const {
  RecurrentSystem system = question_.system;
  if (!trainer_) return system;
  const Index d = system.size();
  const double* at = way_.data() + updates * (d * d + d);
  system.W = Eigen::Map<const Matrix<double>>(at, d, d);
  system.b = Eigen::Map<const Vector<double>>(at + d * d, d);
  return system;
}

DynamicsScene::DynamicsScene(const DynamicsLearning& of, Index made, const Look& at)
    : learning(of),
      updates(made),
      system(of.system_after(made)),
      run(simulate(system, of.question().x0, of.question().steps)),
      second(simulate(system, of.question().y0, of.question().steps)),
      look(at),
      at_rest(find_equilibrium(system, run.states.rowwise().mean().cwiseMin(1).cwiseMax(-1))),
      least_speed(relevance::least_speed(system, of.question().x0)) {
  look.t = std::min(look.t, run.steps());
  look.window = std::min(look.window, look.t);
  const Index last = system.size() - 1;
  look.unit = std::min(look.unit, last);
  look.across = std::min(look.across, last);
  look.up = std::min(look.up, last);
  if (look.up == look.across) look.up = look.across == 0 ? std::min<Index>(1, last) : 0;
  relevance = explain_state(system, run, look.t, look.unit, look.epsilon);
  J = step_jacobian(system, run.tanhs.col(look.t - 1));
  J_before = step_jacobian(system, run.tanhs.col(look.t - 2));
  sensitivities.resize(4, run.steps() + 1);
  ForwardSensitivity walk(system, run);
  for (Index t = 0; t <= run.steps(); ++t) {
    if (t > 0) walk.step();
    sensitivities.col(t) << extreme_sigma(walk.dx_dx0()), walk.dx_dW().norm(), walk.dx_db().norm();
    if (t == look.t - 1) dW_before = walk.dx_dW(), db_before = walk.dx_db();
    if (t == look.t) dx_dW = walk.dx_dW(), dx_db = walk.dx_db(), dx_dx0 = walk.dx_dx0();
  }
  const Index d = system.size();
  RecurrentSystem moved = system;
  Matrix<double> dW(d, d * d), db(d, d);
  for (Index l = 0; l < d; ++l) {
    for (Index k = 0; k < d; ++k)
      dW.col(k * d + l) = slope_of(moved, moved.W(k, l), run.states.col(0), look.t);
    db.col(l) = slope_of(moved, moved.b[l], run.states.col(0), look.t);
  }
  gradient_gap = std::max(gap_of(dx_dW, dW), gap_of(dx_db, db));
  bptt_gap = 0;
  if (of.targets().empty()) return;
  TrajectoryLoss loss(of.targets(), d - kSeen);
  if (!std::isfinite(loss(system))) return;
  const Vector<double> forward = forward_gradient(system, of.targets());
  Vector<double> back(d * d + d);
  for (Index k = 0; k < d; ++k) back.segment(k * d, d) = loss.dW().row(k).transpose();
  back.tail(d) = loss.db();
  bptt_gap = gap_of(back, forward);
}

}  // namespace relevance
