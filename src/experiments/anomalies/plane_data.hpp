#pragma once
// Points of the plane to choose from.

#include "base/types.hpp"

namespace relevance {

/// `moons`, `rings`, `blobs` (always the same points), [2 × n], within ±4. Raises `unknown-name`.
Matrix<double> plane_data(const std::string& name);

/// Each row centred and scaled to a standard deviation of `spread`; constant rows become 0.
Matrix<double> standardised(Matrix<double> points, double spread);

}  // namespace relevance
