#include "dynamics/trainer.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "nn/kernels/recurrence.hpp"
#include "nn/kernels/update.hpp"

namespace relevance {
namespace {

/// Those of the system that the trajectories do not have.
Index hidden_units(const RecurrentSystem& system, const std::vector<Matrix<double>>& targets) {
  return targets.empty() ? 0 : std::max<Index>(0, system.size() - targets[0].rows());
}

}  // namespace

TrajectoryLoss::TrajectoryLoss(const std::vector<Matrix<double>>& targets, Index hidden) {
  check_not_empty("TrajectoryLoss", "the list of trajectories", Index(targets.size()));
  check_range("TrajectoryLoss", "the number of hidden units", double(hidden), 0, kMostUnits);
  seen_ = targets[0].rows();
  d_ = seen_ + hidden;
  n_ = Index(targets.size());
  steps_ = targets[0].cols() - 1;
  check_range("TrajectoryLoss", "the number of units", double(d_), 1, kMostUnits);
  check_range("TrajectoryLoss", "the steps of a trajectory", double(steps_), 1, kMostSteps);
  targets_ = Matrix<double>::Zero(d_, n_ * (steps_ + 1));
  for (Index p = 0; p < n_; ++p) {
    const Matrix<double>& one = targets[size_t(p)];
    check_size("TrajectoryLoss", "the units of a trajectory", one.rows(), seen_);
    check_size("TrajectoryLoss", "the states of a trajectory", one.cols(), steps_ + 1);
    check_finite("TrajectoryLoss", "a trajectory", one);
    for (Index t = 0; t <= steps_; ++t) targets_.col(t * n_ + p).head(seen_) = one.col(t);
  }
  states_ = targets_;
  tanhs_.resize(d_, n_ * steps_);
  dW_.resize(d_, d_);
  db_.resize(d_);
  adjoint_.resize(2 * d_);
}

double TrajectoryLoss::operator()(const RecurrentSystem& system) {
  check_size("TrajectoryLoss", "the units of the system", system.size(), d_);
  const Recurrence loop{d_, n_, system.keep(), system.gain(), system.W.data(), system.b.data()};
  if (run_recurrence(loop, steps_, kStateBound, states_.data(), tanhs_.data()) < steps_)
    return INFINITY;
  return backpropagate_recurrence(loop, steps_, seen_, 1 / double(n_ * steps_), states_.data(),
                                  tanhs_.data(), targets_.data(), dW_.data(), db_.data(),
                                  adjoint_.data());
}

Matrix<double> TrajectoryLoss::followed(Index p) const {
  Matrix<double> one(d_, steps_ + 1);
  for (Index t = 0; t <= steps_; ++t) one.col(t) = states_.col(t * n_ + p);
  return one;
}

DynamicsTrainer::DynamicsTrainer(const RecurrentSystem& start,
                                 const std::vector<Matrix<double>>& targets,
                                 const OptimizerOptions& options)
    : system_(start), loss_(targets, hidden_units(start, targets)), options_(options) {
  check_system(start);
  check_options(options);
  check_size("DynamicsTrainer", "the units of the system", start.size(), loss_.size());
  const Index d = start.size();
  first_ = second_ = Vector<double>::Zero(d * d + d);
  before_ = system_;
  losses_.push_back(loss_(system_));
  if (!std::isfinite(losses_[0])) diverged_at_ = 0;
}

void DynamicsTrainer::follow(double* parameters, const double* gradient, Index from, Index n) {
  if (options_.kind == OptimizerKind::sgd) {
    momentum_update<double>(n, options_.rate, options_.momentum, gradient, first_.data() + from,
                            parameters);
    return;
  }
  const double t = double(updates() + 1);
  const AdamFactors<double> factors{options_.rate,
                                    options_.beta1,
                                    options_.beta2,
                                    1 / (1 - std::pow(options_.beta1, t)),
                                    1 / (1 - std::pow(options_.beta2, t)),
                                    options_.epsilon};
  adam_update<double>(n, factors, gradient, first_.data() + from, second_.data() + from,
                      parameters);
}

void DynamicsTrainer::update() {
  if (diverged_at_) return;
  const Index weights = system_.W.size();
  before_.W = system_.W;
  before_.b = system_.b;
  follow(system_.W.data(), loss_.dW().data(), 0, weights);
  if (options_.train_bias) follow(system_.b.data(), loss_.db().data(), weights, system_.size());
  const double loss = loss_(system_);
  if (std::isfinite(loss)) {
    losses_.push_back(loss);
    return;
  }
  diverged_at_ = updates() + 1;
  system_.W = before_.W;
  system_.b = before_.b;
}

}  // namespace relevance
