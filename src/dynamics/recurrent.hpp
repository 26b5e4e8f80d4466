#pragma once
// A recurrent network in continuous time, and Euler steps of it.
//
//   RecurrentSystem system{.W = W, .b = b};
//   const Simulation run = simulate(system, x0, 100);     // run.states.col(t) is x^t

#include <optional>

#include "base/types.hpp"

namespace relevance {

/// States beyond it have left for good: tanh keeps all others near ±1.
inline constexpr double kStateBound = 1e6;
/// Units, and steps of one simulation, at most.
inline constexpr double kMostUnits = 64, kMostSteps = 10'000;

/// ẋ_j = r (tanh(Σ_i x_i w_ij + b_j) − x_j), taken in steps of length h:
/// x^t = x^{t−1} + h r (tanh(Wᵀx^{t−1} + b) − x^{t−1}).
struct RecurrentSystem {
  Matrix<double> W;   ///< [d × d], W(i, j) = w_ij leads from x_i to x_j
  Vector<double> b;   ///< [d]
  double rate = 0.1;  ///< r, per unit of time
  double h = 1;       ///< length of a step, in units of time
  Index size() const { return b.size(); }
  double gain() const { return h * rate; }      ///< of tanh in a step
  double keep() const { return 1 - h * rate; }  ///< of the state before
};

/// Raises `shape-mismatch` for W, `not-finite`, `out-of-range` for r or h not above 0, for no unit
/// and for more than kMostUnits; each error is about the control `W`, `b`, `rate` or `h`.
void check_system(const RecurrentSystem& system);

/// Wᵀx + b, a column each. `x [d × n]`.
Matrix<double> inputs_of(const RecurrentSystem& system, const Matrix<double>& x);
/// ẋ, per unit of time. `x [d × n]`.
Matrix<double> velocity(const RecurrentSystem& system, const Matrix<double>& x);

struct Simulation {
  Matrix<double> states;            ///< x^0 … x^T, [d × (T+1)]
  Matrix<double> tanhs;             ///< tanh(Wᵀx^{t−1} + b) of steps 1 … T, [d × T]
  std::optional<Index> stopped_at;  ///< the step that left ±kStateBound; T is the one before
  Index steps() const { return tanhs.cols(); }
};

/// `steps` Euler steps from `x0 [d]`. Raises what check_system raises; for x0 `shape-mismatch`,
/// `not-finite`; `out-of-range` for steps. A run that leaves the bound is a result.
Simulation simulate(const RecurrentSystem& system, const Vector<double>& x0, Index steps);

}  // namespace relevance
