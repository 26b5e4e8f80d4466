#pragma once
// A convolution with its weights laid out for the inner loops.
//
//   PackedConv<float> conv({.image = {16, 14, 14}, .outputs = 32, .window = w},
//                          [&] { return layer.weights; });
//   conv.apply(a.data(), bias.data(), z.data());
//
// Images are repacked to channels-last with their padding, so that a filter row is one
// contiguous run. Dense products keep a tile of pixels × output channels in registers. Sparse ones
// walk what is not zero in the order that keeps in the first cache what is read again: forward one
// filter over its pixels, backward one filter row over all of them.

#include <functional>
#include <vector>

#include "nn/layer.hpp"

namespace relevance {

struct ConvGeometry {
  ImageShape image;   ///< of the input
  Index outputs = 0;  ///< output channels
  Window window;
  Index groups = 1;

  Index out_height() const;
  Index out_width() const;
  Index pixels() const { return out_height() * out_width(); }
};

/// `[outputs × (channels/groups · kh · kw)]` as in Conv2d. Asked for whenever they are laid out
/// anew, so that a large network is not held once more than its layouts.
template <class S>
using WeightSource = std::function<Matrix<S>()>;

template <class S>
class PackedConv {
 public:
  /// Each layout is made when first needed; until then, what the source reads must be there.
  PackedConv(const ConvGeometry& geometry, WeightSource<S> weights);

  /// z = W a (+ bias, if not null); `a [C·H·W]`, `z [outputs·pixels]`.
  void apply(const S* a, const S* bias, S* z);
  /// The same where `needed[k] != 0`; 0 elsewhere.
  void apply_where(const S* a, const S* bias, const S* needed, S* z);
  /// c = Wᵀ s over the nonzero s; `s [outputs·pixels]`, `c [C·H·W]`.
  void scatter(const S* s, S* c);
  /// dW += s ⊗ patches(a), in the layout of the source.
  void accumulate(const S* a, const S* s, Matrix<S>& gradient);

  /// Vector operations each way of computing takes, for choosing between them.
  double dense_cost() const;
  double sparse_cost(Index nonzero) const;

  const ConvGeometry& geometry() const { return geometry_; }

 private:
  template <class F>
  void each_weight(F f) const;
  void lay_out_dense();
  void lay_out_sparse();
  void make_image();
  void pack(const S* a);
  void choose(const S* values, Index group);
  template <int B>
  void add_filters(Index begin, Index end, const S* weights, S* target) const;
  void add_filters(Index begin, Index end, Index size, const S* weights, S* target) const;
  void scatter_row(Index run, Index y, const S* weights, S* row) const;
  void tile(const S* image, const S* weights, Index pixel, Index count, Index channel,
            Index channels, const S* bias, S* z) const;

  ConvGeometry geometry_;
  WeightSource<S> weights_;
  Index height_, width_;              // of the padded image
  Index in_channels_, out_channels_;  // of one group
  Index run_length_, run_stride_;     // elements of a run, and with its filling
  std::vector<Index> runs_;           // offsets of the runs in a packed image
  std::vector<Index> pixel_offsets_;  // of the first run of each output pixel
  Index block_channels_;              // output channels, filled up to whole vectors
  std::vector<S> dense_weights_;      // [group][block][run][i][lane]
  std::vector<S> sparse_weights_;     // [run][output][i], filled up with zeros
  std::vector<S> image_;              // [group][row][column][channel]

  struct Chosen {
    S value;
    Index offset;  // of its filter among those of a run, less that of its patch in the row
  };
  std::vector<Chosen> chosen_;  // what is not 0, pixel after pixel
  std::vector<Index> ends_;     // how much is chosen before each pixel, and in all
  std::vector<Index> pixels_;   // where one output is needed
};

}  // namespace relevance
