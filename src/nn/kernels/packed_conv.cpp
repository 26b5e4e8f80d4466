#include "nn/kernels/packed_conv.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "nn/kernels/simd.hpp"

namespace relevance {
namespace {

constexpr Index kTilePixels = 6;  // with two vectors of channels: twelve accumulators,
constexpr int kTileVectors = 2;   // what sixteen registers hold beside the operands

template <class S>
Index filled(Index n) {
  constexpr Index lanes = Simd<S>::kLanes;
  return (n + lanes - 1) / lanes * lanes;
}

/// Calls f(0) … f(N−1) with the index as a constant, so that arrays become registers.
template <int N, class F>
[[gnu::always_inline]] inline void unrolled(F f) {
  [&]<int... I>(std::integer_sequence<int, I...>) __attribute__((always_inline)) {
    (f(std::integral_constant<int, I>{}), ...);
  }
  (std::make_integer_sequence<int, N>{});
}

/// One register tile, kTilePixels × V vectors of channels: z[p][v] = start[v] + Σ a[p] w[v].
template <class S, int V>
void multiply_tile(const S* const (&pixels)[kTilePixels], const std::vector<Index>& runs,
                   Index run_length, const S* weights, const S* start, S* z) {
  using Pack = typename Simd<S>::Pack;
  constexpr int lanes = Simd<S>::kLanes;
  Pack acc[kTilePixels * V];
  unrolled<kTilePixels * V>([&](auto i) __attribute__((always_inline)) {
    acc[i] = Simd<S>::load(start + i % V * lanes);
  });
  for (const Index run : runs) {
    const S* row[kTilePixels];
    unrolled<kTilePixels>([&](auto p) __attribute__((always_inline)) { row[p] = pixels[p] + run; });
    for (Index i = 0; i < run_length; ++i, weights += V * lanes) {
      Pack w[V];
      unrolled<V>([&](auto v) __attribute__((always_inline)) {
        w[v] = Simd<S>::load(weights + v * lanes);
      });
      unrolled<kTilePixels>([&](auto p) __attribute__((always_inline)) {
        const Pack a = Simd<S>::splat(row[p][i]);
        unrolled<V>([&](auto v) __attribute__((always_inline)) { acc[p * V + v] += a * w[v]; });
      });
    }
  }
  unrolled<kTilePixels * V>([&](auto i) __attribute__((always_inline)) {
    Simd<S>::store(z + i * lanes, acc[i]);
  });
}

/// From a tile, channels fastest, to planes of `pixels` elements.
template <class S>
void store_tile(const S* tile, Index stride, Index count, Index channels, Index pixels, S* z) {
  for (Index c = 0; c < channels; ++c)
    for (Index p = 0; p < count; ++p) z[c * pixels + p] = tile[p * stride + c];
}

}  // namespace

Index ConvGeometry::out_height() const {
  return window_extent(image.height, window.kernel_h, window.stride_h, window.pad_top,
                       window.pad_bottom, window.dilation_h);
}
Index ConvGeometry::out_width() const {
  return window_extent(image.width, window.kernel_w, window.stride_w, window.pad_left,
                       window.pad_right, window.dilation_w);
}

template <class S>
PackedConv<S>::PackedConv(const ConvGeometry& geometry, const Matrix<S>& weights)
    : geometry_(geometry) {
  const Window& w = geometry_.window;
  const Index groups = geometry_.groups;
  height_ = geometry_.image.height + w.pad_top + w.pad_bottom;
  width_ = geometry_.image.width + w.pad_left + w.pad_right;
  in_channels_ = geometry_.image.channels / groups;
  out_channels_ = geometry_.outputs / groups;

  // Neighbouring taps of a filter row are neighbours in memory unless it is dilated.
  const bool whole_rows = w.dilation_w == 1;
  const Index taps = whole_rows ? 1 : w.kernel_w;
  run_length_ = (whole_rows ? w.kernel_w : 1) * in_channels_;
  run_stride_ = filled<S>(run_length_);
  for (Index kh = 0; kh < w.kernel_h; ++kh)
    for (Index tap = 0; tap < taps; ++tap)
      runs_.push_back((kh * w.dilation_h * width_ + tap * w.dilation_w) * in_channels_);
  for (Index y = 0; y < geometry_.out_height(); ++y)
    for (Index x = 0; x < geometry_.out_width(); ++x)
      pixel_offsets_.push_back((y * w.stride_h * width_ + x * w.stride_w) * in_channels_);

  block_channels_ = filled<S>(out_channels_);
  const Index runs = Index(runs_.size());
  dense_weights_.assign(size_t(groups * runs * run_length_ * block_channels_), S(0));
  sparse_weights_.assign(size_t(geometry_.outputs * runs * run_stride_), S(0));
  image_.assign(size_t(groups * height_ * width_ * in_channels_ + Simd<S>::kLanes), S(0));

  const Index block = kTileVectors * Simd<S>::kLanes;
  const Index group_weights = runs * run_length_ * block_channels_;
  for (Index o = 0; o < geometry_.outputs; ++o) {
    const Index g = o / out_channels_, channel = o % out_channels_;
    const Index first = channel / block * block;
    const Index size = std::min(block, block_channels_ - first);
    for (Index run = 0; run < runs; ++run)
      for (Index i = 0; i < run_length_; ++i) {
        const Index c = i % in_channels_;
        const Index kw = whole_rows ? i / in_channels_ : run % taps;
        const Index kh = run / taps;
        const S weight = weights(o, (c * w.kernel_h + kh) * w.kernel_w + kw);
        dense_weights_[size_t(g * group_weights + first * runs * run_length_ +
                              (run * run_length_ + i) * size + channel - first)] = weight;
        sparse_weights_[size_t((o * runs + run) * run_stride_ + i)] = weight;
      }
  }
}

template <class S>
void PackedConv<S>::pack(const S* a) {
  const ImageShape& in = geometry_.image;
  const Window& w = geometry_.window;
  for (Index c = 0; c < in.channels; ++c) {
    S* plane =
        image_.data() + c / in_channels_ * height_ * width_ * in_channels_ + c % in_channels_;
    for (Index y = 0; y < in.height; ++y) {
      S* row = plane + ((y + w.pad_top) * width_ + w.pad_left) * in_channels_;
      const S* source = a + (c * in.height + y) * in.width;
      for (Index x = 0; x < in.width; ++x) row[x * in_channels_] = source[x];
    }
  }
}

template <class S>
void PackedConv<S>::tile(const S* image, const S* weights, Index pixel, Index count, Index channel,
                         Index channels, const S* bias, S* z) const {
  constexpr int lanes = Simd<S>::kLanes;
  const S* pixels[kTilePixels];
  for (Index p = 0; p < kTilePixels; ++p)
    pixels[p] = image + pixel_offsets_[size_t(pixel + std::min(p, count - 1))];
  std::array<S, kTileVectors * lanes> start{};
  if (bias != nullptr) std::copy_n(bias + channel, channels, start.begin());

  S result[kTilePixels * kTileVectors * lanes];
  const bool wide = channels > lanes;
  if (wide)
    multiply_tile<S, kTileVectors>(pixels, runs_, run_length_, weights, start.data(), result);
  else
    multiply_tile<S, 1>(pixels, runs_, run_length_, weights, start.data(), result);
  store_tile(result, (wide ? kTileVectors : 1) * lanes, count, channels, geometry_.pixels(),
             z + channel * geometry_.pixels() + pixel);
}

template <class S>
void PackedConv<S>::apply(const S* a, const S* bias, S* z) {
  pack(a);
  const Index pixels = geometry_.pixels(), block = kTileVectors * Simd<S>::kLanes;
  const Index filter = Index(runs_.size()) * run_length_;
  for (Index g = 0; g < geometry_.groups; ++g) {
    const S* image = image_.data() + g * height_ * width_ * in_channels_;
    const S* weights = dense_weights_.data() + g * filter * block_channels_;
    const S* group_bias = bias == nullptr ? nullptr : bias + g * out_channels_;
    S* group_z = z + g * out_channels_ * pixels;
    for (Index pixel = 0; pixel < pixels; pixel += kTilePixels)
      for (Index channel = 0; channel < out_channels_; channel += block)
        tile(image, weights + channel * filter, pixel, std::min(kTilePixels, pixels - pixel),
             channel, std::min(block, out_channels_ - channel), group_bias, group_z);
  }
}

template <class S>
void PackedConv<S>::apply_where(const S* a, const S* bias, const S* needed, S* z) {
  using Pack = typename Simd<S>::Pack;
  pack(a);
  const Index pixels = geometry_.pixels(), runs = Index(runs_.size());
  for (Index o = 0; o < geometry_.outputs; ++o) {
    const S* image = image_.data() + o / out_channels_ * height_ * width_ * in_channels_;
    const S* filter = sparse_weights_.data() + o * runs * run_stride_;
    for (Index p = 0; p < pixels; ++p) {
      S& target = z[o * pixels + p];
      target = 0;
      if (needed[o * pixels + p] == 0) continue;
      const S* patch = image + pixel_offsets_[size_t(p)];
      Pack total{};
      for (Index run = 0; run < runs; ++run)
        for (Index i = 0; i < run_stride_; i += Simd<S>::kLanes)
          total += Simd<S>::load(patch + runs_[size_t(run)] + i) *
                   Simd<S>::load(filter + run * run_stride_ + i);
      target = Simd<S>::sum(total) + (bias == nullptr ? S(0) : bias[o]);
    }
  }
}

template <class S>
void PackedConv<S>::scatter(const S* s, S* c) {
  const Index pixels = geometry_.pixels(), runs = Index(runs_.size());
  std::fill(image_.begin(), image_.end(), S(0));
  for (Index o = 0; o < geometry_.outputs; ++o) {
    S* image = image_.data() + o / out_channels_ * height_ * width_ * in_channels_;
    const S* filter = sparse_weights_.data() + o * runs * run_stride_;
    for (Index p = 0; p < pixels; ++p) {
      const S factor = s[o * pixels + p];
      if (factor == 0) continue;
      const auto splat = Simd<S>::splat(factor);
      S* patch = image + pixel_offsets_[size_t(p)];
      for (Index run = 0; run < runs; ++run) {
        S* target = patch + runs_[size_t(run)];
        const S* weights = filter + run * run_stride_;
        for (Index i = 0; i < run_stride_; i += Simd<S>::kLanes)
          Simd<S>::store(target + i,
                         Simd<S>::load(target + i) + splat * Simd<S>::load(weights + i));
      }
    }
  }
  const ImageShape& in = geometry_.image;
  const Window& w = geometry_.window;
  for (Index channel = 0; channel < in.channels; ++channel) {
    const S* plane = image_.data() + channel / in_channels_ * height_ * width_ * in_channels_ +
                     channel % in_channels_;
    for (Index y = 0; y < in.height; ++y) {
      const S* row = plane + ((y + w.pad_top) * width_ + w.pad_left) * in_channels_;
      S* target = c + (channel * in.height + y) * in.width;
      for (Index x = 0; x < in.width; ++x) target[x] = row[x * in_channels_];
    }
  }
  std::fill(image_.begin(), image_.end(), S(0));  // the padding is zero for the next image
}

template <class S>
void PackedConv<S>::accumulate(const S* a, const S* s, Matrix<S>& gradient) {
  pack(a);
  const Window& w = geometry_.window;
  const Index pixels = geometry_.pixels(), runs = Index(runs_.size());
  const Index taps = runs / w.kernel_h;
  std::vector<S> total(size_t(runs * run_stride_));
  for (Index o = 0; o < geometry_.outputs; ++o) {
    const S* image = image_.data() + o / out_channels_ * height_ * width_ * in_channels_;
    std::fill(total.begin(), total.end(), S(0));
    for (Index p = 0; p < pixels; ++p) {
      const S factor = s[o * pixels + p];
      if (factor == 0) continue;
      const auto splat = Simd<S>::splat(factor);
      const S* patch = image + pixel_offsets_[size_t(p)];
      for (Index run = 0; run < runs; ++run)
        for (Index i = 0; i < run_stride_; i += Simd<S>::kLanes) {
          S* sum = total.data() + run * run_stride_ + i;
          Simd<S>::store(
              sum, Simd<S>::load(sum) + splat * Simd<S>::load(patch + runs_[size_t(run)] + i));
        }
    }
    for (Index run = 0; run < runs; ++run)
      for (Index i = 0; i < run_length_; ++i) {
        const Index kw = taps == 1 ? i / in_channels_ : run % taps;
        gradient(o, (i % in_channels_ * w.kernel_h + run / taps) * w.kernel_w + kw) +=
            total[size_t(run * run_stride_ + i)];
      }
  }
}

template <class S>
double PackedConv<S>::dense_cost() const {
  return double(geometry_.groups * geometry_.pixels()) * double(runs_.size()) *
         double(run_length_ * block_channels_ / Simd<S>::kLanes);
}

template <class S>
double PackedConv<S>::sparse_cost(Index nonzero) const {
  constexpr double kMemoryBound = 3;  // measured: operands from memory, against a register tile
  return kMemoryBound * double(nonzero) * double(runs_.size()) *
         double(run_stride_ / Simd<S>::kLanes);
}

template class PackedConv<float>;
template class PackedConv<double>;

}  // namespace relevance
