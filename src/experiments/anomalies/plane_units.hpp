#pragma once
// How pictures name the units of a model's neural form.

#include <string>

#include "experiments/anomalies/one_class_2d_views.hpp"

namespace relevance {

/// Which centre a unit belongs to: k-means has none for its own cluster.
inline Index centre_of(const ExplainedPlane& plane, Index unit) {
  return plane.model.is_k_means() && unit >= plane.at_x.cluster ? unit + 1 : unit;
}

/// What lights with a formula's term.
inline std::string unit_term(Index unit) { return "h" + std::to_string(unit + 1); }

}  // namespace relevance
