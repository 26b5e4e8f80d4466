#include "series/convolution_kernel.hpp"

#include <cmath>

#include "base/error.hpp"
#include "nn/kernels/fourier.hpp"
#include "nn/kernels/gram.hpp"
#include "nn/kernels/small_matrix.hpp"

namespace relevance {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr Index kLongSeries = 192;  // from this length on autocorrelations are faster by FFT

void check_series(const char* function, const Matrix<double>& series) {
  check_not_empty(function, "series", series.size());
  check_finite(function, "series", series);
}

void check_mode(const char* function, ConvolutionMode mode) {
  if (has_feature_map(mode)) return;
  const std::string& given = convolution_mode_names()[size_t(mode)];
  throw Error("bad-argument",
              std::string(function) + ": mode " + given +
                  " has no feature map, expected full or "
                  "circular",
              {{"name", "mode"}, {"given", given}, {"expected", "full, circular"}});
}

Matrix<double> autocorrelations_by_fourier(const Matrix<double>& series) {
  const Index n = series.rows();
  Fourier fourier(fast_length(2 * n - 1));
  std::vector<std::complex<double>> spectrum;
  std::vector<double> r;
  Matrix<double> result(n, series.cols());
  for (Index c = 0; c < series.cols(); ++c) {
    fourier.forward(series.col(c).data(), n, spectrum);
    for (auto& each : spectrum) each = std::norm(each);
    fourier.inverse(spectrum, r);
    for (Index lag = 0; lag < n; ++lag) result(lag, c) = r[size_t(lag)];
  }
  return result;
}

/// r_0 … r_{n−1}, a column for each of `series`.
Matrix<double> lags(const Matrix<double>& series) {
  return series.rows() < kLongSeries ? autocorrelations(series)
                                     : autocorrelations_by_fourier(series);
}

/// A feature map of the convolution wrapped around a circle of `length` ≥ n, from lags `r [n × N]`:
/// what they become on it, those that stand for two times √2.
Matrix<double> wrapped(const Matrix<double>& r, Index length) {
  const Index n = r.rows(), last = length / 2;
  Matrix<double> phi = r.topRows(std::min(n, last + 1));
  for (Index c = 0; c < r.cols(); ++c)
    for (Index lag = 1; lag < phi.rows(); ++lag) {
      if (length - lag < n) phi(lag, c) += r(length - lag, c);
      if (2 * lag != length) phi(lag, c) *= std::sqrt(2.0);
    }
  return phi;
}

}  // namespace

Matrix<double> side_by_side(const std::vector<Vector<double>>& series) {
  check_not_empty("side_by_side", "the list of series", Index(series.size()));
  check_not_empty("side_by_side", "the first series", series[0].size());
  Matrix<double> columns(series[0].size(), Index(series.size()));
  for (size_t c = 0; c < series.size(); ++c) {
    check_size("side_by_side", "the length of series " + std::to_string(c + 1), series[c].size(),
               columns.rows());
    check_finite("side_by_side", "series " + std::to_string(c + 1), series[c]);
    columns.col(Index(c)) = series[c];
  }
  return columns;
}

double convolution_kernel(const Vector<double>& x, const Vector<double>& x2, ConvolutionMode mode) {
  return convolve(x, x2, mode).squaredNorm();
}

bool has_feature_map(ConvolutionMode mode) {
  return mode == ConvolutionMode::full || mode == ConvolutionMode::circular;
}

Matrix<double> autocorrelation_features(const Matrix<double>& series, ConvolutionMode mode) {
  check_series("autocorrelation_features", series);
  check_mode("autocorrelation_features", mode);
  const Index n = series.rows();
  Matrix<double> r = lags(series);
  if (mode == ConvolutionMode::full) {
    for (Index c = 0; c < r.cols(); ++c)
      for (Index lag = 1; lag < n; ++lag) r(lag, c) *= std::sqrt(2.0);
    return r;
  }
  Matrix<double> around = r;  // r_τ + r_{n−τ}: what wraps
  for (Index c = 0; c < r.cols(); ++c)
    for (Index lag = 1; lag < n; ++lag) around(lag, c) += r(n - lag, c);
  return around;
}

Matrix<double> power_spectra(const Matrix<double>& series, ConvolutionMode mode) {
  check_series("power_spectra", series);
  check_mode("power_spectra", mode);
  const Index n = series.rows(), N = mode == ConvolutionMode::full ? 2 * n - 1 : n;
  Matrix<double> power(N, series.cols());
  for (Index c = 0; c < series.cols(); ++c)
    for (Index f = 0; f < N; ++f) {  // by definition: any length, and few series are looked at
      std::complex<double> sum = 0;
      for (Index t = 0; t < n; ++t)
        sum += series(t, c) * std::polar(1.0, -2 * kPi * double(f * t % N) / double(N));
      power(f, c) = std::norm(sum);
    }
  return power;
}

Matrix<double> convolution_gram(const Matrix<double>& series, ConvolutionMode mode) {
  check_series("convolution_gram", series);
  if (has_feature_map(mode)) {
    const Matrix<double> phi = autocorrelation_features(series, mode);
    return symmetric_product(phi, phi);
  }
  const Index n = series.rows();
  if (mode == ConvolutionMode::valid)  // one value: Σ_t x_t x'_{n−1−t}
    return symmetric_product(series, series.colwise().reverse()).cwiseAbs2();
  // `same`: what the circle holds on which only values that are left out lie on each other
  const Index head = result_span(mode, n, n).offset;
  const Matrix<double> phi = wrapped(lags(series), 2 * n - 1 - head);
  return (symmetric_product(phi, phi) - outside_energies(series, head)).cwiseMax(0);
}

GramSpectrum gram_spectrum(const Matrix<double>& gram) {
  check_finite("gram_spectrum", "the Gram matrix", gram);
  const SymmetricEigen eigen = symmetric_eigen(gram);
  return {eigen.values, eigen.vectors.col(0)};
}

Matrix<double> kernel_components(const Matrix<double>& gram, Index count) {
  const Index N = gram.rows();
  const Vector<double> means = gram.rowwise().mean();
  const double mean = means.mean();
  Matrix<double> centred = gram;
  for (Index j = 0; j < N; ++j)
    for (Index i = 0; i < N; ++i) centred(i, j) += mean - means[i] - means[j];
  const SymmetricEigen eigen = symmetric_eigen(centred);
  Matrix<double> components = Matrix<double>::Zero(count, N);
  for (Index k = 0; k < std::min(count, N); ++k) {
    const double variance = eigen.values[N - 1 - k];
    if (variance <= 0) break;
    const auto v = eigen.vectors.col(N - 1 - k);
    Index largest = 0;
    v.cwiseAbs().maxCoeff(&largest);
    components.row(k) = v.transpose() * (std::sqrt(variance) * (v[largest] < 0 ? -1 : 1));
  }
  return components;
}

}  // namespace relevance
