#pragma once
// R = s · A Bᵀ: the joint relevance of two sides, as a product of factors that need not be formed.

#include "nn/kernels/strongest.hpp"
#include "nn/layer.hpp"

namespace relevance {

/// One input's features, and the relevance of its elements for each of them.
template <class S>
struct Side {
  Vector<S> features;   ///< φ [M]
  Matrix<S> relevance;  ///< R_jm [n × M]; a column of zeros where φ_m = 0
};

/// Largest number of entries that are formed as one matrix: 784 × 784 fits, 4096 × 4096 does not.
inline constexpr Index kMaxPairs = Index{1} << 21;

template <class S>
class JointRelevance {
 public:
  /// `left [n × M]` and `right [n' × M]`: factors over the same features. Keeps those that are
  /// alive on both sides. Raises `shape-mismatch`.
  JointRelevance(const Matrix<S>& left, const Matrix<S>& right, double scale = 1);
  /// Of two sides. Raises `shape-mismatch`.
  JointRelevance(const Side<S>& left, const Side<S>& right, double scale = 1)
      : JointRelevance(left.relevance, right.relevance, scale) {}

  Index rows() const { return left_.rows(); }
  Index columns() const { return right_.cols(); }
  /// Σ_jj' R_jj', in double precision, without forming R.
  double sum() const { return row_sums_.sum(); }
  const Vector<double>& row_sums() const { return row_sums_; }        ///< Σ_j' R_jj' [n]
  const Vector<double>& column_sums() const { return column_sums_; }  ///< Σ_j R_jj' [n']
  /// Rᵀ.
  JointRelevance transposed() const;
  /// R [n × n']. Raises `too-much-work` for more than kMaxPairs entries.
  Matrix<S> matrix() const;
  /// The `count` entries of largest |R|, and the `each` largest of every row and column; entries of
  /// 0 are none. R is walked through in strips and never held as a whole.
  StrongestEntries<S> strongest(Index count, Index each) const;
  /// The `count` largest, strongest first, ties by place.
  std::vector<Connection> strongest(Index count) const { return strongest(count, 0).sorted(); }

 private:
  Matrix<S> left_, right_;  // [n × alive], [alive × n'], the scale in left_
  Vector<double> row_sums_, column_sums_;
};

/// y = Σ_m φ_m φ'_m. Raises `shape-mismatch`.
template <class S>
double dot(const Side<S>& left, const Side<S>& right);

/// 1 / (‖φ‖‖φ'‖), 0 where one of them is 0. The cosine's relevance is that of the dot product times
/// this: the norms are held fixed, as a factor that both inputs share, and are not explained.
template <class S>
double cosine_scale(const Side<S>& left, const Side<S>& right);

/// Sums over patches of `patch × patch` pixels and all channels: `values [C·H·W × batch]` →
/// [patches × batch], patches row by row. Column sums stay what they were. Raises `shape-mismatch`
/// where the patch does not divide the image.
template <class S>
Matrix<S> pool_patches(const Matrix<S>& values, const ImageShape& image, Index patch);

}  // namespace relevance
