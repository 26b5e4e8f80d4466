#pragma once
// Which earlier state carries a last one: relevance through the network unfolded in time.

#include "dynamics/recurrent.hpp"

namespace relevance {

/// Of x_unit^T, handed back step by step. A step is x = c + g, c = (1 − h r) x^{t−1} and
/// g = h r tanh(s), s = Wᵀx^{t−1} + b; each of the two sums is taken apart by LRP-ε
/// (Bach et al. 2015, eq. 58), tanh hands on what it gets.
struct TimeRelevance {
  Matrix<double> R;        ///< of x_i^t, [d × (T+1)]
  Matrix<double> bias;     ///< what b_j takes in step t+1, [d × T]
  Matrix<double> flow;     ///< R of x_i^t that comes from x_j^{t+1}, column (t·d + j), [d × T·d]
  Vector<double> rest;     ///< Σ R^{t+1} − Σ R^t − Σ bias: what ε takes in step t+1, [T]
  Matrix<double> product;  ///< gradient × input: (∂x_unit^T/∂x_i^t) x_i^t, [d × (T+1)]
};

/// Σ_i R_i^t + Σ over later steps of (bias + rest) = x_unit^T at every t. Raises `out-of-range`
/// for the unit, for ε < 0 and for `last`, the step T whose state is explained.
TimeRelevance explain_state(const RecurrentSystem& system, const Simulation& run, Index last,
                            Index unit, double epsilon);

}  // namespace relevance
