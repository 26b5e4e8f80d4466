#include "experiments/series/kernel_trials.hpp"

#include "experiments/series/series_sample.hpp"

namespace relevance {

Key TrialQuestion::key() const {
  return key_of(mode, distribution, coefficients, renew, eigenvalue, count, length, seed, series);
}

KernelTrials::KernelTrials(TrialQuestion question)
    : question_(std::move(question)), random_(question_.seed + 1) {
  if (!question_.renew) gram_ = convolution_gram(question_.series, question_.mode);
}

void KernelTrials::step() {
  const TrialQuestion& q = question_;
  Matrix<double> drawn;
  if (q.renew) {
    drawn = sample_series(q.distribution, q.length, q.count, random_);
    gram_ = convolution_gram(drawn, q.mode);
  }
  const double scale = gram_.cwiseAbs().maxCoeff();
  double value = 0;
  Vector<double> c;
  if (q.eigenvalue) {
    GramSpectrum spectrum = gram_spectrum(gram_);
    value = spectrum.values[0];
    c = std::move(spectrum.direction);
  } else {
    c = sample_coefficients(q.coefficients, gram_.rows(), random_);
    for (Index i = 0; i < c.size(); ++i) value += c[i] * gram_.row(i).dot(c);
  }
  if (scale > 0) value /= scale;
  values_.push_back(value);
  if (value < -kRounding) ++refuting_;
  const bool is_least = values_.size() == 1 || value < worst_.value;
  if (!is_least) return;
  if (!q.renew) drawn = q.series;
  worst_ = {done(), value, std::move(drawn), std::move(c)};
}

}  // namespace relevance
