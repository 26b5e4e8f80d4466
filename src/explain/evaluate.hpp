#pragma once
// Is a heatmap believable? Remove pixels in its order and watch the score.
//
//   PixelRemoval removal({.fractions = {0, 0.1}, .random_orders = 4}, seed);
//   removal.add(network_forward, image, relevance, target);
//   removal.relevant_first()[1] < removal.random()[1]      // it found what matters

#include "base/random.hpp"
#include "nn/forward.hpp"

namespace relevance {

struct RemovalOptions {
  std::vector<double> fractions = {0, 0.1};  ///< of the pixels, in [0, 1]
  int random_orders = 4;                     ///< to average over
  double fill = 0;                           ///< what a removed pixel becomes
};

/// Mean score of the target while pixels are removed, most relevant first, least
/// relevant first and in random order (Samek et al. 2017, "pixel flipping").
class PixelRemoval {
 public:
  PixelRemoval(RemovalOptions options, uint64_t seed);

  /// Adds one image: `image [n_in × 1]`, `relevance [n_in × 1]`.
  void add(Forward<float>& forward, int output, const Matrix<float>& image,
           const Matrix<float>& relevance, Index target);

  int count() const { return count_; }
  const std::vector<double>& fractions() const { return options_.fractions; }
  /// Means over the images added, one for each fraction.
  Vector<double> relevant_first() const { return mean(0); }
  Vector<double> least_first() const { return mean(1); }
  Vector<double> random() const { return mean(2); }

 private:
  Vector<double> mean(int order) const;
  RemovalOptions options_;
  Random random_;
  int count_ = 0;
  Matrix<double> sums_;  // [fractions × 3]
  Matrix<float> batch_;
};

}  // namespace relevance
