#include "nn/kernels/row_conv.hpp"

#include <algorithm>

#include "nn/kernels/tile.hpp"

namespace relevance {
namespace {

constexpr Index kLongest = 8;  // vectors side by side

template <class S>
Index vectors(Index width) {
  return (width + Simd<S>::kLanes - 1) / Simd<S>::kLanes;
}

/// How many of the vectors left in a row the next strip takes: as many as fit the registers, and so
/// that few run over the end.
Index next_strip(Index left, Index outputs) {
  if (outputs == 1) return left >= 7 ? std::min(left, kLongest) : 4;
  return left >= 4 && left != 5 && left != 6 ? 4 : 3;
}

}  // namespace

template <class S>
bool RowConv<S>::fits(const ConvGeometry& g) {
  const Window& w = g.window;
  return w.stride_h == 1 && w.stride_w == 1 &&
         std::min(g.outputs, g.image.channels) / g.groups < Simd<S>::kLanes &&
         g.out_width() >= 2 * Simd<S>::kLanes;
}

template <class S>
RowConv<S>::RowConv(const ConvGeometry& geometry, const Matrix<S>& weights)
    : geometry_(geometry), filter_(weights.cols()), weights_(size_t(weights.size())) {
  const Window& w = geometry_.window;
  height_ = geometry_.image.height + w.pad_top + w.pad_bottom;
  width_ = geometry_.image.width + w.pad_left + w.pad_right;
  // the last strip of a row may read into the next
  image_.assign(size_t(geometry_.image.channels * height_ * width_ + kLongest * Simd<S>::kLanes),
                S(0));
  for (Index c = 0; c < geometry_.image.channels / geometry_.groups; ++c)
    for (Index kh = 0; kh < w.kernel_h; ++kh)
      for (Index kw = 0; kw < w.kernel_w; ++kw)
        taps_.push_back((kh * w.dilation_h * geometry_.image.channels + c) * width_ +
                        kw * w.dilation_w);
  const Index group = geometry_.outputs / geometry_.groups;
  for (Index o = 0; o < geometry_.outputs; ++o) {
    const bool alone = o % group == group - 1 && group % 2 != 0;
    const Index first = alone ? o : o - o % group % 2;
    for (Index i = 0; i < filter_; ++i)
      weights_[size_t(first * filter_ + (alone ? i : 2 * i + o - first))] = weights(o, i);
  }
}

template <class S>
void RowConv<S>::pack(const S* a) {
  const ImageShape& in = geometry_.image;
  const Window& w = geometry_.window;
  for (Index c = 0; c < in.channels; ++c)
    for (Index y = 0; y < in.height; ++y)
      std::copy_n(a + (c * in.height + y) * in.width, in.width,
                  image_.data() + ((y + w.pad_top) * in.channels + c) * width_ + w.pad_left);
}

/// V vectors of pixels of C outputs, kept in registers over all taps.
template <class S>
template <int V, int C>
void RowConv<S>::strip(Index output, Index y, Index x, const S* bias, S* z) const {
  using Pack = typename Simd<S>::Pack;
  constexpr Index lanes = Simd<S>::kLanes;
  const Index in = geometry_.image.channels / geometry_.groups;
  const Index group = output / (geometry_.outputs / geometry_.groups);
  const S* image = image_.data() + (y * geometry_.image.channels + group * in) * width_ + x;
  const S* weights = weights_.data() + output * filter_;
  Pack sum[V * C];
  unrolled<V * C>([&](auto i) __attribute__((always_inline)) {
    sum[i] = Simd<S>::splat(bias == nullptr ? S(0) : bias[output + i / V]);
  });
  for (const Index tap : taps_) {
    const S* source = image + tap;
    Pack weight[C];
    unrolled<C>([&](auto o)
                    __attribute__((always_inline)) { weight[o] = Simd<S>::splat(weights[o]); });
    unrolled<V>([&](auto v) __attribute__((always_inline)) {
      const Pack a = Simd<S>::load(source + v * lanes);
      unrolled<C>([&](auto o) __attribute__((always_inline)) { sum[o * V + v] += a * weight[o]; });
    });
    weights += C;
  }
  const Index width = geometry_.out_width(), pixels = geometry_.pixels();
  z += output * pixels + y * width + x;
  const bool whole = x + V * lanes <= width;
  for (Index o = 0; o < C; ++o, z += pixels) {
    S part[V * lanes];
    S* target = whole ? z : part;
    unrolled<V>([&](auto v) __attribute__((always_inline)) {
      Simd<S>::store(target + v * lanes, sum[o * V + v]);
    });
    if (!whole) std::copy_n(part, width - x, z);
  }
}

template <class S>
template <int C>
void RowConv<S>::row(Index output, Index y, const S* bias, S* z) const {
  Index left = vectors<S>(geometry_.out_width());
  for (Index x = 0; left > 0;) {
    const Index taken = next_strip(left, C);
    if (taken == 4)
      strip<4, C>(output, y, x, bias, z);
    else if (C == 2)
      strip<3, 2>(output, y, x, bias, z);
    else if (taken == 7)
      strip<7, 1>(output, y, x, bias, z);
    else
      strip<8, 1>(output, y, x, bias, z);
    left -= taken;
    x += taken * Simd<S>::kLanes;
  }
}

template <class S>
void RowConv<S>::apply(const S* a, const S* bias, S* z) {
  pack(a);
  const Index group = geometry_.outputs / geometry_.groups, height = geometry_.out_height();
  for (Index o = 0; o < geometry_.outputs;) {
    const bool pair = o % group + 1 < group;
    for (Index y = 0; y < height; ++y) {
      if (pair)
        row<2>(o, y, bias, z);
      else
        row<1>(o, y, bias, z);
    }
    o += pair ? 2 : 1;
  }
}

template <class S>
double RowConv<S>::cost() const {
  // measured: unaligned loads, against the register tile of PackedConv
  constexpr double kUnaligned = 1.5;
  Index taken = 0;
  for (Index left = vectors<S>(geometry_.out_width()); taken < left;)
    taken += next_strip(left - taken, geometry_.outputs / geometry_.groups == 1 ? 1 : 2);
  return kUnaligned * double(geometry_.outputs * geometry_.out_height() * taken) * double(filter_);
}

template class RowConv<float>;
template class RowConv<double>;

}  // namespace relevance
