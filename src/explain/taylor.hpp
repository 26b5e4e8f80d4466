#pragma once
// Taylor decomposition at a root point: of first order (Montavon et al. 2017, eq. 2), of second
// order for pairs of inputs (Eberle et al. 2020, eq. 4).
//
//   Expansion e = expand(cone, x, *cone_root(x, mu));   // f(x) = f(x̃) + Σ R + remainder

#include <functional>
#include <optional>

#include "nn/network.hpp"

namespace relevance {

/// A scalar function with its gradient and Hessian; none where there is none.
struct Differentiable {
  std::function<double(const Vector<double>&)> value;
  std::function<std::optional<Vector<double>>(const Vector<double>&)> gradient;
  std::function<std::optional<Matrix<double>>(const Vector<double>&)> hessian = {};  ///< [d × d]
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

/// f(x) = f_root + Σ relevance + Σ interactions + remainder.
struct SecondExpansion : Expansion {
  /// ½ ∂²f/∂x_i∂x_j(x̃) (x_i − x̃_i)(x_j − x̃_j), [d × d], symmetric where f is smooth.
  Matrix<double> interactions;
};

/// The same up to second order. Raises also `no-gradient` where f has no Hessian at the root.
SecondExpansion expand_second(const Differentiable& f, const Vector<double>& x,
                              const Vector<double>& root);

/// y(x, x') = ⟨φ(x), φ(x')⟩ as a function of x above x', [2d]. φ is piecewise linear: its Hessian
/// is 0 almost everywhere, so that of y has the blocks 0, J(x)ᵀJ(x') and its transpose. On a kink
/// the derivative is that from below, as ReLU'(0) = 0. `features` must outlive the result. Raises
/// `not-explainable` naming an activation that is not piecewise linear.
Differentiable similarity(const Network<double>& features);

/// f(x) = ‖x − μ‖ − 1; convex, so that its remainders are never negative.
Differentiable cone(const Vector<double>& mu);

/// The root of the cone on the segment from μ to x: x̃ = μ + (x−μ)/‖x−μ‖; x itself where
/// f(x) = 0; none where f(x) < 0.
std::optional<Vector<double>> cone_root(const Vector<double>& x, const Vector<double>& mu);

/// The root of the cone on the ray from μ through x, which may lie beyond x; none where x = μ.
std::optional<Vector<double>> ray_root(const Vector<double>& x, const Vector<double>& mu);

}  // namespace relevance
