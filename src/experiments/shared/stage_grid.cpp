#include "experiments/shared/stage_grid.hpp"

namespace relevance {

Matrix<double> stage_grid(Index side, Range x, Range y) {
  Matrix<double> points(2, side * side);
  const auto middle = [&](Range range, Index cell) {
    return range.low + (range.high - range.low) * (double(cell) + 0.5) / double(side);
  };
  for (Index i = 0; i < points.cols(); ++i) {
    points(0, i) = middle(x, i % side);
    points(1, i) = middle(y, i / side);
  }
  return points;
}

Picture map_picture(Index side, const Eigen::Ref<const Eigen::RowVectorXd>& values) {
  return {{side, side}, {values.data(), values.data() + values.size()}};
}

}  // namespace relevance
