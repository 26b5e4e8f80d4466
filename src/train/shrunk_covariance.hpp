#pragma once
// A covariance that can be inverted although the samples are few.
//
//   ShrunkCovariance c = shrunk_covariance(images);
//   LowRankNormal normal = low_rank_normal(c, 64);
//   double nats = mean_log_density(normal, other_images);

#include "base/types.hpp"

namespace relevance {

struct ShrunkCovariance {
  Vector<double> mean;        ///< [n]
  Matrix<double> covariance;  ///< Σ [n × n]
  double shrinkage = 0;       ///< ρ in [0, 1], dimensionless
};

/// The covariance drawn towards a multiple of the identity as far as the data ask for it:
/// Σ = (1−ρ) S + ρ m I, S = 1/N Σ_k (x_k − μ)(x_k − μ)ᵀ, m = tr S/n,
/// ρ = min(b², d²)/d², d² = ‖S − m I‖², b² = 1/N² Σ_k ‖(x_k − μ)(x_k − μ)ᵀ − S‖², ρ = 1 where d =
/// 0. `samples [n × N]`; the trace is that of S. The paper takes the mean as known; here it is the
/// samples' own. Raises `out-of-range` for fewer than two samples, `not-finite`.
/// Source: Ledoit and Wolf 2004, eq. 14 and lemmas 3.2–3.5.
ShrunkCovariance shrunk_covariance(const Matrix<double>& samples);

/// The normal distribution N(μ, U Uᵀ + σ² I).
struct LowRankNormal {
  Vector<double> mean;    ///< [n]
  Matrix<double> factor;  ///< U [n × rank], orthogonal columns, their lengths falling
  double variance = 0;    ///< σ², in the data's units squared
};

/// The leading `rank` eigenpairs of Σ kept exactly, σ² the mean of the other eigenvalues, so that
/// the trace is kept too (Tipping and Bishop 1999, eqs. 7 and 8). Of each column of U the entry of
/// largest magnitude is positive. Raises `out-of-range` for a rank outside 0 … n−1.
LowRankNormal low_rank_normal(const ShrunkCovariance& from, Index rank);

/// Mean over the samples of log N(x; μ, U Uᵀ + σ² I), in nats. `samples [n × N]`.
/// Raises `shape-mismatch`, `out-of-range` unless σ² is positive.
double mean_log_density(const LowRankNormal& normal, const Matrix<double>& samples);

}  // namespace relevance
