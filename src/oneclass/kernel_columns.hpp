#pragma once
// Columns of a Gaussian kernel matrix, computed when asked for and kept while there is room.

#include <vector>

#include "base/types.hpp"

namespace relevance {

/// K_ij = exp(−γ‖x_i − x_j‖²) of `points [d × n]`, column by column.
class KernelColumns {
 public:
  /// Keeps a reference to `points`. `cache_bytes`: at most that much is kept, two columns at least.
  KernelColumns(const Matrix<double>& points, double gamma, size_t cache_bytes);

  /// Column i, [n]; valid until two others have been asked for.
  const double* operator()(Index i);
  Index size() const { return points_.cols(); }

 private:
  Index oldest() const;

  const Matrix<double>& points_;
  double gamma_;
  Matrix<double> x_, column_;        // one point, its distances
  Vector<double> none_;              // no offsets
  Matrix<double> kept_;              // [n × slots]
  std::vector<Index> slot_, owner_;  // of a point, of a slot; −1: none
  std::vector<Index> used_;          // when a slot was asked for last
  Index clock_ = 0;
};

}  // namespace relevance
