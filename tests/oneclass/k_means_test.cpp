#include "oneclass/k_means.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "explain/lrp.hpp"
#include "nn/backward.hpp"
#include "support/code_of.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

double evidence(const Matrix<double>& centres, Index cluster, const Vector<double>& x) {
  double least = INFINITY;
  for (Index k = 0; k < centres.cols(); ++k)
    if (k != cluster)
      least = std::min(
          least, (x - centres.col(k)).squaredNorm() - (x - centres.col(cluster)).squaredNorm());
  return least;
}

}  // namespace

TEST_CASE("k-means: finds what is far apart, the same for the same seed") {
  Random random(1);
  Matrix<double> points(2, 60);
  for (Index i = 0; i < 60; ++i) {
    points.col(i) << 10.0 * double(i % 3), i % 3 == 1 ? 8 : 0;
    points.col(i) += random.normal_matrix<double>(2, 1, 0.5);
  }
  const KMeans found = k_means(points, 3, 4);
  CHECK(found.converged);
  for (Index i = 3; i < 60; ++i) CHECK(found.cluster[size_t(i)] == found.cluster[size_t(i % 3)]);
  CHECK(found.cluster[0] != found.cluster[1]);
  CHECK(found.cluster[1] != found.cluster[2]);
  CHECK(k_means(points, 3, 4).centres == found.centres);
  // each centre the mean of its points, each point at its nearest centre
  for (Index c = 0; c < 3; ++c) {
    Vector<double> mean = Vector<double>::Zero(2);
    Index size = 0;
    for (Index i = 0; i < 60; ++i)
      if (found.cluster[size_t(i)] == c) mean += points.col(i), ++size;
    CHECK(relevance::testing::distance(found.centres.col(c), Vector<double>(mean / double(size))) <
          1e-12);
  }
  CHECK(nearest_centres(found.centres, points) == found.cluster);
}

TEST_CASE("k-means: inertia falls with k down to 0, no cluster is empty") {
  Random random(2);
  const Matrix<double> points = random.normal_matrix<double>(3, 12);
  for (uint64_t seed = 0; seed < 20; ++seed)
    for (Index k : {1, 2, 5, 12}) {
      const KMeans found = k_means(points, k, seed);
      std::vector<int> sizes(size_t(k), 0);
      for (Index own : found.cluster) ++sizes[size_t(own)];
      CHECK(std::count(sizes.begin(), sizes.end(), 0) == 0);
      if (k == 12) CHECK(found.inertia == Approx(0).margin(1e-20));
    }
}

TEST_CASE("k-means: one cluster is the mean; more than there are different points is refused") {
  Matrix<double> points(1, 4);
  points << 1, 1, 3, 3;
  CHECK(k_means(points, 1, 0).centres(0, 0) == 2);
  CHECK(k_means(points, 2, 0).inertia == 0);
  CHECK(code_of([&] { k_means(points, 3, 0); }) == "out-of-range");
  CHECK(code_of([&] { k_means(points, 0, 0); }) == "out-of-range");
  CHECK(code_of([&] { k_means(Matrix<double>(1, 0), 1, 0); }) == "shape-mismatch");
}

TEST_CASE("cluster network: its hard minimum is the evidence, its shares sum to it") {
  Random random(5);
  for (int trial = 0; trial < 100; ++trial) {
    const Index d = 1 + random.below(5), k = 2 + random.below(5), c = random.below(k);
    const Matrix<double> centres = random.normal_matrix<double>(d, k);
    const Vector<double> x = 2 * random.normal_matrix<double>(d, 1).col(0);
    const Network<double> network = neuralize_cluster(centres, c, 0.7);
    Forward<double> forward(network);
    const auto& trace = forward(Matrix<double>(x));
    const double f = trace.values[1].minCoeff();
    CHECK(f == Approx(evidence(centres, c, x)).margin(1e-12));
    CHECK(trace.values[2](0, 0) <= f);
    Lrp<double> lrp(network, make_composite({"epsilon-plus"}));
    const auto& result = lrp(trace, Matrix<double>(Matrix<double>::Constant(1, 1, f)));
    CHECK(result.relevance[1].sum() == Approx(f));
    CHECK(result.relevance[0].sum() == Approx(f).margin(1e-10));
    CHECK((f > 0) == (nearest_centres(centres, Matrix<double>(x))[0] == c));
    // R_i = Σ_k R_k (x_i − m_ki) w_ki / h_k by hand
    Vector<double> R = Vector<double>::Zero(d);
    for (Index other = 0, at = 0; other < k; ++other) {
      if (other == c) continue;
      const Vector<double> w = 2 * (centres.col(c) - centres.col(other));
      const Vector<double> m = (centres.col(c) + centres.col(other)) / 2;
      R += result.relevance[1](at, 0) / trace.values[1](at, 0) * (x - m).cwiseProduct(w);
      ++at;
    }
    CHECK(relevance::testing::distance(result.relevance[0].col(0), R) < 1e-9);
  }
}

TEST_CASE("cluster network: on a border plane nothing passes, and it is booked") {
  Matrix<double> centres(2, 2);
  centres << -1, 1, 0, 0;
  const Network<double> network = neuralize_cluster(centres, 0, 1);
  Forward<double> forward(network);
  Lrp<double> lrp(network, make_composite({"epsilon-plus"}));
  const auto& trace = forward(Matrix<double>(Eigen::Vector2d(0, 3)));
  const auto& result = lrp(trace, Matrix<double>(Matrix<double>::Constant(1, 1, 2.0)));
  CHECK(result.relevance[0].isZero());
  CHECK(result.absorbed[1](int(Cause::zero_denominator), 0) == 2);
}

TEST_CASE("cluster network: gradients against finite differences; refusals") {
  Random random(8);
  const Matrix<double> centres = random.normal_matrix<double>(3, 4);
  const Network<double> network = neuralize_cluster(centres, 2, 1.3);
  const Vector<double> x = random.normal_matrix<double>(3, 1).col(0);
  const Matrix<double> J = jacobian(network, Matrix<double>(x));
  Forward<double> forward(network);
  for (Index d = 0; d < 3; ++d) {
    Matrix<double> above = x, below = x;
    above(d, 0) += 1e-6, below(d, 0) -= 1e-6;
    const double high = forward(above).values[2](0, 0), low = forward(below).values[2](0, 0);
    CHECK(J(0, d) == Approx((high - low) / 2e-6).epsilon(kFiniteDifference));
  }
  CHECK(code_of([&] { neuralize_cluster(centres.leftCols(1), 0, 1); }) == "out-of-range");
  CHECK(code_of([&] { neuralize_cluster(centres, 4, 1); }) == "out-of-range");
  CHECK(code_of([&] { neuralize_cluster(centres, 0, 0); }) == "out-of-range");
}
