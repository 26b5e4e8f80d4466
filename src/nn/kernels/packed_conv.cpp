#include "nn/kernels/packed_conv.hpp"

#include <algorithm>
#include <array>

#include "nn/kernels/tile.hpp"

namespace relevance {
namespace {

// Of the tiles measured in V8 over runs of 5 to 1568 elements (GFLOP/s, single precision):
// 4×2 36, 2×4 34, 3×2 34, 6×1 29, 6×2 25, 3×4 25, 4×3 24, 5×2 20, 1×8 17.
constexpr int kTilePixels = 4, kTileVectors = 2;
constexpr int kSparseOutputs = 4;  // that share what is loaded of a patch

template <class S>
Index filled(Index n) {
  constexpr Index lanes = Simd<S>::kLanes;
  return (n + lanes - 1) / lanes * lanes;
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
  const Index runs = Index(runs_.size());
  for (Index p = 0; p < kTilePixels; ++p)
    pixels[p] = image + pixel_offsets_[size_t(pixel + std::min(p, count - 1))];
  std::array<S, kTileVectors * lanes> start{};
  if (bias != nullptr) std::copy_n(bias + channel, channels, start.begin());

  S result[kTilePixels * kTileVectors * lanes];
  const bool wide = channels > lanes;
  if (wide)
    multiply_tile<S, kTilePixels, kTileVectors>(pixels, runs_.data(), runs, run_length_, weights,
                                                start.data(), result);
  else
    multiply_tile<S, kTilePixels, 1>(pixels, runs_.data(), runs, run_length_, weights, start.data(),
                                     result);
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
        tile(image, weights + channel * filter, pixel, std::min<Index>(kTilePixels, pixels - pixel),
             channel, std::min(block, out_channels_ - channel), group_bias, group_z);
  }
}

/// The outputs of group g that are not 0 at a pixel, filled up to whole tiles with their last.
template <class S>
void PackedConv<S>::choose(const S* values, Index g, Index pixel) {
  chosen_.clear();
  const Index pixels = geometry_.pixels();
  for (Index o = g * out_channels_; o < (g + 1) * out_channels_; ++o)
    if (values[o * pixels + pixel] != 0) chosen_.push_back(o);
  if (!chosen_.empty())
    while (chosen_.size() % kSparseOutputs != 0) chosen_.push_back(chosen_.back());
}

template <class S>
void PackedConv<S>::apply_where(const S* a, const S* bias, const S* needed, S* z) {
  using Pack = typename Simd<S>::Pack;
  pack(a);
  const Index pixels = geometry_.pixels(), runs = Index(runs_.size());
  std::fill_n(z, geometry_.outputs * pixels, S(0));
  for (Index g = 0; g < geometry_.groups; ++g)
    for (Index p = 0; p < pixels; ++p) {
      choose(needed, g, p);
      const S* patch =
          image_.data() + g * height_ * width_ * in_channels_ + pixel_offsets_[size_t(p)];
      for (size_t first = 0; first < chosen_.size(); first += kSparseOutputs) {
        const S* filters[kSparseOutputs];
        for (int n = 0; n < kSparseOutputs; ++n)
          filters[n] = sparse_weights_.data() + chosen_[first + size_t(n)] * runs * run_stride_;
        Pack total[kSparseOutputs] = {};
        for (Index run = 0; run < runs; ++run)
          for (Index i = 0; i < run_stride_; i += Simd<S>::kLanes) {
            const Pack x = Simd<S>::load(patch + runs_[size_t(run)] + i);
            unrolled<kSparseOutputs>([&](auto n) __attribute__((always_inline)) {
              total[n] += x * Simd<S>::load(filters[n] + run * run_stride_ + i);
            });
          }
        for (int n = 0; n < kSparseOutputs; ++n) {
          const Index o = chosen_[first + size_t(n)];
          z[o * pixels + p] = Simd<S>::sum(total[n]) + (bias == nullptr ? S(0) : bias[o]);
        }
      }
    }
}

template <class S>
void PackedConv<S>::scatter(const S* s, S* c) {
  using Pack = typename Simd<S>::Pack;
  const Index pixels = geometry_.pixels(), runs = Index(runs_.size());
  std::fill(image_.begin(), image_.end(), S(0));
  for (Index g = 0; g < geometry_.groups; ++g)
    for (Index p = 0; p < pixels; ++p) {
      choose(s, g, p);
      S* patch = image_.data() + g * height_ * width_ * in_channels_ + pixel_offsets_[size_t(p)];
      for (size_t first = 0; first < chosen_.size(); first += kSparseOutputs) {
        const S* filters[kSparseOutputs];
        Pack factors[kSparseOutputs];
        for (int n = 0; n < kSparseOutputs; ++n) {
          const Index o = chosen_[first + size_t(n)];
          const bool repeated = n > 0 && o == chosen_[first + size_t(n) - 1];
          filters[n] = sparse_weights_.data() + o * runs * run_stride_;
          factors[n] = Simd<S>::splat(repeated ? S(0) : s[o * pixels + p]);
        }
        for (Index run = 0; run < runs; ++run) {
          S* target = patch + runs_[size_t(run)];
          for (Index i = 0; i < run_stride_; i += Simd<S>::kLanes) {
            Pack sum = Simd<S>::load(target + i);
            unrolled<kSparseOutputs>([&](auto n) __attribute__((always_inline)) {
              sum += factors[n] * Simd<S>::load(filters[n] + run * run_stride_ + i);
            });
            Simd<S>::store(target + i, sum);
          }
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
  constexpr double kMemoryBound = 2;  // measured: operands from memory, against a register tile
  return kMemoryBound * double(nonzero) * double(runs_.size()) *
         double(run_stride_ / Simd<S>::kLanes);
}

template class PackedConv<float>;
template class PackedConv<double>;

}  // namespace relevance
