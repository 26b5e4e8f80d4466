#include "nn/kernels/pool_halves.hpp"

#include <algorithm>

#include "nn/kernels/simd.hpp"

namespace relevance {
namespace {

/// The four elements of as many tiles as a vector has lanes: a b over c d.
template <class S>
struct Tiles {
  typename Simd<S>::Pack a, b, c, d;
};

/// Calls f(offset of the tiles' first element, of their output, whether they fill a vector, how
/// many they are) for the whole image.
template <class S, class F>
inline void for_each_tiles(const ImageShape& image, F f) {
  constexpr Index lanes = Simd<S>::kLanes;
  const Index height = image.height / 2, width = image.width / 2;
  for (Index c = 0; c < image.channels; ++c)
    for (Index y = 0; y < height; ++y)
      for (Index x = 0; x < width; x += lanes)
        f((c * image.height + 2 * y) * image.width + 2 * x, (c * height + y) * width + x,
          std::min(lanes, width - x));
}

template <class S>
inline Tiles<S> load_tiles(const S* x, Index row) {
  constexpr Index lanes = Simd<S>::kLanes;
  const auto left = Simd<S>::load(x), right = Simd<S>::load(x + lanes);
  const auto low = Simd<S>::load(x + row), lower = Simd<S>::load(x + row + lanes);
  return {Simd<S>::evens(left, right), Simd<S>::odds(left, right), Simd<S>::evens(low, lower),
          Simd<S>::odds(low, lower)};
}

template <class S>
inline void store_tiles(const Tiles<S>& t, S* x, Index row) {
  constexpr Index lanes = Simd<S>::kLanes;
  Simd<S>::store(x, Simd<S>::mix_low(t.a, t.b));
  Simd<S>::store(x + lanes, Simd<S>::mix_high(t.a, t.b));
  Simd<S>::store(x + row, Simd<S>::mix_low(t.c, t.d));
  Simd<S>::store(x + row + lanes, Simd<S>::mix_high(t.c, t.d));
}

/// y = f of each tile, both in vectors and alone.
template <class S, class F>
inline void reduce_tiles(const ImageShape& image, const S* x, S* y, F f) {
  const Index row = image.width;
  for_each_tiles<S>(image, [&](Index from, Index to, Index count) {
    const S* corner = x + from;
    if (count == Simd<S>::kLanes) {
      const Tiles<S> t = load_tiles(corner, row);
      return Simd<S>::store(y + to, f(t.a, t.b, t.c, t.d));
    }
    for (Index i = 0; i < count; ++i, corner += 2)
      y[to + i] = f(corner[0], corner[1], corner[row], corner[row + 1]);
  });
}

template <class S>
void clear_if_odd(const ImageShape& image, S* dx) {
  if (image.height % 2 != 0 || image.width % 2 != 0) std::fill_n(dx, image.size(), S(0));
}

}  // namespace

bool is_halving(const Window& window) {
  return window == Window{.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2};
}

template <class S>
void max_of_tiles(const ImageShape& image, const S* x, S* y) {
  const auto larger = [](auto p, auto q) { return p < q ? q : p; };
  reduce_tiles(image, x, y,
               [&](auto a, auto b, auto c, auto d) { return larger(larger(a, b), larger(c, d)); });
}

template <class S>
void sum_of_tiles(const ImageShape& image, S weight, const S* x, S* y) {
  reduce_tiles(image, x, y,
               [&](auto a, auto b, auto c, auto d) { return weight * (a + b + c + d); });
}

template <class S>
void winners_of_tiles(const ImageShape& image, const S* x, const S* y, const S* dy, S* dx) {
  using Pack = typename Simd<S>::Pack;
  const Index row = image.width;
  clear_if_odd(image, dx);
  for_each_tiles<S>(image, [&](Index to, Index from, Index count) {
    S* corner = dx + to;
    if (count == Simd<S>::kLanes) {
      const Tiles<S> t = load_tiles(x + to, row);
      const Pack best = Simd<S>::load(y + from), none{};
      const Pack given = Simd<S>::load(dy + from);
      Tiles<S> share;
      Pack rest = given;  // what no earlier element of the tile has won
      share.a = t.a == best ? rest : none;
      rest = t.a == best ? none : rest;
      share.b = t.b == best ? rest : none;
      rest = t.b == best ? none : rest;
      share.c = t.c == best ? rest : none;
      share.d = t.c == best ? none : rest;
      return store_tiles(share, corner, row);
    }
    for (Index i = 0; i < count; ++i) {
      const Index places[] = {2 * i, 2 * i + 1, row + 2 * i, row + 2 * i + 1};
      Index winner = 0;
      while (winner < 3 && x[to + places[winner]] != y[from + i]) ++winner;
      for (const Index place : places) corner[place] = 0;
      corner[places[winner]] = dy[from + i];
    }
  });
}

template <class S>
void fill_tiles(const ImageShape& image, S weight, const S* dy, S* dx) {
  const Index row = image.width;
  clear_if_odd(image, dx);
  for_each_tiles<S>(image, [&](Index to, Index from, Index count) {
    S* corner = dx + to;
    if (count == Simd<S>::kLanes) {
      const auto share = weight * Simd<S>::load(dy + from);
      return store_tiles<S>({share, share, share, share}, corner, row);
    }
    for (Index i = 0; i < count; ++i, corner += 2)
      corner[0] = corner[1] = corner[row] = corner[row + 1] = weight * dy[from + i];
  });
}

#define INSTANTIATE(S)                                                                 \
  template void max_of_tiles(const ImageShape&, const S*, S*);                         \
  template void sum_of_tiles(const ImageShape&, S, const S*, S*);                      \
  template void winners_of_tiles(const ImageShape&, const S*, const S*, const S*, S*); \
  template void fill_tiles(const ImageShape&, S, const S*, S*);
INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace relevance
