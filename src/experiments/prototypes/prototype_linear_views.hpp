#pragma once
// What prototype-linear shows.

#include "experiments/prototypes/linear_prototype.hpp"
#include "lab/frame.hpp"

namespace relevance {

constexpr double kStageReach = 5;  ///< of the stage, in both directions

/// Landscape, points, arrows, ellipse and the way up, in two dimensions. `drawn_already`: the page
/// has this landscape.
View field_view(const LinearPrototype& p, bool drawn_already);
/// f − Ω at each of `steps`, as far as the ascent has come, and its maximum.
View objective_view(const LinearPrototype& p, int steps);
/// Where a reader looks up every number: rows x and x*.
View comparison_view(const LinearPrototype& p);

}  // namespace relevance
