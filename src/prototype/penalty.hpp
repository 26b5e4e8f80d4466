#pragma once
// What a prototype pays for being unlike an input: small functions of the input or of its code.
//
//   Penalty omega = squared_norm(0.5);
//   omega(x, value, gradient);        // adds Ω(x_b) to value[b] and ∂Ω/∂x to gradient

#include <functional>

#include "prototype/gaussian.hpp"

namespace relevance {

/// Adds Ω of each column of `v [n × batch]` to `value [batch]` and ∂Ω/∂v to `gradient [n × batch]`.
using Penalty =
    std::function<void(const Matrix<double>& v, Vector<double>& value, Matrix<double>& gradient)>;

/// Raises `unbounded` for λ ≤ 0, where f − Ω has no maximum, `out-of-range` where λ is not finite.
void check_bounded(std::string_view function, double lambda);

/// Ω = λ‖v − v₀‖², v₀ one column for all, one for each, or none for 0. Raises `unbounded`.
Penalty squared_norm(double lambda, Matrix<double> centre = {});

/// The same for any λ: with one ≤ 0 an ascent runs away, which can be watched.
Penalty scaled_squared_norm(double lambda, Matrix<double> centre = {});

/// Ω = −λ log p(v), p = N(μ, Σ); λ > 0, in the exercise 1.
Penalty negative_log_density(Gaussian p, double lambda = 1);

/// Ω = λ Σ_pixels (√(Δ_row² + Δ_column² + s²) − s) over a C×H×W image: differences to the next row
/// and column, smoothed by s so that it has a gradient everywhere; λ > 0, s > 0
/// (Rudin, Osher and Fatemi 1992).
Penalty total_variation(double lambda, const ImageShape& image, double smoothing = 1e-3);

}  // namespace relevance
