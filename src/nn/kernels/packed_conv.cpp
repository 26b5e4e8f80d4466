#include "nn/kernels/packed_conv.hpp"

#include <algorithm>
#include <array>

#include "nn/kernels/tile.hpp"

namespace relevance {
namespace {

// Of the tiles measured in V8 over runs of 5 to 1568 elements (GFLOP/s, single precision):
// 4×2 36, 2×4 34, 3×2 34, 6×1 29, 6×2 25, 3×4 25, 4×3 24, 5×2 20, 1×8 17.
constexpr int kTilePixels = 4, kTileVectors = 2;
constexpr int kSparsePixels = 4;  // that share what is loaded of a filter

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
PackedConv<S>::PackedConv(const ConvGeometry& geometry, WeightSource<S> weights)
    : geometry_(geometry), weights_(std::move(weights)) {
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
}

/// f(output, run, place in the run, weight).
template <class S>
template <class F>
void PackedConv<S>::each_weight(F f) const {
  const Window& w = geometry_.window;
  const Matrix<S> weights = weights_();
  const bool whole_rows = w.dilation_w == 1;
  const Index taps = whole_rows ? 1 : w.kernel_w, runs = Index(runs_.size());
  for (Index o = 0; o < geometry_.outputs; ++o)
    for (Index run = 0; run < runs; ++run)
      for (Index i = 0; i < run_length_; ++i) {
        const Index c = i % in_channels_;
        const Index kw = whole_rows ? i / in_channels_ : run % taps;
        f(o, run, i, weights(o, (c * w.kernel_h + run / taps) * w.kernel_w + kw));
      }
}

template <class S>
void PackedConv<S>::lay_out_dense() {
  if (!dense_weights_.empty()) return;
  const Index filter = Index(runs_.size()) * run_length_;
  const Index block = kTileVectors * Simd<S>::kLanes;
  dense_weights_.assign(size_t(geometry_.groups * filter * block_channels_), S(0));
  each_weight([&](Index o, Index run, Index i, S weight) {
    const Index channel = o % out_channels_, first = channel / block * block;
    const Index size = std::min(block, block_channels_ - first);
    dense_weights_[size_t((o / out_channels_ * block_channels_ + first) * filter +
                          (run * run_length_ + i) * size + channel - first)] = weight;
  });
}

template <class S>
void PackedConv<S>::lay_out_sparse() {
  if (!sparse_weights_.empty()) return;
  sparse_weights_.assign(size_t(geometry_.outputs * Index(runs_.size()) * run_stride_), S(0));
  each_weight([&](Index o, Index run, Index i, S weight) {
    sparse_weights_[size_t((run * geometry_.outputs + o) * run_stride_ + i)] = weight;
  });
}

template <class S>
void PackedConv<S>::make_image() {  // once; the padding stays zero
  image_.resize(size_t(geometry_.groups * height_ * width_ * in_channels_ + Simd<S>::kLanes));
}

template <class S>
void PackedConv<S>::pack(const S* a) {
  make_image();
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
  lay_out_dense();
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

template <class S>
void PackedConv<S>::apply_where(const S* a, const S* bias, const S* needed, S* z) {
  using Pack = typename Simd<S>::Pack;
  lay_out_sparse();
  pack(a);
  const Index pixels = geometry_.pixels(), runs = Index(runs_.size());
  const Index next_run = geometry_.outputs * run_stride_;
  pixels_.resize(size_t(pixels) + kSparsePixels);
  std::fill_n(z, geometry_.outputs * pixels, S(0));
  for (Index o = 0; o < geometry_.outputs; ++o, needed += pixels, z += pixels) {
    size_t count = 0;  // of the pixels that need this output
    for (Index p = 0; p < pixels; ++p) {
      pixels_[count] = p;
      count += needed[p] != 0;
    }
    const S* image = image_.data() + o / out_channels_ * height_ * width_ * in_channels_;
    for (size_t first = 0; first < count; first += kSparsePixels) {
      Index places[kSparsePixels];
      const S* patches[kSparsePixels];
      for (size_t n = 0; n < kSparsePixels; ++n) {  // filled up with the last
        places[n] = pixels_[std::min(first + n, count - 1)];
        patches[n] = image + pixel_offsets_[size_t(places[n])];
      }
      const S* filter = sparse_weights_.data() + o * run_stride_;
      Pack total[kSparsePixels] = {};
      for (Index run = 0; run < runs; ++run, filter += next_run)
        for (Index i = 0; i < run_stride_; i += Simd<S>::kLanes) {
          const Pack weight = Simd<S>::load(filter + i);
          unrolled<kSparsePixels>([&](auto n) __attribute__((always_inline)) {
            total[n] += weight * Simd<S>::load(patches[n] + runs_[size_t(run)] + i);
          });
        }
      for (int n = 0; n < kSparsePixels; ++n)
        z[places[n]] = Simd<S>::sum(total[n]) + (bias == nullptr ? S(0) : bias[o]);
    }
  }
}

/// What is not 0 of group g, and where it ends at each pixel.
template <class S>
void PackedConv<S>::choose(const S* values, Index g) {
  const Index pixels = geometry_.pixels(), width = geometry_.out_width();
  const Index step = geometry_.window.stride_w * in_channels_;
  const S* own = values + g * out_channels_ * pixels;
  const Index nonzero =
      pixels * out_channels_ - std::count(own, own + pixels * out_channels_, S(0));
  chosen_.resize(size_t(nonzero) + 1);  // one more: what is 0 is written there and left
  ends_.resize(size_t(pixels) + 1);
  Index count = 0;
  for (Index p = 0; p < pixels; ++p) {
    Index offset = g * out_channels_ * run_stride_ - p % width * step;
    for (Index o = g * out_channels_; o < (g + 1) * out_channels_; ++o, offset += run_stride_) {
      const S value = values[o * pixels + p];
      chosen_[size_t(count)] = {value, offset};
      count += value != 0;
    }
    ends_[size_t(p) + 1] = count;
  }
}

/// Adds the filters of some of what is chosen to B vectors, kept in registers meanwhile.
template <class S>
template <int B>
void PackedConv<S>::add_filters(Index begin, Index end, const S* weights, S* target) const {
  using Pack = typename Simd<S>::Pack;
  constexpr int lanes = Simd<S>::kLanes;
  Pack sum[B];
  unrolled<B>([&](auto b)
                  __attribute__((always_inline)) { sum[b] = Simd<S>::load(target + b * lanes); });
  for (Index i = begin; i < end; ++i) {
    const Pack factor = Simd<S>::splat(chosen_[size_t(i)].value);
    const S* filter = weights + chosen_[size_t(i)].offset;
    unrolled<B>([&](auto b) __attribute__((always_inline)) {
      sum[b] += factor * Simd<S>::load(filter + b * lanes);
    });
  }
  unrolled<B>([&](auto b)
                  __attribute__((always_inline)) { Simd<S>::store(target + b * lanes, sum[b]); });
}

template <class S>
void PackedConv<S>::add_filters(Index begin, Index end, Index size, const S* weights,
                                S* target) const {
  constexpr Index lanes = Simd<S>::kLanes;
  if (begin == end) return;
  Index i = 0;
  for (; i + 8 * lanes <= size; i += 8 * lanes) add_filters<8>(begin, end, weights + i, target + i);
  for (; i + 4 * lanes <= size; i += 4 * lanes) add_filters<4>(begin, end, weights + i, target + i);
  for (; i < size; i += lanes) add_filters<1>(begin, end, weights + i, target + i);
}

/// One run of all filters over one row of outputs: what each input pixel gets of the outputs above
/// it, which are neighbours among the chosen, at once; or, where the channels of a pixel are no
/// whole vectors, what each output gives to its whole run.
template <class S>
void PackedConv<S>::scatter_row(Index run, Index y, const S* weights, S* row) const {
  const Window& w = geometry_.window;
  const Index width = geometry_.out_width(), taps = run_length_ / in_channels_;
  const Index* ends = ends_.data() + y * width;
  if (in_channels_ % Simd<S>::kLanes != 0) {
    const Index step = w.stride_w * in_channels_;
    for (Index x = 0; x < width; ++x)
      add_filters(ends[x], ends[x + 1], run_stride_, weights + x * step, row + x * step);
    return;
  }
  const Index from = w.pad_left - runs_[size_t(run)] / in_channels_ % width_;
  Index first = 0, last = 0;  // the outputs above a pixel
  for (Index x = 0; x < geometry_.image.width; ++x) {
    const Index place = from + x;
    while (last < width && last * w.stride_w <= place) ++last;
    while (first < last && first * w.stride_w + taps <= place) ++first;
    add_filters(ends[first], ends[last], in_channels_, weights + place * in_channels_,
                row + place * in_channels_);
  }
}

template <class S>
void PackedConv<S>::scatter(const S* s, S* c) {
  const Index runs = Index(runs_.size()), width = geometry_.out_width();
  lay_out_sparse();
  make_image();
  std::fill(image_.begin(), image_.end(), S(0));
  for (Index g = 0; g < geometry_.groups; ++g) {
    choose(s, g);
    S* image = image_.data() + g * height_ * width_ * in_channels_;
    for (Index run = 0; run < runs; ++run)
      for (Index y = 0; y < geometry_.out_height(); ++y) {
        const Index row = y * geometry_.window.stride_h - geometry_.window.pad_top +
                          runs_[size_t(run)] / in_channels_ / width_;
        if (row < 0 || row >= geometry_.image.height) continue;
        scatter_row(run, y, sparse_weights_.data() + run * geometry_.outputs * run_stride_,
                    image + pixel_offsets_[size_t(y * width)] + runs_[size_t(run)]);
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
  const Index vectors = run_length_ * block_channels_ / Simd<S>::kLanes;
  return double(geometry_.groups * geometry_.pixels()) * double(runs_.size()) * double(vectors);
}

template <class S>
double PackedConv<S>::sparse_cost(Index nonzero) const {
  // measured: to look at an output, to take it up, and operands from memory
  constexpr double kLooked = 16, kTaken = 20, kMemoryBound = 1.05;
  const Index vectors = run_stride_ / Simd<S>::kLanes;
  return kLooked * double(geometry_.outputs * geometry_.pixels()) +
         double(nonzero) * (kTaken + kMemoryBound * double(runs_.size()) * double(vectors));
}

template class PackedConv<float>;
template class PackedConv<double>;

}  // namespace relevance
