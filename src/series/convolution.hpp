#pragma once
// Discrete convolution of series, what a loss hands back through it, and the modes that crop it.
//
//   const Vector<double> y = convolve(x, w, ConvolutionMode::same);      // y_t = Σ_s w_s x_{t−s}

#include <string>
#include <vector>

#include "base/types.hpp"

namespace relevance {

/// Which part of the full result is kept, as NumPy has it; circular wraps it to max(n, m).
enum class ConvolutionMode { full, same, valid, circular };

const std::vector<std::string>& convolution_mode_names();
/// Raises `unknown-name`.
ConvolutionMode convolution_mode(const std::string& name);

/// Where a mode's result stands in the full one, of length n + m − 1. Circular: all of it, wrapped.
struct ResultSpan {
  Index offset = 0, length = 0;
};
ResultSpan result_span(ConvolutionMode mode, Index n, Index m);

/// x * w. `x [n]`, `w [m]` → full n+m−1; same max(n,m) from ⌊(min(n,m)−1)/2⌋; valid
/// max−min+1 from min(n,m)−1; circular max(n,m). Directly for short ones, by FFT for long ones.
/// Raises `shape-mismatch` for an empty series, `not-finite`.
Vector<double> convolve(const Vector<double>& x, const Vector<double>& w, ConvolutionMode mode);

/// The same sums by their definition.
Vector<double> convolve_directly(const Vector<double>& x, const Vector<double>& w,
                                 ConvolutionMode mode);

/// `delta`, one for each output, at its place in the full result; circular: repeated around it.
/// Raises `shape-mismatch`.
Vector<double> placed(const Vector<double>& delta, ConvolutionMode mode, Index n, Index m);

/// What E hands to both series, given δ_t = ∂E/∂y_t.
struct ConvolutionGradient {
  Vector<double> x;  ///< ∂E/∂x_u = Σ_t δ_t w_{t−u}, [n]
  Vector<double> w;  ///< ∂E/∂w_s = Σ_t δ_t x_{t−s}, [m]
};
/// Both are cross-correlations with δ. Raises `shape-mismatch`, `not-finite`.
ConvolutionGradient convolution_gradient(const Vector<double>& x, const Vector<double>& w,
                                         const Vector<double>& delta, ConvolutionMode mode);

/// The forward cross-correlation y_t = Σ_s w_s x_{t+s}: x convolved with w reversed, same modes.
Vector<double> cross_correlate(const Vector<double>& x, const Vector<double>& w,
                               ConvolutionMode mode);
/// Here ∂E/∂x_u = Σ_t δ_t w_{u−t} is a convolution, ∂E/∂w_s = Σ_t δ_t x_{t+s} still a
/// cross-correlation.
ConvolutionGradient cross_correlation_gradient(const Vector<double>& x, const Vector<double>& w,
                                               const Vector<double>& delta, ConvolutionMode mode);

}  // namespace relevance
