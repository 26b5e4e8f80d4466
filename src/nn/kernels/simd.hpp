#pragma once
// Short vectors in the compilers' own notation: SSE or AVX natively, SIMD128 in WebAssembly.

#include <cstring>

namespace relevance {

#if defined(__AVX2__)
inline constexpr int kPackBytes = 32;
#else
inline constexpr int kPackBytes = 16;
#endif

template <class S>
struct Simd {
  static constexpr int kLanes = kPackBytes / int(sizeof(S));
  typedef S Pack __attribute__((vector_size(kPackBytes)));

  static Pack load(const S* p) {
    Pack v;
    std::memcpy(&v, p, sizeof v);
    return v;
  }
  static void store(S* p, Pack v) { std::memcpy(p, &v, sizeof v); }
  /// x in every lane; x − 0 is x for every x, −0 included, and compiles to one splat.
  static Pack splat(S x) { return x - Pack{}; }
  static S sum(Pack v) {
    S lanes[kLanes];
    std::memcpy(lanes, &v, sizeof v);
    S total = lanes[0];
    for (int i = 1; i < kLanes; ++i) total += lanes[i];
    return total;
  }
};

}  // namespace relevance
