#pragma once
// How states depend on earlier states and on the parameters, forward in time.
//
//   ForwardSensitivity walk(system, run);
//   while (walk.t() < t) walk.step();
//   walk.dx_dW()                       // ∂x^t/∂w_kl

#include "dynamics/recurrent.hpp"

namespace relevance {

/// ∂x_j^t/∂x_i^{t−1} = (1 − h r) δ_ij + h r (1 − tanh² s_j) w_ij with s = Wᵀx^{t−1} + b: rows j are
/// outputs, columns i inputs. `tanhs [d]` of that step.
Matrix<double> step_jacobian(const RecurrentSystem& system, const Vector<double>& tanhs);

/// ∂x^to/∂x^from = J^to J^{to−1} … J^{from+1}, the identity where they are equal.
/// Raises `out-of-range` for steps that were not taken.
Matrix<double> chain_jacobian(const RecurrentSystem& system, const Simulation& run, Index from,
                              Index to);

/// Singular values, falling, by one-sided Jacobi rotations: each to its own rounding, small ones
/// too (Demmel and Veselić 1992). For some dozen columns.
Vector<double> singular_values(Matrix<double> a);

/// The sensitivities of x^t, carried from step to step:
/// ∂x^t/∂w_kl = J^t ∂x^{t−1}/∂w_kl + h r (1 − tanh² s_l) x_k^{t−1} e_l, with 1 for x_k of b_l.
class ForwardSensitivity {
 public:
  /// Both must outlive this.
  ForwardSensitivity(const RecurrentSystem& system, const Simulation& run);

  Index t() const { return t_; }
  /// Raises `out-of-range` at the end of the run.
  void step();
  /// ∂x_j/∂w_kl at row j, column k·d + l: [d × d²].
  const Matrix<double>& dx_dW() const { return dx_dW_; }
  /// ∂x_j/∂b_l: [d × d].
  const Matrix<double>& dx_db() const { return dx_db_; }
  /// ∂x_j^t/∂x_i^0: [d × d].
  const Matrix<double>& dx_dx0() const { return dx_dx0_; }

 private:
  const RecurrentSystem& system_;
  const Simulation& run_;
  Index t_ = 0;
  Matrix<double> dx_dW_, dx_db_, dx_dx0_;
};

}  // namespace relevance
