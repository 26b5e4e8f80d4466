#include <vector>

#include "nn/kernels/gram.hpp"
#include "nn/kernels/pack_fourier.hpp"

namespace relevance {
namespace {

// On the circle the last values of x * x' come to lie on the first. Outside of the n places kept
// are
//   b_t = Σ_{s+s' = t − late} x_s x'_s' + Σ_{u+u' = t + tail − 1} x_{n−tail+u} x'_{n−tail+u'},
// t < tail: products of the first `head` elements among themselves, and of the last `tail`. Both
// are parts of circular convolutions of any length N ≥ 2 tail − 1: their spectra are added.

using V = PackFourier::V;
using Complex = PackFourier::Complex;
constexpr Index kLanes = V::kLanes;
constexpr Index kPacks = 2;  // whose products are the two parts of one complex transform

/// One frequency of the first and of the last elements of some series.
template <class T>
struct Ends {
  T first_re, first_im, last_re, last_im;
};

class Overlap {
 public:
  Overlap(const Matrix<double>& series, Index head)
      : series_(series),
        head_(head),
        tail_(series.rows() - 1 - head),
        fourier_(PackFourier::fitting_length(2 * tail_)),
        x_(size_t(fourier_.length())),
        frequencies_(fourier_.length() / 2 + 1) {
    const Index N = series.cols(), groups = (N + kPacks * kLanes - 1) / (kPacks * kLanes);
    own_.resize(size_t(groups * kPacks * kLanes * frequencies_));
    others_.resize(size_t(groups * kPacks * frequencies_));
    for (Index pack = 0; pack < groups * kPacks; ++pack) {
      transform(pack * kLanes, 0, 0);
      for (Index f = 0; f < frequencies_; ++f) {
        const Ends<V::Pack> ends = ends_at(f, 1 / double(fourier_.length()));
        for (Index lane = 0; lane < kLanes; ++lane)
          own_[size_t((pack * kLanes + lane) * frequencies_ + f)] = {
              ends.first_re[lane], ends.first_im[lane], ends.last_re[lane], ends.last_im[lane]};
      }
      transform(pack * kLanes, tail_ - head_, 1 - tail_);
      for (Index f = 0; f < frequencies_; ++f)
        others_[size_t((pack / kPacks * frequencies_ + f) * kPacks + pack % kPacks)] =
            ends_at(f, 1);
    }
  }

  /// Σ b_t² of series i with those of a group: of its first pack, and of its second. Not inlined:
  /// engines optimise a function of WebAssembly for its next call, not in the midst of a loop.
  __attribute__((noinline)) Complex of(Index i, Index group) {
    const Ends<double>* own = &own_[size_t(i * frequencies_)];
    const Ends<V::Pack>* other = &others_[size_t(group * frequencies_ * kPacks)];
    const Index N = fourier_.length();
    for (Index f = 0; f < frequencies_; ++f, ++own, other += kPacks) {
      const Complex p = product(*own, other[0]), q = product(*own, other[1]);
      x_[size_t(f)] = {p.re - q.im, p.im + q.re};  // p + i q
      if (f > 0 && 2 * f < N) x_[size_t(N - f)] = {p.re + q.im, q.re - p.im};
    }
    Complex energy{};
    fourier_.add_energies(x_.data(), tail_, energy);
    return energy;
  }

 private:
  static Complex product(const Ends<double>& a, const Ends<V::Pack>& b) {
    const V::Pack first_re = V::splat(a.first_re), first_im = V::splat(a.first_im);
    const V::Pack last_re = V::splat(a.last_re), last_im = V::splat(a.last_im);
    return {
        first_re * b.first_re - first_im * b.first_im + last_re * b.last_re - last_im * b.last_im,
        first_re * b.first_im + first_im * b.first_re + last_re * b.last_im + last_im * b.last_re};
  }

  /// Of a pack of series from one on: their first elements as real part, from place `first_to` on,
  /// and their last as imaginary part, from `last_to` on, around the circle.
  void transform(Index from, Index first_to, Index last_to) {
    const Index N = fourier_.length(), n = series_.rows();
    std::fill(x_.begin(), x_.end(), Complex{});
    for (Index lane = 0; lane < kLanes && from + lane < series_.cols(); ++lane) {
      const auto x = series_.col(from + lane);
      for (Index s = 0; s < head_; ++s) x_[size_t(s + first_to)].re[lane] = x[s];
      for (Index u = 0; u < tail_; ++u)
        x_[size_t((u + last_to + N) % N)].im[lane] = x[n - tail_ + u];
    }
    fourier_.transform(x_.data());
  }
  /// The two spectra of which that is the sum, with e^{−2πi f t / N}.
  Ends<V::Pack> ends_at(Index f, double scale) const {
    const Index N = fourier_.length();
    const Complex &z = x_[size_t(fourier_.place(f))], &w = x_[size_t(fourier_.place((N - f) % N))];
    const V::Pack half = V::splat(scale / 2);
    return {half * (z.re + w.re), half * (w.im - z.im), half * (z.im + w.im), half * (z.re - w.re)};
  }

  const Matrix<double>& series_;
  Index head_, tail_;
  PackFourier fourier_;
  std::vector<Complex> x_;  // room for one transform
  Index frequencies_;
  std::vector<Ends<double>> own_;      // of each series, a frequency after the other
  std::vector<Ends<V::Pack>> others_;  // of each group, kPacks at a frequency
};

}  // namespace

Matrix<double> outside_energies(const Matrix<double>& series, Index head) {
  const Index N = series.cols();
  Matrix<double> result = Matrix<double>::Zero(N, N);
  if (series.rows() < 2) return result;
  Overlap overlap(series, head);
  for (Index first = 0, group = 0; first < N; first += kPacks * kLanes, ++group) {
    const Index end = std::min(N, first + kPacks * kLanes);
    const auto fill = [&](Index i, const Complex& energy) {
      for (Index j = first; j < end; ++j) {
        const V::Pack& values = j < first + kLanes ? energy.re : energy.im;
        result(i, j) = result(j, i) = values[(j - first) % kLanes];
      }
    };
    // two loops: a function called from one place only is inlined after all
    for (Index i = 0; i < first; ++i) fill(i, overlap.of(i, group));
    for (Index i = first; i < end; ++i) fill(i, overlap.of(i, group));
  }
  return result;
}

}  // namespace relevance
