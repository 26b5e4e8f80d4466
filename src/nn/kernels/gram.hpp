#pragma once
// Products of many series with each other, in double.

#include "base/types.hpp"

namespace relevance {

/// aᵀb `[N × N]` for `a`, `b [n × N]` of which it is known to be symmetric: half of it is computed.
Matrix<double> symmetric_product(const Matrix<double>& a, const Matrix<double>& b);

/// r_τ = Σ_t x_t x_{t+τ} for τ = 0 … n−1, a column for each of `series [n × N]`.
Matrix<double> autocorrelations(const Matrix<double>& series);

/// Σ_{t < count} (Σ_{s ≤ t} x_s x'_{t−s})²: how much of ‖x * x'‖² lies in its first `count`
/// values, for every pair, `[N × N]`.
Matrix<double> head_energies(const Matrix<double>& series, Index count);

}  // namespace relevance
