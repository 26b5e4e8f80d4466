#pragma once
// A stride-1 convolution from or to few channels, with neighbouring pixels as lanes: where a tile
// of channels would have too little to do at each pixel, or would leave most lanes empty.
//
//   RowConv<float> conv({.image = {16, 28, 28}, .outputs = 1, .window = w}, weights);
//   conv.apply(s.data(), nullptr, c.data());

#include <vector>

#include "nn/kernels/packed_conv.hpp"

namespace relevance {

template <class S>
class RowConv {
 public:
  /// Whether the lanes of this convolution are better filled by pixels than by channels.
  static bool fits(const ConvGeometry& geometry);

  /// `weights [outputs × (channels/groups · kh · kw)]` as in Conv2d.
  RowConv(const ConvGeometry& geometry, const Matrix<S>& weights);

  /// z = W a (+ bias, if not null); `a [C·H·W]`, `z [outputs·pixels]`.
  void apply(const S* a, const S* bias, S* z);
  /// Vector operations of apply, for choosing between ways to compute.
  double cost() const;

 private:
  void pack(const S* a);
  template <int V, int C>
  void strip(Index output, Index y, Index x, const S* bias, S* z) const;
  template <int C>
  void row(Index output, Index y, const S* bias, S* z) const;

  ConvGeometry geometry_;
  Index filter_;             // elements of a filter
  std::vector<S> weights_;   // [pair of outputs][filter][output], a last one alone
  std::vector<Index> taps_;  // offsets of a filter's elements: one loop, not three short ones
  Index height_, width_;     // of the padded image
  std::vector<S> image_;     // [row][channel][column]: what is read together lies together
};

}  // namespace relevance
