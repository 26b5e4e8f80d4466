#pragma once
// The register tile all dense products are made of: P rows of inputs × V vectors of outputs.
//
//   multiply_tile<float, 5, 2>(rows, runs, 5, 80, weights, start, z);   // z [5 × 8]

#include <utility>

#include "base/types.hpp"
#include "nn/kernels/simd.hpp"

namespace relevance {

/// Calls f(0) … f(N−1) with the index as a constant, so that arrays become registers.
template <int N, class F>
[[gnu::always_inline]] inline void unrolled(F f) {
  [&]<int... I>(std::integer_sequence<int, I...>) __attribute__((always_inline)) {
    (f(std::integral_constant<int, I>{}), ...);
  }
  (std::make_integer_sequence<int, N>{});
}

/// z[p][v] = start[v] + Σ_run Σ_i rows[p][run + i] w[run, i][v].  `rows` P pointers, `runs` the
/// offsets of `count` runs of `length` elements, `weights [count · length × V vectors]`,
/// `start [V vectors]`, `z [P × V vectors]`.
template <class S, int P, int V>
inline void multiply_tile(const S* const* rows, const Index* runs, Index count, Index length,
                          const S* weights, const S* start, S* z) {
  using Pack = typename Simd<S>::Pack;
  constexpr int lanes = Simd<S>::kLanes;
  Pack acc[P * V];
  unrolled<P * V>([&](auto i) __attribute__((always_inline)) {
    acc[i] = Simd<S>::load(start + i % V * lanes);
  });
  for (Index r = 0; r < count; ++r) {
    const S* row[P];
    unrolled<P>([&](auto p) __attribute__((always_inline)) { row[p] = rows[p] + runs[r]; });
    for (Index i = 0; i < length; ++i, weights += V * lanes) {
      Pack w[V];
      unrolled<V>([&](auto v) __attribute__((always_inline)) {
        w[v] = Simd<S>::load(weights + v * lanes);
      });
      unrolled<P>([&](auto p) __attribute__((always_inline)) {
        const Pack a = Simd<S>::splat(row[p][i]);
        unrolled<V>([&](auto v) __attribute__((always_inline)) { acc[p * V + v] += a * w[v]; });
      });
    }
  }
  unrolled<P * V>([&](auto i)
                      __attribute__((always_inline)) { Simd<S>::store(z + i * lanes, acc[i]); });
}

}  // namespace relevance
