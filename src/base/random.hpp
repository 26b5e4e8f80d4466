#pragma once
// Seeded random numbers that are the same natively and as WebAssembly.
//
//   Random random(7);  double u = random.uniform();  Index k = random.below(10);
//
// Never std::*_distribution or Eigen::Random: their sequences differ between
// standard libraries.

#include <cstdint>
#include <vector>

#include "base/types.hpp"

namespace relevance {

/// xoshiro256** seeded by splitmix64 (Blackman and Vigna 2018).
class Random {
 public:
  explicit Random(uint64_t seed = 0);

  uint64_t bits();
  /// Uniform in [0, 1).
  double uniform() { return double(bits() >> 11) * 0x1.0p-53; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// Standard normal (Marsaglia's polar method).
  double normal();
  /// Uniform in {0, …, n-1}, without modulo bias; n >= 1.
  Index below(Index n);
  /// A uniformly random permutation of 0 … n-1 (Fisher–Yates).
  std::vector<Index> permutation(Index n);

  template <class S>
  Matrix<S> normal_matrix(Index rows, Index cols, double scale = 1) {
    Matrix<S> m(rows, cols);
    for (Index i = 0; i < m.size(); ++i) m.data()[i] = S(scale * normal());
    return m;
  }
  template <class S>
  Matrix<S> uniform_matrix(Index rows, Index cols, double low = 0, double high = 1) {
    Matrix<S> m(rows, cols);
    for (Index i = 0; i < m.size(); ++i) m.data()[i] = S(uniform(low, high));
    return m;
  }

 private:
  uint64_t state_[4];
  double spare_ = 0;
  bool has_spare_ = false;
};

}  // namespace relevance
