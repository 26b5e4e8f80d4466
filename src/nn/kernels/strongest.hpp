#pragma once
// The largest entries of a matrix that comes strip by strip: of all of it, of each row, each
// column.

#include <vector>

#include "base/types.hpp"

namespace relevance {

/// Entry (from, to) of a matrix.
struct Connection {
  Index from = 0, to = 0;
  double strength = 0;
};

/// Each row's or column's largest entries by size, the largest first; 0 where there are no more.
struct Partners {
  Matrix<double> elements;   ///< [p × n] indices
  Matrix<double> strengths;  ///< [p × n], signed
};

template <class S>
class StrongestEntries {
 public:
  /// Of a matrix `[rows × columns]`: the `count` largest, and `each` of every row and column.
  StrongestEntries(Index rows, Index columns, Index count, Index each);

  /// Its rows from `first` on, `strip [h × columns]`. Entries of 0 are none.
  void add(const Matrix<S>& strip, Index first);

  /// Largest first, ties by place.
  std::vector<Connection> sorted() &&;
  const Partners& of_rows() const { return rows_; }
  const Partners& of_columns() const { return columns_; }

 private:
  void take(Index row, Index column, S value);
  void keep(const Connection& one);

  size_t count_;
  S bar_ = 0;  // what the weakest of all that are kept has, once there are `count`
  std::vector<Connection> kept_;  // a heap, the weakest first
  Partners rows_, columns_;
  Vector<S> row_bars_, column_bars_;  // what the weakest partner has
};

}  // namespace relevance
