#pragma once
#include "base/random.hpp"

namespace relevance::testing {

/// Data with a mean and unequal variances, oblique to the axes, `[n × samples]`.
inline Matrix<double> oblique(Index n, Index samples, uint64_t seed) {
  Random random(seed);
  Matrix<double> x = random.normal_matrix<double>(n, n) * random.normal_matrix<double>(n, samples);
  return x.colwise() + random.normal_matrix<double>(n, 1).col(0);
}

}  // namespace relevance::testing
