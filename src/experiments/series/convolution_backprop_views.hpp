#pragma once
// Pictures of what a loss hands back through a convolution. Series count from 1.

#include "lab/view.hpp"
#include "series/convolution.hpp"

namespace relevance {

/// A convolution or cross-correlation, y of it, and E = Σ_t δ_t y_t differentiated.
struct BackpropSolution {
  ConvolutionMode mode;
  bool correlates = false, of_x = true;
  Vector<double> x, w, delta;
  Vector<double> y;
  Vector<double> full;  ///< δ at its places in the full result
  ConvolutionGradient gradient, differences;
  Index index = 0;  ///< of the gradient looked at, from 0
  double E = 0;
  /// w as it is convolved: reversed where the layer cross-correlates.
  Vector<double> kernel() const { return correlates ? Vector<double>(w.reverse()) : w; }
  const Vector<double>& looked_at() const { return of_x ? gradient.x : gradient.w; }
};

/// ∂y_t/∂x_u or ∂y_t/∂w_s over the full result, [n + m − 1 × n or m].
Matrix<double> slope_matrix(const BackpropSolution& s, bool of_x);

/// δ, the other series slid to the index, and their products.
void add_meeting(const BackpropSolution& s, Views& out);
/// δ_t times the slopes; its columns sum to the gradient.
void add_products(const BackpropSolution& s, Views& out);
/// Forward x, w and y; backward δ and both gradients.
void add_series(const BackpropSolution& s, Views& out);
/// The gradient beside finite differences.
void add_comparison(const BackpropSolution& s, Views& out);

}  // namespace relevance
