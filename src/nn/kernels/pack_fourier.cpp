#include "nn/kernels/pack_fourier.hpp"

#include <cmath>

namespace relevance {
namespace {

using V = PackFourier::V;
using Complex = PackFourier::Complex;
constexpr double kTurn = 2 * 3.14159265358979323846;

Complex operator+(Complex a, Complex b) { return {a.re + b.re, a.im + b.im}; }
Complex operator-(Complex a, Complex b) { return {a.re - b.re, a.im - b.im}; }
Complex times_i(Complex a) { return {-a.im, a.re}; }
Complex scaled(Complex a, double by) { return {a.re * V::splat(by), a.im * V::splat(by)}; }

template <int radix>
struct Waves {
  Waves() {
    for (int k = 0; k < radix; ++k)
      cosine[k] = std::cos(kTurn * k / radix), sine[k] = std::sin(kTurn * k / radix);
  }
  double cosine[radix], sine[radix];
};
template <int radix>
const Waves<radix> kWaves{};

/// Sums over so few elements: y_m = Σ_j x_j e^{2πi j m / radix}.
template <int radix>
void few(Complex* x) {
  if constexpr (radix == 2) {
    const Complex sum = x[0] + x[1];
    x[1] = x[0] - x[1];
    x[0] = sum;
  } else if constexpr (radix == 4) {
    const Complex a = x[0] + x[2], b = x[0] - x[2], c = x[1] + x[3], d = times_i(x[1] - x[3]);
    x[0] = a + c;
    x[1] = b + d;
    x[2] = a - c;
    x[3] = b - d;
  } else {  // odd: j and radix − j share a cosine, and a sine but for its sign
    constexpr int half = radix / 2;
    Complex sums[half], gaps[half], total = x[0];
    for (int j = 0; j < half; ++j) {
      sums[j] = x[j + 1] + x[radix - 1 - j];
      gaps[j] = times_i(x[j + 1] - x[radix - 1 - j]);
      total = total + sums[j];
    }
    for (int m = 1; m <= half; ++m) {
      Complex even = x[0], odd{};
      for (int j = 0; j < half; ++j) {
        const int k = (j + 1) * m % radix;
        even = even + scaled(sums[j], kWaves<radix>.cosine[k]);
        odd = odd + scaled(gaps[j], kWaves<radix>.sine[k]);
      }
      x[m] = even + odd;
      x[radix - m] = even - odd;
    }
    x[0] = total;
  }
}

/// Rough additions and multiplications an element of a pass.
double cost_of(Index radix) { return radix == 2 ? 5 : radix == 3 ? 9.3 : radix == 4 ? 8.5 : 13; }

/// Factors of n by falling cost an element, 4 before 2; none where others than 2, 3, 5 are needed.
std::vector<Index> radices_of(Index n) {
  std::vector<Index> radices;
  for (const Index radix : {5, 3, 4, 2})
    for (; n % radix == 0; n /= radix) radices.push_back(radix);
  return n == 1 ? radices : std::vector<Index>{};
}

}  // namespace

Index PackFourier::fitting_length(Index n) {
  Index best = 4;
  double least = n <= 4 ? 0 : INFINITY;
  for (Index quarter = (n + 3) / 4; quarter <= n; ++quarter) {
    double cost = 4;
    const std::vector<Index> radices = radices_of(quarter);
    if (quarter > 1 && radices.empty()) continue;
    for (const Index radix : radices) cost += cost_of(radix);
    cost *= double(4 * quarter);
    if (cost < least) least = cost, best = 4 * quarter;
  }
  return best;
}

PackFourier::PackFourier(Index length) : length_(length), places_(size_t(length)) {
  Index block = length;
  std::vector<Index> first_times{0};  // of all blocks, in their order
  Index stride = 1;                   // between outputs of one block
  const auto split = [&](Index radix) {
    const Index part = block / radix;
    std::vector<Index> times;
    for (const Index time : first_times)
      for (Index m = 0; m < radix; ++m) times.push_back(time + m * stride);
    first_times = times;
    stride *= radix;
    block = part;
  };
  for (const Index radix : radices_of(length / 4)) {
    const Index part = block / radix;
    Pass pass{radix, part, {}};
    for (Index k = 0; k < part; ++k)
      for (Index m = 1; m < radix; ++m) {
        const double angle = kTurn * double(k * m) / double(block);
        pass.roots.push_back({std::cos(angle), std::sin(angle)});
      }
    passes_.push_back(std::move(pass));
    split(radix);
  }
  times_ = first_times;
  split(4);
  for (Index at = 0; at < length; ++at) places_[size_t(first_times[size_t(at)])] = at;
}

template <int radix>
__attribute__((noinline)) void PackFourier::run(const Pass& pass, Complex* x) const {
  const Index part = pass.part, block = part * radix;
  for (Index k = 0; k < part; ++k) {
    Complex roots[radix - 1];
    for (int m = 1; m < radix; ++m) {
      const Root& root = pass.roots[size_t(k * (radix - 1) + m - 1)];
      roots[m - 1] = {V::splat(root.re), V::splat(root.im)};
    }
    for (Complex *at = x + k, *end = at + length_; at < end; at += block) {
      Complex y[radix];
      for (int m = 0; m < radix; ++m) y[m] = at[m * part];
      few<radix>(y);
      at[0] = y[0];
      for (int m = 1; m < radix; ++m) {
        const Complex& w = roots[m - 1];
        at[m * part] = {y[m].re * w.re - y[m].im * w.im, y[m].re * w.im + y[m].im * w.re};
      }
    }
  }
}

void PackFourier::run_but_last(Complex* x) const {
  for (const Pass& pass : passes_) {
    if (pass.radix == 2) run<2>(pass, x);
    if (pass.radix == 3) run<3>(pass, x);
    if (pass.radix == 4) run<4>(pass, x);
    if (pass.radix == 5) run<5>(pass, x);
  }
}

void PackFourier::transform(Complex* x) const {
  run_but_last(x);
  for (Index at = 0; at < length_; at += 4) few<4>(x + at);
}

void PackFourier::add_energies(Complex* x, Index count, Complex& energy) const {
  run_but_last(x);
  const auto add = [&](Complex value) {
    energy.re += value.re * value.re;
    energy.im += value.im * value.im;
  };
  const Index quarter = length_ / 4;
  for (size_t four = 0; four < times_.size(); ++four) {
    const Complex* y = x + 4 * four;
    if (times_[four] < count) add((y[0] + y[2]) + (y[1] + y[3]));
    if (times_[four] + quarter < count) add((y[0] - y[2]) + times_i(y[1] - y[3]));
  }
}

}  // namespace relevance
