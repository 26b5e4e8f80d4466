#pragma once
// Layers that measure how far a sample lies from points and planes, and the soft minimum above
// them: forward, gradient, and what deep Taylor decomposition hands down (Kauffmann et al. 2020,
// 2022). Whole batches; where relevance goes down, `x` may be one sample for all columns.

#include "base/types.hpp"

namespace relevance {

/// y_i = ‖x − u_i‖² + offset_i. `centres [n_in × M]`, `offsets [M]`, `x [n_in × batch]` →
/// `y [M × batch]`. Differences are taken before squaring: equal points are 0 apart exactly.
template <class S>
void squared_distances(const Matrix<S>& centres, const Vector<S>& offsets, const Matrix<S>& x,
                       Matrix<S>& y);

/// dx = 2 Σ_i dy_i (x − u_i).
template <class S>
void squared_distances_backward(const Matrix<S>& centres, const Matrix<S>& x, const Matrix<S>& dy,
                                Matrix<S>& dx);

/// in_d = Σ_i out_i (x_d − u_id)² / ‖x − u_i‖², in equal parts where x = u_i. Σ in = Σ out.
template <class S>
void squared_distances_relevance(const Matrix<S>& centres, const Matrix<S>& x, const Matrix<S>& out,
                                 Matrix<S>& in);

/// y_k = w_kᵀ(x − m_k). `weights [K × n_in]`, `points [n_in × K]`.
template <class S>
void signed_distances(const Matrix<S>& weights, const Matrix<S>& points, const Matrix<S>& x,
                      Matrix<S>& y);

/// in_d = Σ_k out_k (x_d − m_kd) w_kd / y_k; where y_k = 0 nothing passes.
template <class S>
void signed_distances_relevance(const Matrix<S>& weights, const Matrix<S>& points,
                                const Matrix<S>& x, const Matrix<S>& y, const Matrix<S>& out,
                                Matrix<S>& in);

/// y = −s⁻¹ log Σ_i exp(−s h_i) for the stiffness s > 0, from the minimum up, so that nothing
/// underflows; s = ∞: the minimum. `h [M × batch]` → `y [1 × batch]`.
template <class S>
void soft_min(double stiffness, const Matrix<S>& h, Matrix<S>& y);

/// in = p out with p = softmin(s h), which sums to 1; p is also the gradient of y. For s = ∞ all
/// goes to the first minimum. `h` may be one column for all of `out [1 × batch]`.
template <class S>
void soft_min_relevance(double stiffness, const Matrix<S>& h, const Matrix<S>& out, Matrix<S>& in);

}  // namespace relevance
