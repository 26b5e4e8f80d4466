#include "nn/kernels/fourier.hpp"

#include <unsupported/Eigen/FFT>

namespace relevance {

struct Fourier::Plan {
  Eigen::FFT<double> fft;
};

Index fast_length(Index n) {
  const auto is_smooth = [](Index k) {
    for (const Index factor : {2, 3, 5})
      while (k % factor == 0) k /= factor;
    return k == 1;
  };
  Index length = std::max<Index>(n, 2);
  while (length % 2 != 0 || !is_smooth(length)) ++length;  // real transforms halve even lengths
  return length;
}

Fourier::Fourier(Index length)
    : length_(length), padded_(size_t(length), 0.0), plan_(std::make_unique<Plan>()) {
  plan_->fft.SetFlag(Eigen::FFT<double>::HalfSpectrum);
}
Fourier::~Fourier() = default;

void Fourier::forward(const double* x, Index n, std::vector<std::complex<double>>& spectrum) {
  std::copy_n(x, n, padded_.begin());
  std::fill(padded_.begin() + n, padded_.end(), 0.0);
  plan_->fft.fwd(spectrum, padded_);
}

void Fourier::inverse(const std::vector<std::complex<double>>& spectrum, std::vector<double>& x) {
  plan_->fft.inv(x, spectrum, length_);
}

}  // namespace relevance
