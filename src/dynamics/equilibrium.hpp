#pragma once
// Where a recurrent network stands still, and whether it stays there.

#include "dynamics/recurrent.hpp"

namespace relevance {

/// A solution of tanh(Wᵀx + b) = x, and what small deviations from it become.
struct Equilibrium {
  Vector<double> x;  ///< [d]
  bool converged = false;
  int iterations = 0;
  double residual = 0;  ///< ‖tanh(Wᵀx + b) − x‖
  double growth = 0;  ///< max Re λ of ∂ẋ/∂x, per unit of time: below 0 they die out in truth
  double amplified = 0;  ///< max |1 + h λ|, a step: below 1 they die out in Euler's steps
};

/// By Newton steps from `start [d]`, halved until they come nearer.
/// Raises what check_system raises, `shape-mismatch` for the start.
Equilibrium find_equilibrium(const RecurrentSystem& system, const Vector<double>& start);

/// max |λ| of a square matrix by ‖A^k‖^{1/k} for k = 2⁵⁰ (Gelfand 1941), by squaring.
double spectral_radius(Matrix<double> a);
/// max Re λ of a square matrix: log of the spectral radius of e^A.
double spectral_abscissa(const Matrix<double>& a);

/// The least ‖ẋ‖/r over the second half of a long, finely stepped run from `x0`, dimensionless: 0
/// where it settles. In the plane, what does not settle goes round (Poincaré and Bendixson 1901).
double least_speed(const RecurrentSystem& system, const Vector<double>& x0);

}  // namespace relevance
