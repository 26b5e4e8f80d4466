#pragma once
// Wᵀs of a convolution for many columns that are zero at the same places: one image's relevance
// for many features. What is zero is found once; the columns, not the channels, fill the vectors.

#include <vector>

#include "nn/kernels/packed_conv.hpp"

namespace relevance {

template <class S>
class SharedScatter {
 public:
  /// `weights [outputs × (channels/groups · kh · kw)]` as in Conv2d.
  SharedScatter(const ConvGeometry& geometry, const Matrix<S>& weights);

  /// c = Wᵀ s; `s [outputs·pixels × batch]`, `c [C·H·W × batch]`.
  void apply(const Matrix<S>& s, Matrix<S>& c);

 private:
  struct Entry {
    Index row;     ///< of what is not zero, in elements of rows_
    Index weight;  ///< of the first channel
  };
  void find(const Matrix<S>& s);
  void gather(const Matrix<S>& s);
  void list(Index group, Index y, Index x);
  void multiply(Index channel, Index column, S* result) const;

  ConvGeometry geometry_;
  Index in_channels_, out_channels_, stride_;  // of one group; channels, filled up to whole tiles
  std::vector<S> weights_;                     // [output][tap][channel of its group]
  std::vector<int> alive_;                     // of each output: not zero in every column
  std::vector<Index> chosen_;                  // those, in their order
  std::vector<S> rows_;                        // [chosen][column], filled up to whole blocks
  Index columns_ = 0;                          // of rows_
  std::vector<Entry> above_;                   // the chosen of each group and pixel, at tap 0
  std::vector<Index> ends_;                    // how many come before each, and in all
  std::vector<Entry> entries_;                 // what reaches one pixel of the input
};

}  // namespace relevance
