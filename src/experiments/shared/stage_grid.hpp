#pragma once
// A function of two variables over a stage: where it is evaluated, and the picture it becomes.

#include "lab/view.hpp"

namespace relevance {

struct Range {
  double low, high;
};

/// The middles of side × side cells, row by row from the bottom: `[2 × side²]`.
Matrix<double> stage_grid(Index side, Range x, Range y);

/// One value a cell, in the order of stage_grid.
Picture map_picture(Index side, const Eigen::Ref<const Eigen::RowVectorXd>& values);

}  // namespace relevance
