#pragma once
// A recurrent system at random, of d units and steps of length h.

#include "base/random.hpp"
#include "dynamics/recurrent.hpp"

namespace relevance::testing {

inline RecurrentSystem random_system(Index d, uint64_t seed, double h = 1) {
  Random random(seed);
  const Matrix<double> W = random.normal_matrix<double>(d, d);
  return {W, random.normal_matrix<double>(d, 1, 0.3).col(0), 0.1, h};
}

}  // namespace relevance::testing
