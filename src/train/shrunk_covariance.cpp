#include "train/shrunk_covariance.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace relevance {
namespace {

/// ρ, norms written out: Σ_k ‖y_k y_kᵀ − S‖² = Σ_k ‖y_k‖⁴ − N ‖S‖², because Σ_k y_k y_kᵀ = N S.
double shrinkage(const Matrix<double>& centred, const Matrix<double>& s) {
  const double samples = double(centred.cols()), n = double(centred.rows());
  const double squared = s.squaredNorm(), mean_variance = s.trace() / n;
  const double fourth = centred.colwise().squaredNorm().array().square().sum();
  const double distance = squared - n * mean_variance * mean_variance;
  const double error = (fourth - samples * squared) / (samples * samples);
  constexpr double kRounding = 1e-14;  // of the subtractions above
  if (distance <= kRounding * squared) return 1;
  return std::clamp(error / distance, 0.0, 1.0);
}

}  // namespace

ShrunkCovariance shrunk_covariance(const Matrix<double>& samples) {
  check_range("shrunk_covariance", "the number of samples", double(samples.cols()), 2, 1e9);
  check_range("shrunk_covariance", "the number of dimensions", double(samples.rows()), 1, 1e5);
  check_finite("shrunk_covariance", "the data", samples);
  ShrunkCovariance result;
  result.mean = samples.rowwise().mean();
  const Matrix<double> centred = samples.colwise() - result.mean;
  Matrix<double> s = centred * centred.transpose() / double(samples.cols());
  const double mean_variance = s.trace() / double(s.rows());
  result.shrinkage = shrinkage(centred, s);
  s *= 1 - result.shrinkage;
  s.diagonal().array() += result.shrinkage * mean_variance;
  result.covariance = std::move(s);
  return result;
}

LowRankNormal low_rank_normal(const ShrunkCovariance& from, Index rank) {
  const Index n = from.mean.size();
  check_range("low_rank_normal", "rank", double(rank), 0, double(n - 1));
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(from.covariance);
  LowRankNormal normal;
  normal.mean = from.mean;
  normal.variance = std::max(0.0, solver.eigenvalues().head(n - rank).mean());
  normal.factor = solver.eigenvectors().rightCols(rank).rowwise().reverse();
  for (Index k = 0; k < rank; ++k) {
    Index largest = 0;
    normal.factor.col(k).cwiseAbs().maxCoeff(&largest);
    const double sign = normal.factor(largest, k) < 0 ? -1 : 1;
    const double excess = solver.eigenvalues()[n - 1 - k] - normal.variance;
    normal.factor.col(k) *= sign * std::sqrt(std::max(0.0, excess));
  }
  return normal;
}

double mean_log_density(const LowRankNormal& normal, const Matrix<double>& samples) {
  const Index n = normal.mean.size();
  check_size("mean_log_density", "a sample", samples.rows(), n);
  check_range("mean_log_density", "the variance", normal.variance, 1e-300, 1e300);
  // U's columns are orthogonal: the eigenvalues are σ² + ‖u_k‖², and σ² for the rest.
  const Vector<double> lengths = normal.factor.colwise().squaredNorm();
  const Matrix<double> centred = samples.colwise() - normal.mean;
  const Matrix<double> along = normal.factor.transpose() * centred;
  double log_determinant = double(n) * std::log(normal.variance);
  double distance = centred.squaredNorm() / normal.variance;  // squared, Mahalanobis, summed
  for (Index k = 0; k < lengths.size(); ++k) {
    const double eigenvalue = normal.variance + lengths[k];
    log_determinant += std::log(eigenvalue / normal.variance);
    distance -= along.row(k).squaredNorm() / (normal.variance * eigenvalue);
  }
  constexpr double kLogTwoPi = 1.8378770664093453;
  return -0.5 * (double(n) * kLogTwoPi + log_determinant + distance / double(samples.cols()));
}

}  // namespace relevance
