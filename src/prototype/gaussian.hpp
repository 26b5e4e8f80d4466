#pragma once
// The normal distribution N(μ, Σ) over inputs, in double precision.
//
//   const Gaussian p = Gaussian::full(mean, covariance);
//   Vector<double> log_p = p.log_density(x);          // of each column, in nats

#include "base/types.hpp"

namespace relevance {

/// log p(x) = −½ (x−μ)ᵀ Σ⁻¹ (x−μ) − ½ log det Σ − (n/2) log 2π, with Σ kept as D + U Q Uᵀ and its
/// inverse alike, so that a low rank costs no matrix of n × n.
class Gaussian {
 public:
  /// Σ as a matrix `[n × n]`. Raises `shape-mismatch`, `not-finite`, and
  /// `not-positive-definite` naming the smallest eigenvalue or the entry that is not symmetric.
  static Gaussian full(const Vector<double>& mean, const Matrix<double>& covariance);
  /// Σ = diag(variances). Raises alike.
  static Gaussian diagonal(const Vector<double>& mean, const Vector<double>& variances);
  /// Σ = U Uᵀ + diag(d), `factors` U `[n × rank]`, every d > 0 (Woodbury's identity). Raises alike.
  static Gaussian low_rank(const Vector<double>& mean, const Matrix<double>& factors,
                           const Vector<double>& diagonal);

  Index size() const { return mean_.size(); }
  const Vector<double>& mean() const { return mean_; }
  /// Σ v, `v [n × batch]`.
  Matrix<double> covariance_times(const Matrix<double>& v) const { return covariance_.times(v); }
  /// Σ⁻¹ v, `v [n × batch]`.
  Matrix<double> precision_times(const Matrix<double>& v) const { return precision_.times(v); }
  /// log p of each column of `x [n × batch]`, in nats.
  Vector<double> log_density(const Matrix<double>& x) const;
  /// log p at the mean, its largest value.
  double log_peak() const { return log_peak_; }

 private:
  struct Form {  // diag(d) + basis · diag(weights) · basisᵀ
    Vector<double> d;
    Matrix<double> basis;
    Vector<double> weights;
    Matrix<double> times(const Matrix<double>& v) const;
  };
  Gaussian(const Vector<double>& mean, Form covariance, Form precision, double log_determinant);

  Vector<double> mean_;
  Form covariance_, precision_;
  double log_peak_ = 0;
};

/// The half-axes of the ellipse (x−μ)ᵀ Σ⁻¹ (x−μ) = 1 as columns: V √Λ. Raises as Gaussian::full.
Matrix<double> half_axes(const Matrix<double>& covariance);

}  // namespace relevance
