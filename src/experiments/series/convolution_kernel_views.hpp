#pragma once
// Pictures of the convolution kernel on some series.

#include "experiments/series/kernel_trials.hpp"
#include "lab/view.hpp"

namespace relevance {

/// Some series and their kernel.
struct SampledKernel {
  ConvolutionMode mode = ConvolutionMode::full;
  Matrix<double> series;  ///< [length × N]
  Matrix<double> gram;    ///< [N × N]
  GramSpectrum spectrum;
  Matrix<double> features;  ///< where the mode has a feature map, [length × N]
  double feature_gap = 0;  ///< largest |K_ij by definition − ⟨φ_i, φ_j⟩| over the largest K_ij
  std::string distribution;
};
/// Raises what convolution_gram raises.
SampledKernel sampled_kernel(const Matrix<double>& series, ConvolutionMode mode,
                             const std::string& distribution);

void add_gram(const SampledKernel& kernel, Views& out);
void add_spectrum(const SampledKernel& kernel, Views& out);
void add_sampled(const SampledKernel& kernel, Views& out);
/// Autocorrelation and power spectrum of the first two series.
void add_features(const SampledKernel& kernel, Views& out);
void add_components(const SampledKernel& kernel, Views& out);
/// What every trial found.
void add_trials(const KernelTrials& trials, Views& out);
/// The trial of the least value: its c, and the series that weigh most in it.
void add_worst(const KernelTrials& trials, Views& out);

}  // namespace relevance
