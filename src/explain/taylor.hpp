#pragma once
// First-order Taylor decomposition at a root point (Montavon et al. 2017, eq. 2).
//
//   Expansion e = expand(cone, x, *cone_root(x, mu));   // f(x) = f(x̃) + Σ R + remainder

#include <functional>
#include <optional>

#include "base/types.hpp"

namespace relevance {

/// A scalar function with its gradient; no gradient where there is none.
struct Differentiable {
  std::function<double(const Vector<double>&)> value;
  std::function<std::optional<Vector<double>>(const Vector<double>&)> gradient;
};

/// f(x) = f_root + Σ relevance + remainder.
struct Expansion {
  double f = 0;              ///< f(x)
  double f_root = 0;         ///< f(x̃)
  Vector<double> relevance;  ///< R_i = ∂f/∂x_i(x̃) (x_i − x̃_i), [d]
  double remainder = 0;      ///< what the first order leaves out
};

/// Expands f at `root`, evaluated at `x`. Raises `shape-mismatch`, `no-gradient`.
Expansion expand(const Differentiable& f, const Vector<double>& x, const Vector<double>& root);

/// f(x) = ‖x − μ‖ − 1; convex, so that its remainders are never negative.
Differentiable cone(const Vector<double>& mu);

/// The root of the cone on the segment from μ to x: x̃ = μ + (x−μ)/‖x−μ‖; x itself where
/// f(x) = 0; none where f(x) < 0.
std::optional<Vector<double>> cone_root(const Vector<double>& x, const Vector<double>& mu);

/// The root of the cone on the ray from μ through x, which may lie beyond x; none where x = μ.
std::optional<Vector<double>> ray_root(const Vector<double>& x, const Vector<double>& mu);

}  // namespace relevance
