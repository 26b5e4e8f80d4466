#pragma once
// A mixture of Gaussian kernels and its neural form.
//
//   const KernelModel model = kernel_density(points, 0.5);
//   Network<double> network = neuralize(model);      // o(x) = −γ⁻¹ log f(x)
//   Lrp<double> lrp(network, make_composite({"epsilon-plus"}));   // explains it like any other

#include "nn/network.hpp"

namespace relevance {

/// f(x) = Σ_i α_i exp(−γ‖x − u_i‖²), α_i > 0.
struct KernelModel {
  Matrix<double> centres;  ///< u_i, [d × M]
  Vector<double> alpha;    ///< [M], usually with sum 1
  double gamma = 1;        ///< above 0, per squared unit of x
};

/// All points with equal weights 1/n. Raises `shape-mismatch` for no point, `not-finite`,
/// `out-of-range` unless γ is above 0 and finite.
KernelModel kernel_density(const Matrix<double>& points, double gamma);

/// o(x) = −γ⁻¹ log f(x) as two layers, "distance" h_i = ‖x − u_i‖² − γ⁻¹ log α_i and
/// "outlierness" o = −γ⁻¹ log Σ_i exp(−γ h_i); the input is called "x" (Kauffmann et al. 2020,
/// section 4). Centres with α_i = 0 are left out. Raises `out-of-range` for a negative or
/// missing weight or γ, `shape-mismatch`.
Network<double> neuralize(const KernelModel& model);

/// Raises `out-of-range` naming γ unless it is above 0 and finite.
void check_gamma(const char* function, double gamma);
/// Raises `shape-mismatch` where there is no point or no feature, `not-finite`.
void check_points(const char* function, const Matrix<double>& points);

}  // namespace relevance
