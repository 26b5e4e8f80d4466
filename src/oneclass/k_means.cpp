#include "oneclass/k_means.hpp"

#include <set>

#include "base/error.hpp"
#include "base/random.hpp"
#include "nn/kernels/distances.hpp"
#include "oneclass/kernel_model.hpp"

namespace relevance {
namespace {

Matrix<double> distances_to(const Matrix<double>& centres, const Matrix<double>& points) {
  Matrix<double> distances;
  squared_distances(centres, Vector<double>(), points, distances);
  return distances;
}

Index different_points(const Matrix<double>& points) {
  std::set<std::vector<double>> different;
  for (Index i = 0; i < points.cols(); ++i)
    different.insert({points.col(i).data(), points.col(i).data() + points.rows()});
  return Index(different.size());
}

/// k-means++: each next centre a point drawn in proportion to its squared distance.
Matrix<double> spread_centres(const Matrix<double>& points, Index k, Random& random) {
  const Index n = points.cols();
  Matrix<double> centres(points.rows(), k);
  centres.col(0) = points.col(random.below(n));
  Vector<double> nearest = Vector<double>::Constant(n, std::numeric_limits<double>::infinity());
  for (Index c = 1; c < k; ++c) {
    const Matrix<double> last = centres.col(c - 1);
    nearest = nearest.cwiseMin(distances_to(last, points).row(0).transpose());
    double left = random.uniform() * nearest.sum();
    Index chosen = 0;
    nearest.maxCoeff(&chosen);  // where rounding leaves something over
    for (Index i = 0; i < n; ++i) {
      left -= nearest[i];
      if (left < 0) {
        chosen = i;
        break;
      }
    }
    centres.col(c) = points.col(chosen);
  }
  return centres;
}

/// The point farthest from its own centre founds an empty cluster.
void refill(const Matrix<double>& points, KMeans& result, std::vector<Index>& sizes, Index empty) {
  const Matrix<double> distances = distances_to(result.centres, points);
  Index farthest = -1;
  for (Index i = 0; i < points.cols(); ++i) {
    const Index own = result.cluster[size_t(i)];
    if (sizes[size_t(own)] < 2) continue;
    if (farthest < 0 || distances(own, i) > distances(result.cluster[size_t(farthest)], farthest))
      farthest = i;
  }
  --sizes[size_t(result.cluster[size_t(farthest)])];
  result.cluster[size_t(farthest)] = empty;
  sizes[size_t(empty)] = 1;
}

void take_means(const Matrix<double>& points, KMeans& result) {
  const Index k = result.centres.cols();
  std::vector<Index> sizes(size_t(k), 0);
  for (Index own : result.cluster) ++sizes[size_t(own)];
  for (Index c = 0; c < k; ++c)
    if (sizes[size_t(c)] == 0) refill(points, result, sizes, c);
  result.centres.setZero();
  for (Index i = 0; i < points.cols(); ++i)
    result.centres.col(result.cluster[size_t(i)]) += points.col(i);
  for (Index c = 0; c < k; ++c) result.centres.col(c) /= double(sizes[size_t(c)]);
}

std::vector<Index> nearest(const Matrix<double>& distances) {
  std::vector<Index> nearest(size_t(distances.cols()), 0);
  for (Index i = 0; i < distances.cols(); ++i) distances.col(i).minCoeff(&nearest[size_t(i)]);
  return nearest;
}

}  // namespace

std::vector<Index> nearest_centres(const Matrix<double>& centres, const Matrix<double>& points) {
  return nearest(distances_to(centres, points));
}

KMeansTraining::KMeansTraining(Matrix<double> points, Index k, uint64_t seed, int most_iterations)
    : points_(std::move(points)), most_iterations_(most_iterations) {
  check_points("k_means", points_);
  check_range("k_means", "the number of clusters", double(k), 1, double(different_points(points_)));
  Random random(seed);
  result_.centres = spread_centres(points_, k, random);
}

void KMeansTraining::step() {
  if (done()) return;
  const Matrix<double> distances = distances_to(result_.centres, points_);
  std::vector<Index> cluster = nearest(distances);
  result_.converged = cluster == result_.cluster;
  result_.cluster = std::move(cluster);
  ++result_.iterations;
  if (!result_.converged) take_means(points_, result_);
  result_.inertia = 0;
  for (Index i = 0; i < points_.cols(); ++i)
    result_.inertia +=
        (points_.col(i) - result_.centres.col(result_.cluster[size_t(i)])).squaredNorm();
}

KMeans k_means(const Matrix<double>& points, Index k, uint64_t seed, int most_iterations) {
  KMeansTraining training(points, k, seed, most_iterations);
  while (!training.done()) training.step();
  return training.result();
}

Network<double> neuralize_cluster(const Matrix<double>& centres, Index cluster, double beta) {
  const Index k = centres.cols();
  if (k < 2)
    throw Error("out-of-range",
                "neuralize_cluster: there is " + std::to_string(k) + " centre, expected at least 2",
                {{"name", "clusters"}, {"given", std::to_string(k)}, {"expected", "2 or more"}});
  check_range("neuralize_cluster", "cluster", double(cluster), 0, double(k - 1));
  check_positive("neuralize_cluster", "beta", beta, "as a stiffness");
  Hyperplanes<double> planes{Matrix<double>(k - 1, centres.rows()),
                             Matrix<double>(centres.rows(), k - 1)};
  for (Index other = 0, at = 0; other < k; ++other) {
    if (other == cluster) continue;
    planes.weights.row(at) = 2 * (centres.col(cluster) - centres.col(other)).transpose();
    planes.points.col(at++) = (centres.col(cluster) + centres.col(other)) / 2;
  }
  Network<double> network;
  const int x = network.add("x", Input{{centres.rows()}}, {});
  const int h = network.add("evidence", std::move(planes), {x});
  network.add("least", SoftMin{beta}, {h});
  return network;
}

}  // namespace relevance
