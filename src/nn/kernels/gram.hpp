#pragma once
// Products of many series with each other, in double.

#include "base/types.hpp"

namespace relevance {

/// aᵀb `[N × N]` for `a`, `b [n × N]` of which it is known to be symmetric: half of it is computed.
Matrix<double> symmetric_product(const Matrix<double>& a, const Matrix<double>& b);

/// r_τ = Σ_t x_t x_{t+τ} for τ = 0 … n−1, a column for each of `series [n × N]`.
Matrix<double> autocorrelations(const Matrix<double>& series);

/// How much of x * x', wrapped around a circle of 2n − 1 − head places, lies outside of the n
/// places from `head` on, for every pair of `series [n × N]`: [N × N]. By Fourier transforms, O(n
/// log n) a pair. head ≤ (n − 1)/2.
Matrix<double> outside_energies(const Matrix<double>& series, Index head);

}  // namespace relevance
