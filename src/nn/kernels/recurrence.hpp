#pragma once
// The loops of a recurrent network in time: there and back, without an allocation.

#include "base/types.hpp"

namespace relevance {

/// x ← keep x + gain tanh(Wᵀx + b), `steps` times for n states beside each other.
struct Recurrence {
  Index d, n;         ///< of a state, of states
  double keep, gain;  ///< 1 − h r and h r, dimensionless
  const double* W;    ///< [d × d], W(i, j) leads from x_i to x_j
  const double* b;    ///< [d]
};

/// `states [d × n] (steps + 1 of them)` from the first on, `tanhs [d × n] (steps of them)`.
/// Returns how many steps stay within ±bound and finite; what follows those is not to be read.
Index run_recurrence(const Recurrence& r, Index steps, double bound, double* states, double* tanhs);

/// E = weight/2 Σ_t ‖x^t − y^t‖² over steps 1 … `steps` and the first `seen` ≤ d units, and its
/// gradients by backpropagation through time: `dW [d × d]`, `db [d]` are overwritten;
/// `adjoint [2 d]` is room to work in. `targets` as `states`; its first block and units that are
/// not seen are not read.
double backpropagate_recurrence(const Recurrence& r, Index steps, Index seen, double weight,
                                const double* states, const double* tanhs, const double* targets,
                                double* dW, double* db, double* adjoint);

}  // namespace relevance
