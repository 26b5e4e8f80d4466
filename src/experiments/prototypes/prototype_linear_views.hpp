#pragma once
// What prototype-linear shows.

#include "experiments/prototypes/linear_prototype.hpp"
#include "lab/view.hpp"

namespace relevance {

constexpr double kStageReach = 5;  ///< of the stage, in both directions

/// f − Ω over the stage, drawn once for each objective.
struct Landscape {
  Picture map;
  Array levels;  ///< of the contours: equal distances from the top for its bowls
};
Key landscape_key(const LinearPrototypeQuestion& question);
Landscape draw_landscape(const LinearPrototype& p);

/// Landscape, points, arrows, ellipse and the way up, in two dimensions.
void add_field(const LinearPrototype& p, const std::shared_ptr<const Landscape>& landscape,
               Views& out);
/// f − Ω at each of `steps`, as far as the ascent has come, and its maximum.
void add_objective(const LinearPrototype& p, int steps, Views& out);
/// Where a reader looks up every number: rows x and x*.
void add_comparison(const LinearPrototype& p, Views& out);

}  // namespace relevance
