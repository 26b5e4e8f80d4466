#pragma once
// k-means, and its neural form: why a point belongs to its cluster (Kauffmann et al. 2022).
//
//   const KMeans clusters = k_means(points, 3, seed);
//   Network<double> network = neuralize_cluster(clusters.centres, 0, beta);

#include <cstdint>

#include "nn/network.hpp"

namespace relevance {

struct KMeans {
  Matrix<double> centres;      ///< [d × k]
  std::vector<Index> cluster;  ///< of every point
  double inertia = 0;          ///< Σ of squared distances to the own centre
  int iterations = 0;
  bool converged = false;
};

/// Lloyd's iterations from seeded k-means++ centres (Arthur and Vassilvitskii 2007). A tie goes to
/// the first centre; a cluster that loses all its points takes the point farthest from its centre.
class KMeansTraining {
 public:
  /// `points [d × n]`. Raises `shape-mismatch` for no point, `not-finite`, `out-of-range` unless
  /// k is 1 to the number of different points.
  KMeansTraining(Matrix<double> points, Index k, uint64_t seed, int most_iterations = 300);

  /// One iteration more.
  void step();
  bool done() const { return result_.converged || result_.iterations >= most_iterations_; }
  /// As it stands; before the first step no point has a cluster.
  const KMeans& result() const { return result_; }

 private:
  Matrix<double> points_;
  int most_iterations_;
  KMeans result_;
};

/// The same at once.
KMeans k_means(const Matrix<double>& points, Index k, uint64_t seed, int most_iterations = 300);

/// The nearest centre of each point; the first on a tie. `centres [d × k]`, `points [d × n]`.
std::vector<Index> nearest_centres(const Matrix<double>& centres, const Matrix<double>& points);

/// The evidence for cluster c as two layers, "evidence" h_k = ‖x−μ_k‖² − ‖x−μ_c‖² = w_kᵀ(x − m_k)
/// for each other centre in order, with w_k = 2(μ_c − μ_k) and m_k = (μ_c + μ_k)/2, and "least" the
/// soft minimum of stiffness β; its hard minimum is f_c, above 0 where c is nearest. The input is
/// called "x". Raises `out-of-range` for fewer than two centres, a cluster there is not, β ≤ 0.
Network<double> neuralize_cluster(const Matrix<double>& centres, Index cluster, double beta);

}  // namespace relevance
