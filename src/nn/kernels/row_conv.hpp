#pragma once
// A stride-1 convolution to few channels, with neighbouring pixels as lanes: where a tile of
// channels would leave most lanes empty, as on the way back to an image.
//
//   RowConv<float> conv({.image = {16, 28, 28}, .outputs = 1, .window = w}, weights);
//   conv.apply(s.data(), c.data());

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

  /// z = W a; `a [C·H·W]`, `z [outputs·pixels]`. Rows of zeros in a cost nothing.
  void apply(const S* a, S* z);
  /// Vector operations of apply, for choosing between ways to compute.
  double cost() const;

 private:
  void pack(const S* a);
  void row(Index output, Index y, Index x, S* z) const;

  ConvGeometry geometry_;
  Matrix<S> weights_;           // [filter × outputs]: a filter is contiguous
  Index height_, width_;        // of the padded image, rows filled up to whole vectors
  std::vector<S> image_;        // [channel][row][column]
  std::vector<char> occupied_;  // [channel][row]: not all zero
};

}  // namespace relevance
