#pragma once
// Learning W and b from trajectories, by backpropagation through time (Werbos 1990).
//
//   DynamicsTrainer trainer(system, trajectories, {.rate = 0.01});
//   while (trainer.updates() < 500 && !trainer.diverged_at()) trainer.update();
//   trainer.system().W, trainer.losses()

#include <optional>
#include <vector>

#include "dynamics/recurrent.hpp"
#include "train/optimizer.hpp"

namespace relevance {

/// E = 1/(2 n T) Σ_p Σ_t ‖x_p^t − y_p^t‖² over n trajectories of T steps, and its gradients.
/// Every start is the trajectory's own, y_p^0 = x_p^0. Units after those of the trajectories are
/// hidden: they start at 0 and may do as they like. Allocates nothing after it is made.
class TrajectoryLoss {
 public:
  /// `targets`: n of [seen × (T+1)] each. Raises `shape-mismatch`, `not-finite`, `out-of-range`.
  explicit TrajectoryLoss(const std::vector<Matrix<double>>& targets, Index hidden = 0);

  /// Units, the hidden ones too.
  Index size() const { return d_; }
  Index steps() const { return steps_; }
  /// E; infinite where a run leaves ±kStateBound, and the gradients are then not to be read. Raises
  /// `shape-mismatch` for a system of another size.
  double operator()(const RecurrentSystem& system);
  const Matrix<double>& dW() const { return dW_; }
  const Vector<double>& db() const { return db_; }
  /// What followed target p last, [d × (T+1)].
  Matrix<double> followed(Index p) const;

 private:
  Index d_, seen_, n_, steps_;
  Matrix<double> targets_, states_, tanhs_;  // blocks of n columns, one block a step
  Matrix<double> dW_;
  Vector<double> db_, adjoint_;
};

class DynamicsTrainer {
 public:
  /// Raises what check_system, TrajectoryLoss and check_options raise; `shape-mismatch` where
  /// trajectories have more units than the system; where it has more, those are hidden. Weight
  /// decay is not applied.
  DynamicsTrainer(const RecurrentSystem& start, const std::vector<Matrix<double>>& targets,
                  const OptimizerOptions& options);

  /// One step of W and b. Where the loss or the parameters leave the finite numbers it takes none
  /// from then on. Allocates nothing but, now and then, room for losses.
  void update();
  Index updates() const { return Index(losses_.size()) - 1; }
  /// The update that would have left the finite numbers.
  std::optional<Index> diverged_at() const { return diverged_at_; }
  const RecurrentSystem& system() const { return system_; }
  /// E before the first update, and after each.
  const std::vector<double>& losses() const { return losses_; }

 private:
  void follow(double* parameters, const double* gradient, Index from, Index n);

  RecurrentSystem system_, before_;
  TrajectoryLoss loss_;
  OptimizerOptions options_;
  Vector<double> first_, second_;  // moments of W, then of b
  std::vector<double> losses_;
  std::optional<Index> diverged_at_;
};

}  // namespace relevance
