#include "nn/kernels/pack_fourier.hpp"

#include <catch2/catch.hpp>
#include <complex>

#include "base/random.hpp"
#include "nn/kernels/gram.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

using Complex = std::complex<double>;
constexpr double kTurn = 2 * 3.14159265358979323846;
constexpr Index kLanes = PackFourier::V::kLanes;

/// A series a lane.
std::vector<PackFourier::Complex> packed(const Matrix<double>& re, const Matrix<double>& im) {
  std::vector<PackFourier::Complex> x(size_t(re.rows()));
  for (Index t = 0; t < re.rows(); ++t)
    for (Index lane = 0; lane < kLanes; ++lane) {
      x[size_t(t)].re[lane] = re(t, lane);
      x[size_t(t)].im[lane] = im(t, lane);
    }
  return x;
}

Complex by_definition(const Matrix<double>& re, const Matrix<double>& im, Index lane, Index f) {
  const Index N = re.rows();
  Complex sum = 0;
  for (Index t = 0; t < N; ++t)
    sum +=
        Complex(re(t, lane), im(t, lane)) * std::polar(1.0, kTurn * double(f * t % N) / double(N));
  return sum;
}

/// Σ over places outside of [head, head + n) of x * x' laid around 2n − 1 − head places, squared.
double outside(const Vector<double>& x, const Vector<double>& y, Index head) {
  const Index n = x.size(), around = 2 * n - 1 - head;
  Vector<double> circle = Vector<double>::Zero(around);
  for (Index s = 0; s < n; ++s)
    for (Index t = 0; t < n; ++t) circle[(s + t) % around] += x[s] * y[t];
  return circle.squaredNorm() - circle.segment(head, n).squaredNorm();
}

}  // namespace

TEST_CASE(
    "pack fourier: every fitting length as by definition, and the energies of its first half") {
  Random random(1);
  for (Index n = 1; n <= 130; ++n) {
    const Index N = PackFourier::fitting_length(n);
    REQUIRE(N >= n);
    REQUIRE(N % 4 == 0);
    const PackFourier fourier(N);
    const Matrix<double> re = random.normal_matrix<double>(N, kLanes),
                         im = random.normal_matrix<double>(N, kLanes);
    auto x = packed(re, im), again = x;
    fourier.transform(x.data());
    const Index count = 1 + random.below(N / 2);
    PackFourier::Complex energy{};
    fourier.add_energies(again.data(), count, energy);
    for (Index lane = 0; lane < kLanes; ++lane) {
      double worst = 0, real = 0, imaginary = 0;
      for (Index f = 0; f < N; ++f) {
        const Complex expected = by_definition(re, im, lane, f);
        const auto& found = x[size_t(fourier.place(f))];
        worst = std::max(worst, std::abs(expected - Complex(found.re[lane], found.im[lane])));
        if (f >= count) continue;
        real += expected.real() * expected.real();
        imaginary += expected.imag() * expected.imag();
      }
      CAPTURE(n, N, count);
      CHECK(worst < 1e-12 * double(N));
      CHECK(energy.re[lane] == Approx(real).epsilon(1e-11));
      CHECK(energy.im[lane] == Approx(imaginary).epsilon(1e-11));
    }
  }
}

TEST_CASE("outside energies: as on a circle laid by hand, for odd and even lengths and any count") {
  Random random(2);
  for (const Index n : {1, 2, 3, 4, 5, 10, 27, 64})
    for (const Index N : {1, 2, 3, 4, 5, 9}) {
      const Matrix<double> series = random.normal_matrix<double>(n, N);
      const Index head = (n - 1) / 2;
      const Matrix<double> found = outside_energies(series, head);
      CAPTURE(n, N);
      for (Index i = 0; i < N; ++i)
        for (Index j = 0; j < N; ++j)
          CHECK(found(i, j) ==
                Approx(outside(series.col(i), series.col(j), head)).margin(1e-11 * double(n * n)));
    }
}
