#include "series/convolution.hpp"

#include "base/error.hpp"
#include "nn/kernels/fourier.hpp"

namespace relevance {
namespace {

constexpr Index kLong = 128;  // of the shorter series: from here on the FFT is faster

void check_series(const char* function, const char* name, const Vector<double>& series) {
  check_not_empty(function, name, series.size());
  check_finite(function, name, series);
}

Vector<double> full_directly(const Vector<double>& x, const Vector<double>& w) {
  Vector<double> y = Vector<double>::Zero(x.size() + w.size() - 1);
  for (Index s = 0; s < w.size(); ++s)
    for (Index t = 0; t < x.size(); ++t) y[s + t] += w[s] * x[t];
  return y;
}

Vector<double> full_by_fourier(const Vector<double>& x, const Vector<double>& w) {
  const Index length = x.size() + w.size() - 1;
  Fourier fourier(fast_length(length));
  std::vector<std::complex<double>> a, b;
  fourier.forward(x.data(), x.size(), a);
  fourier.forward(w.data(), w.size(), b);
  for (size_t f = 0; f < a.size(); ++f) a[f] *= b[f];
  std::vector<double> y;
  fourier.inverse(a, y);
  return Eigen::Map<const Vector<double>>(y.data(), length);
}

Vector<double> cropped(const Vector<double>& full, ConvolutionMode mode, Index n, Index m) {
  const ResultSpan span = result_span(mode, n, m);
  if (mode != ConvolutionMode::circular) return full.segment(span.offset, span.length);
  Vector<double> y = Vector<double>::Zero(span.length);
  for (Index t = 0; t < full.size(); ++t) y[t % span.length] += full[t];
  return y;
}

/// Σ_t full_t a_{t−u} for u = 0 … count − 1.
Vector<double> correlated(const Vector<double>& full, const Vector<double>& a, Index count) {
  Vector<double> result(count);
  for (Index u = 0; u < count; ++u) result[u] = full.segment(u, a.size()).dot(a);
  return result;
}

}  // namespace

const std::vector<std::string>& convolution_mode_names() {
  static const std::vector<std::string> names = {"full", "same", "valid", "circular"};
  return names;
}

ConvolutionMode convolution_mode(const std::string& name) {
  const auto& names = convolution_mode_names();
  check_name("convolution", "mode", name, names);
  return ConvolutionMode(std::find(names.begin(), names.end(), name) - names.begin());
}

ResultSpan result_span(ConvolutionMode mode, Index n, Index m) {
  const Index longer = std::max(n, m), shorter = std::min(n, m);
  switch (mode) {
    case ConvolutionMode::full:
      return {0, n + m - 1};
    case ConvolutionMode::same:
      return {(shorter - 1) / 2, longer};
    case ConvolutionMode::valid:
      return {shorter - 1, longer - shorter + 1};
    case ConvolutionMode::circular:
      return {0, longer};
  }
  return {};
}

Vector<double> convolve(const Vector<double>& x, const Vector<double>& w, ConvolutionMode mode) {
  check_series("convolve", "x", x);
  check_series("convolve", "w", w);
  const bool is_long = std::min(x.size(), w.size()) >= kLong;
  return cropped(is_long ? full_by_fourier(x, w) : full_directly(x, w), mode, x.size(), w.size());
}

Vector<double> convolve_directly(const Vector<double>& x, const Vector<double>& w,
                                 ConvolutionMode mode) {
  check_series("convolve", "x", x);
  check_series("convolve", "w", w);
  return cropped(full_directly(x, w), mode, x.size(), w.size());
}

Vector<double> placed(const Vector<double>& delta, ConvolutionMode mode, Index n, Index m) {
  const ResultSpan span = result_span(mode, n, m);
  check_size("convolution_gradient", "delta", delta.size(), span.length);
  Vector<double> full = Vector<double>::Zero(n + m - 1);
  if (mode == ConvolutionMode::circular)
    for (Index t = 0; t < full.size(); ++t) full[t] = delta[t % span.length];
  else
    full.segment(span.offset, span.length) = delta;
  return full;
}

ConvolutionGradient convolution_gradient(const Vector<double>& x, const Vector<double>& w,
                                         const Vector<double>& delta, ConvolutionMode mode) {
  check_series("convolution_gradient", "x", x);
  check_series("convolution_gradient", "w", w);
  check_finite("convolution_gradient", "delta", delta);
  const Vector<double> full = placed(delta, mode, x.size(), w.size());
  return {correlated(full, w, x.size()), correlated(full, x, w.size())};
}

Vector<double> cross_correlate(const Vector<double>& x, const Vector<double>& w,
                               ConvolutionMode mode) {
  return convolve(x, w.reverse(), mode);
}

ConvolutionGradient cross_correlation_gradient(const Vector<double>& x, const Vector<double>& w,
                                               const Vector<double>& delta, ConvolutionMode mode) {
  ConvolutionGradient gradient = convolution_gradient(x, w.reverse(), delta, mode);
  gradient.w = gradient.w.reverse().eval();
  return gradient;
}

}  // namespace relevance
