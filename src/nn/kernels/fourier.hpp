#pragma once
// Discrete Fourier transforms of real series (Eigen's, after kissfft), compiled once.

#include <complex>
#include <memory>
#include <vector>

#include "base/types.hpp"

namespace relevance {

/// The smallest length ≥ n that transforms fast: factors 2, 3 and 5 only.
Index fast_length(Index n);

class Fourier {
 public:
  /// Of series of that length, shorter ones padded with zeros.
  explicit Fourier(Index length);
  ~Fourier();
  Index length() const { return length_; }

  /// x̂_f = Σ_t x_t e^{−2πi f t / N} for f = 0 … ⌊N/2⌋.
  void forward(const double* x, Index n, std::vector<std::complex<double>>& spectrum);
  /// The series of such a half spectrum, [length].
  void inverse(const std::vector<std::complex<double>>& spectrum, std::vector<double>& x);

 private:
  struct Plan;
  Index length_;
  std::vector<double> padded_;
  std::unique_ptr<Plan> plan_;
};

}  // namespace relevance
