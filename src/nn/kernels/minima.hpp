#pragma once
// Soft and hard minima of distances at very many points, for pictures: single precision, all
// lanes at once, no layer's values kept.

#include "base/types.hpp"

namespace relevance {

/// h_i = ‖x − u_i‖² + offset_i at every point, its soft minimum −s⁻¹ log Σ exp(−s h_i) and its
/// least. `centres [d × M]`, `offsets [M]`, `points [n × d]`: a column for each dimension →
/// `soft [n]`, `hard [n]`. To some units of the seventh digit of h.
void distance_minima(const Matrix<float>& centres, const Vector<float>& offsets, float stiffness,
                     const Matrix<float>& points, Vector<float>& soft, Vector<float>& hard);

}  // namespace relevance
