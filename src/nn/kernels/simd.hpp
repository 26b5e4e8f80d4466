#pragma once
// Short vectors in the compilers' own notation: SSE or AVX natively, SIMD128 in WebAssembly.

#include <cstring>
#include <utility>

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

  /// Every second element of a and b beside each other, from the first or from the second on.
  static Pack evens(Pack a, Pack b) {
    return shuffled(a, b, [](int i) { return 2 * i; });
  }
  static Pack odds(Pack a, Pack b) {
    return shuffled(a, b, [](int i) { return 2 * i + 1; });
  }
  /// a and b element by element in turn: the first half of that, and the second.
  static Pack mix_low(Pack a, Pack b) {
    return shuffled(a, b, [](int i) { return i / 2 + i % 2 * kLanes; });
  }
  static Pack mix_high(Pack a, Pack b) {
    return shuffled(a, b, [](int i) { return i / 2 + i % 2 * kLanes + kLanes / 2; });
  }

 private:
  template <class F>
  static Pack shuffled(Pack a, Pack b, F) {
    return [&]<int... I>(std::integer_sequence<int, I...>) {
      return __builtin_shufflevector(a, b, F{}(I)...);
    }
    (std::make_integer_sequence<int, kLanes>{});
  }
};

}  // namespace relevance
