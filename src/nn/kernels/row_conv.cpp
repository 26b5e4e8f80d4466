#include "nn/kernels/row_conv.hpp"

#include <algorithm>

#include "nn/kernels/simd.hpp"

namespace relevance {
namespace {

constexpr Index kStrip = 7;  // vectors side by side: 28 pixels of single precision

}  // namespace

template <class S>
bool RowConv<S>::fits(const ConvGeometry& g) {
  const Window& w = g.window;
  return w.stride_h == 1 && w.stride_w == 1 && g.outputs / g.groups < Simd<S>::kLanes &&
         g.out_width() >= 2 * Simd<S>::kLanes;
}

template <class S>
RowConv<S>::RowConv(const ConvGeometry& geometry, const Matrix<S>& weights)
    : geometry_(geometry), weights_(weights.transpose()) {
  const Window& w = geometry_.window;
  height_ = geometry_.image.height + w.pad_top + w.pad_bottom;
  // the last strip may read past the last pixel
  width_ = geometry_.image.width + w.pad_left + w.pad_right + kStrip * Simd<S>::kLanes;
  image_.assign(size_t(geometry_.image.channels * height_ * width_), S(0));
  occupied_.assign(size_t(geometry_.image.channels * height_), 0);
}

template <class S>
void RowConv<S>::pack(const S* a) {
  const ImageShape& in = geometry_.image;
  const Window& w = geometry_.window;
  for (Index c = 0; c < in.channels; ++c)
    for (Index y = 0; y < in.height; ++y) {
      const S* source = a + (c * in.height + y) * in.width;
      S* target = image_.data() + (c * height_ + y + w.pad_top) * width_ + w.pad_left;
      S any = 0;
      for (Index x = 0; x < in.width; ++x) any = std::max(any, std::abs(source[x]));
      char& occupied = occupied_[size_t(c * height_ + y + w.pad_top)];
      if (any == 0 && !occupied) continue;  // zeros over zeros
      std::copy_n(source, in.width, target);
      occupied = any != 0;
    }
}

/// One strip of one output row, kept in registers over all taps.
template <class S>
void RowConv<S>::row(Index output, Index y, Index x, S* z) const {
  using Pack = typename Simd<S>::Pack;
  constexpr Index lanes = Simd<S>::kLanes;
  const Window& w = geometry_.window;
  const Index in = geometry_.image.channels / geometry_.groups;
  const Index first = output / (geometry_.outputs / geometry_.groups) * in;
  Pack a0{}, a1{}, a2{}, a3{}, a4{}, a5{}, a6{};
  for (Index c = 0; c < in; ++c)
    for (Index kh = 0; kh < w.kernel_h; ++kh) {
      const Index source_row = (first + c) * height_ + y + kh * w.dilation_h;
      if (!occupied_[size_t(source_row)]) continue;
      const S* source = image_.data() + source_row * width_ + x;
      const S* taps = weights_.col(output).data() + (c * w.kernel_h + kh) * w.kernel_w;
      for (Index kw = 0; kw < w.kernel_w; ++kw, source += w.dilation_w) {
        const Pack weight = Simd<S>::splat(taps[kw]);
        a0 += weight * Simd<S>::load(source);
        a1 += weight * Simd<S>::load(source + lanes);
        a2 += weight * Simd<S>::load(source + 2 * lanes);
        a3 += weight * Simd<S>::load(source + 3 * lanes);
        a4 += weight * Simd<S>::load(source + 4 * lanes);
        a5 += weight * Simd<S>::load(source + 5 * lanes);
        a6 += weight * Simd<S>::load(source + 6 * lanes);
      }
    }
  S strip[kStrip * lanes];
  const Pack all[kStrip] = {a0, a1, a2, a3, a4, a5, a6};
  for (Index v = 0; v < kStrip; ++v) Simd<S>::store(strip + v * lanes, all[v]);
  std::copy_n(strip, std::min(kStrip * lanes, geometry_.out_width() - x), z);
}

template <class S>
void RowConv<S>::apply(const S* a, S* z) {
  pack(a);
  const Index height = geometry_.out_height(), width = geometry_.out_width();
  for (Index o = 0; o < geometry_.outputs; ++o)
    for (Index y = 0; y < height; ++y)
      for (Index x = 0; x < width; x += kStrip * Simd<S>::kLanes)
        row(o, y, x, z + (o * height + y) * width + x);
}

template <class S>
double RowConv<S>::cost() const {
  const Index strip = kStrip * Simd<S>::kLanes;
  const Index strips = (geometry_.out_width() + strip - 1) / strip;
  return double(geometry_.outputs * geometry_.out_height() * strips * kStrip) *
         double(weights_.rows());
}

template class RowConv<float>;
template class RowConv<double>;

}  // namespace relevance
