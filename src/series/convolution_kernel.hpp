#pragma once
// The convolution kernel k(x, x') = ‖x * x'‖²: its feature map where it has one, Gram matrices, and
// how far from positive semi-definite its cropped modes are.
//
//   const Matrix<double> K = convolution_gram(series, ConvolutionMode::same);
//   const Spectrum s = gram_spectrum(K);          // s.values[0] < 0: no kernel

#include "series/convolution.hpp"

namespace relevance {

/// Series of one length as columns `[n × N]`. Raises `shape-mismatch` for none, for an empty one
/// and for different lengths, `not-finite`.
Matrix<double> side_by_side(const std::vector<Vector<double>>& series);

/// ‖x * x'‖² by its definition. Raises what convolve raises.
double convolution_kernel(const Vector<double>& x, const Vector<double>& x2, ConvolutionMode mode);

/// Whether the mode's kernel has a feature map: full and circular.
bool has_feature_map(ConvolutionMode mode);

/// φ with k(x, x') = ⟨φ(x), φ(x')⟩, a column for each of `series [n × N]`: the autocorrelation
/// r_τ = Σ_t x_t x_{t+τ}, lags above 0 times √2 since r is even (full, [n × N]); circular lags
/// 0 … n−1 ([n × N]). Raises `shape-mismatch` for no series, `not-finite`, `bad-argument` for a
/// cropped mode.
Matrix<double> autocorrelation_features(const Matrix<double>& series, ConvolutionMode mode);

/// |x̂_f|² of the series, zero-padded to N = 2n − 1 (full) or N = n (circular), f = 0 … N−1:
/// k(x, x') = N⁻¹ Σ_f |x̂_f|² |x̂'_f|². A column for each. Raises as above.
Matrix<double> power_spectra(const Matrix<double>& series, ConvolutionMode mode);

/// K_ij = k(x_i, x_j) `[N × N]` of `series [n × N]`: by the feature map where there is one; `valid`
/// of equal lengths is one square; `same` is a circular convolution, on whose circle only values
/// that are left out lie on each other, less those. Raises `shape-mismatch` for no series,
/// `not-finite`.
Matrix<double> convolution_gram(const Matrix<double>& series, ConvolutionMode mode);

/// Eigenvalues of a symmetric matrix, rising, with the direction of the least.
struct GramSpectrum {
  Vector<double> values;     ///< [N]
  Vector<double> direction;  ///< c with ‖c‖ = 1 and cᵀKc = values[0]
};
/// For some hundred rows at most.
GramSpectrum gram_spectrum(const Matrix<double>& gram);

/// Kernel PCA: the first `count` principal components of the centred kernel, `[count × N]`, by
/// falling variance; components of a negative eigenvalue are 0. Signs: the largest entry positive.
Matrix<double> kernel_components(const Matrix<double>& gram, Index count);

}  // namespace relevance
