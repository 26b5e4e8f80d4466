#include "nn/kernels/shared_scatter.hpp"

#include <algorithm>

#include "nn/kernels/tile.hpp"

namespace relevance {
namespace {

// Channels × vectors of columns that one tile keeps in registers.
constexpr int kTileChannels = 2, kTileVectors = 4;

template <class S>
constexpr Index kBlock = kTileVectors* Simd<S>::kLanes;

Index filled(Index n, Index whole) { return (n + whole - 1) / whole * whole; }

}  // namespace

template <class S>
SharedScatter<S>::SharedScatter(const ConvGeometry& geometry, const Matrix<S>& weights)
    : geometry_(geometry),
      in_channels_(geometry.image.channels / geometry.groups),
      out_channels_(geometry.outputs / geometry.groups),
      stride_(filled(in_channels_, kTileChannels)) {
  const Index taps = geometry.window.kernel_h * geometry.window.kernel_w;
  weights_.assign(size_t(geometry.outputs * taps * stride_), S(0));
  for (Index o = 0; o < geometry.outputs; ++o)
    for (Index tap = 0; tap < taps; ++tap)
      for (Index c = 0; c < in_channels_; ++c)
        weights_[size_t((o * taps + tap) * stride_ + c)] = weights(o, c * taps + tap);
}

/// What is not zero in every column, and where it stands.
template <class S>
void SharedScatter<S>::find(const Matrix<S>& s) {
  alive_.assign(size_t(s.rows()), 0);
  for (Index c = 0; c < s.cols(); ++c) {
    const S* column = s.col(c).data();
    for (Index k = 0; k < s.rows(); ++k) alive_[size_t(k)] |= int(column[k] != 0);
  }
  chosen_.clear();
  for (Index k = 0; k < s.rows(); ++k)
    if (alive_[size_t(k)] != 0) chosen_.push_back(k);

  const Index pixels = geometry_.pixels();
  const Index filter = geometry_.window.kernel_h * geometry_.window.kernel_w * stride_;
  ends_.assign(size_t(geometry_.groups * pixels) + 1, 0);
  const auto place = [&](Index k) {
    return size_t(k / pixels / out_channels_ * pixels + k % pixels);
  };
  for (Index k : chosen_) ++ends_[place(k) + 1];
  for (size_t p = 1; p < ends_.size(); ++p) ends_[p] += ends_[p - 1];
  above_.resize(chosen_.size());
  std::vector<Index> next(ends_.begin(), ends_.end() - 1);
  for (size_t i = 0; i < chosen_.size(); ++i)
    above_[size_t(next[place(chosen_[i])]++)] = {Index(i) * columns_, chosen_[i] / pixels * filter};
}

/// Those rows of s, columns fastest; a few rows at a time, which the cache holds for all columns.
template <class S>
void SharedScatter<S>::gather(const Matrix<S>& s) {
  constexpr size_t together = 128;
  rows_.assign(chosen_.size() * size_t(columns_), S(0));
  for (size_t first = 0; first < chosen_.size(); first += together) {
    const size_t last = std::min(first + together, chosen_.size());
    for (Index c = 0; c < s.cols(); ++c) {
      const S* column = s.col(c).data();
      S* target = rows_.data() + c;
      for (size_t i = first; i < last; ++i) target[i * size_t(columns_)] = column[chosen_[i]];
    }
  }
}

template <class S>
void SharedScatter<S>::list(Index group, Index y, Index x) {
  const Window& w = geometry_.window;
  const Index height = geometry_.out_height(), width = geometry_.out_width();
  entries_.clear();
  for (Index kh = 0; kh < w.kernel_h; ++kh) {
    const Index from_y = y + w.pad_top - kh * w.dilation_h;
    if (from_y < 0 || from_y % w.stride_h != 0 || from_y / w.stride_h >= height) continue;
    for (Index kw = 0; kw < w.kernel_w; ++kw) {
      const Index from_x = x + w.pad_left - kw * w.dilation_w;
      if (from_x < 0 || from_x % w.stride_w != 0 || from_x / w.stride_w >= width) continue;
      const auto pixel =
          size_t((group * height + from_y / w.stride_h) * width + from_x / w.stride_w);
      const Index tap = (kh * w.kernel_w + kw) * stride_;
      for (Index i = ends_[pixel]; i < ends_[pixel + 1]; ++i)
        entries_.push_back({above_[size_t(i)].row, above_[size_t(i)].weight + tap});
    }
  }
}

/// One tile: what a pixel's channels get in a block of columns.
template <class S>
void SharedScatter<S>::multiply(Index channel, Index column, S* result) const {
  using Pack = typename Simd<S>::Pack;
  constexpr int lanes = Simd<S>::kLanes;
  Pack acc[kTileChannels * kTileVectors] = {};
  const S* rows = rows_.data() + column;
  const S* weights = weights_.data() + channel;
  for (const Entry& entry : entries_) {
    Pack s[kTileVectors];
    unrolled<kTileVectors>([&](auto v) __attribute__((always_inline)) {
      s[v] = Simd<S>::load(rows + entry.row + v * lanes);
    });
    unrolled<kTileChannels>([&](auto c) __attribute__((always_inline)) {
      const Pack weight = Simd<S>::splat(weights[entry.weight + c]);
      unrolled<kTileVectors>([&](auto v) __attribute__((always_inline)) {
        acc[c * kTileVectors + v] += weight * s[v];
      });
    });
  }
  unrolled<kTileChannels * kTileVectors>([&](auto i) __attribute__((always_inline)) {
    Simd<S>::store(result + i * lanes, acc[i]);
  });
}

template <class S>
void SharedScatter<S>::apply(const Matrix<S>& s, Matrix<S>& c) {
  columns_ = filled(s.cols(), kBlock<S>);
  find(s);
  gather(s);
  const ImageShape& in = geometry_.image;
  const Index plane = in.height * in.width;
  S tile[kTileChannels * kBlock<S>];
  for (Index g = 0; g < geometry_.groups; ++g)
    for (Index pixel = 0; pixel < plane; ++pixel) {
      list(g, pixel / in.width, pixel % in.width);
      for (Index channel = 0; channel < in_channels_; channel += kTileChannels)
        for (Index column = 0; column < columns_; column += kBlock<S>) {
          multiply(channel, column, tile);
          const Index channels = std::min<Index>(kTileChannels, in_channels_ - channel);
          const Index columns = std::min(kBlock<S>, s.cols() - column);
          for (Index i = 0; i < channels; ++i)
            for (Index b = 0; b < columns; ++b)
              c((g * in_channels_ + channel + i) * plane + pixel, column + b) =
                  tile[i * kBlock<S> + b];
        }
    }
}

template class SharedScatter<float>;
template class SharedScatter<double>;

}  // namespace relevance
