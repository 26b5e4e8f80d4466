#pragma once
// A model of the plane as a network of two layers, drawn with its numbers.

#include "experiments/anomalies/one_class_2d_views.hpp"

namespace relevance {

/// The units with the largest shares between the inputs and the output.
void add_neurons(const ExplainedPlane& plane, Views& out);

}  // namespace relevance
