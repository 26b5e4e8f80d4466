#pragma once
// A recurrent network that learns, and all that is shown of it at one moment.

#include <memory>
#include <string>

#include "dynamics/equilibrium.hpp"
#include "dynamics/time_relevance.hpp"
#include "dynamics/trainer.hpp"

namespace relevance {

inline constexpr double kStateReach = 2;     // of the stage, in both directions
inline constexpr Index kMostUpdates = 2000;  // of W and b
inline constexpr Index kMostShown = 8;       // units, the hidden ones too
inline constexpr Index kSeen = 2;            // units that what is to be learned has: the first

struct DynamicsQuestion {
  RecurrentSystem system;
  Vector<double> x0, y0;
  bool planar_starts = true;  ///< what is set of them is a point of the plane
  Index steps = 0;
  std::string target;           ///< a name of target_names(), or "own"
  Matrix<double> places;        ///< of a walk drawn by hand, [2 × n]
  bool gradient_steps = false;  ///< instead of Adam's
  double eta = 0.01;
};

/// Where one looks: the step t, how many steps of the graph, which unit's state is explained, and
/// which two units span the plane of the phase portrait.
struct Look {
  Index t = 2, window = 2, unit = 0;
  Index across = 0, up = 1;
  double epsilon = 0;
};

/// A state of so many units whose first are those of `seen`, all others at 0.
Vector<double> with_hidden(const Vector<double>& seen, Index units);

/// Learns in slices and remembers every system on its way.
class DynamicsLearning {
 public:
  /// Raises what check_system and simulate raise, with the control it is about.
  explicit DynamicsLearning(const DynamicsQuestion& question);

  /// Up to `goal` updates, for about that many milliseconds, at least one.
  void advance(Index goal, double budget_ms);
  bool done(Index goal) const;
  const DynamicsQuestion& question() const { return question_; }
  /// None where there is nothing to learn from: less than two units, or targets that run away.
  const DynamicsTrainer* trainer() const { return trainer_.get(); }
  /// The trajectories to be followed, of the first kSeen units; empty as said.
  const std::vector<Matrix<double>>& targets() const { return targets_; }
  /// Updates made, `goal` at most, and the system after them.
  Index reached(Index goal) const;
  RecurrentSystem system_after(Index updates) const;

 private:
  void remember();

  DynamicsQuestion question_;
  std::vector<Matrix<double>> targets_;
  std::unique_ptr<DynamicsTrainer> trainer_;
  std::vector<double> way_;  // W and b of every update, one after the other
};

/// One moment: a system, its run, and how x^t depends on what came before.
struct DynamicsScene {
  DynamicsScene(const DynamicsLearning& learning, Index updates, const Look& look);

  const DynamicsLearning& learning;
  Index updates;
  RecurrentSystem system;
  Simulation run, second;  ///< from x0 and from y0
  Look look;               ///< t at most the last step, window at most t, units that there are
  Equilibrium at_rest;
  double least_speed;                   ///< of the run from x0, later on
  Matrix<double> J, J_before;           ///< of steps t and t − 1
  Matrix<double> dx_dW, dx_db, dx_dx0;  ///< at step t
  Matrix<double> dW_before, db_before;  ///< at step t − 1
  Matrix<double> sensitivities;  ///< of each step: largest and least σ of ∂x/∂x⁰, ‖∂x/∂W‖, ‖∂x/∂b‖
  double gradient_gap;      ///< of dx_dW and dx_db to finite differences, relative
  double bptt_gap;          ///< of BPTT's gradient of the loss to the forward one, relative
  TimeRelevance relevance;  ///< of x_unit^t
  Vector<double> x_t() const { return run.states.col(look.t); }
  Vector<double> x_before() const { return run.states.col(look.t - 1); }
};

}  // namespace relevance
