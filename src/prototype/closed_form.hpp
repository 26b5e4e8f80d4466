#pragma once
// Where f(x) − Ω is largest for a linear f(x) = wᵀx + b: what an ascent must reach.

#include "prototype/gaussian.hpp"

namespace relevance {

/// x* = w/(2λ) for Ω = λ‖x‖². `w [n]` or `[n × batch]`. Raises as check_bounded does.
Matrix<double> optimum_under_norm(const Matrix<double>& w, double lambda);

/// x* = μ + Σw/λ for Ω = −λ log N(x; μ, Σ), in the exercise λ = 1. Raises alike.
Matrix<double> optimum_under_density(const Matrix<double>& w, const Gaussian& p, double lambda = 1);

/// z* = Aᵀw/(2λ) for x = Az + c and Ω = λ‖z‖², `A [n × code]`; x* = Az* + c. Raises alike, and
/// `shape-mismatch`.
Matrix<double> optimal_code(const Matrix<double>& w, const Matrix<double>& A, double lambda);

}  // namespace relevance
