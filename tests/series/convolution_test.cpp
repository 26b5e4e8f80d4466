#include "series/convolution.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "support/code_of.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

using Mode = ConvolutionMode;
const Mode kModes[] = {Mode::full, Mode::same, Mode::valid, Mode::circular};

Vector<double> series(std::initializer_list<double> values) {
  return Eigen::Map<const Vector<double>>(values.begin(), Index(values.size()));
}
Vector<double> drawn(Random& random, Index n) { return random.normal_matrix<double>(n, 1).col(0); }

}  // namespace

TEST_CASE("convolution: by hand, with NumPy's conventions for every mode") {
  const Vector<double> x = series({1, 2, 3}), w = series({1, -1});
  CHECK(convolve(x, w, Mode::full) == series({1, 1, 1, -3}));
  CHECK(convolve(x, w, Mode::same) == series({1, 1, 1}));
  CHECK(convolve(x, w, Mode::valid) == series({1, 1}));
  CHECK(convolve(x, w, Mode::circular) == series({-2, 1, 1}));
  // numpy.convolve([1,2,3,4], [0,1,0.5], 'same') is [1. , 2.5, 4. , 5.5]
  CHECK(convolve(series({1, 2, 3, 4}), series({0, 1, 0.5}), Mode::same) ==
        series({1, 2.5, 4, 5.5}));
  CHECK(convolve(series({2}), series({-3}), Mode::valid) == series({-6}));
  CHECK(convolve(w, x, Mode::same) == convolve(x, w, Mode::same));
}

TEST_CASE("convolution: long series by FFT as by definition") {
  Random random(1);
  for (const auto& [n, m] :
       {std::pair<Index, Index>{128, 200}, {300, 129}, {257, 257}, {1000, 131}})
    for (const Mode mode : kModes) {
      const Vector<double> x = drawn(random, n), w = drawn(random, m);
      CHECK(distance(convolve(x, w, mode), convolve_directly(x, w, mode)) < kDouble);
    }
}

TEST_CASE(
    "convolution: gradients against finite differences, both forward conventions, every mode") {
  Random random(2);
  for (const auto& [n, m] : {std::pair<Index, Index>{1, 1}, {5, 3}, {3, 5}, {6, 6}, {9, 2}})
    for (const Mode mode : kModes)
      for (const bool correlates : {false, true}) {
        Vector<double> x = drawn(random, n), w = drawn(random, m);
        const Vector<double> delta = drawn(random, result_span(mode, n, m).length);
        const auto E = [&] {
          const Vector<double> y = correlates ? cross_correlate(x, w, mode) : convolve(x, w, mode);
          return y.dot(delta);
        };
        const ConvolutionGradient gradient = correlates
                                                 ? cross_correlation_gradient(x, w, delta, mode)
                                                 : convolution_gradient(x, w, delta, mode);
        const auto slope = [&](double& entry) {
          const double at = entry;
          entry = at + 1e-5;
          const double above = E();
          entry = at - 1e-5;
          const double below = E();
          entry = at;
          return (above - below) / 2e-5;
        };
        CAPTURE(n, m, int(mode), correlates);
        for (Index u = 0; u < n; ++u)
          CHECK(gradient.x[u] == Approx(slope(x[u])).margin(kFiniteDifference));
        for (Index s = 0; s < m; ++s)
          CHECK(gradient.w[s] == Approx(slope(w[s])).margin(kFiniteDifference));
      }
}

TEST_CASE("convolution: the sums of the exercise, term by term") {
  Random random(3);
  const Vector<double> x = drawn(random, 6), w = drawn(random, 3), delta = drawn(random, 8);
  const ConvolutionGradient g = convolution_gradient(x, w, delta, Mode::full);
  const auto at = [](const Vector<double>& v, Index i) {
    return i >= 0 && i < v.size() ? v[i] : 0;
  };
  for (Index u = 0; u < 6; ++u) {
    double sum = 0;
    for (Index t = 0; t < 8; ++t) sum += delta[t] * at(w, t - u);
    CHECK(g.x[u] == Approx(sum));
  }
  for (Index s = 0; s < 3; ++s) {
    double sum = 0;
    for (Index t = 0; t < 8; ++t) sum += delta[t] * at(x, t - s);
    CHECK(g.w[s] == Approx(sum));
  }
}

TEST_CASE("convolution: bad series and modes are refused by name") {
  const Vector<double> x = series({1, 2}), none;
  CHECK(code_of([&] { convolve(none, x, Mode::full); }) == "shape-mismatch");
  CHECK(code_of([&] { convolve(x, none, Mode::same); }) == "shape-mismatch");
  CHECK(code_of([&] { convolve(x, series({1, NAN}), Mode::full); }) == "not-finite");
  CHECK(code_of([&] { convolve(series({INFINITY}), x, Mode::valid); }) == "not-finite");
  CHECK(code_of([&] { convolution_gradient(none, x, x, Mode::full); }) == "shape-mismatch");
  for (const Mode mode : {Mode::full, Mode::same, Mode::circular})  // a single sample scales
    CHECK(convolve(x, series({3}), mode) == series({3, 6}));
  CHECK(code_of([&] {
          convolution_gradient(x, x, series({1, 2}), Mode::full);
        }) == "shape-mismatch");
  CHECK(code_of([] { convolution_mode("fill"); }) == "unknown-name");
  CHECK(convolution_mode("valid") == Mode::valid);
}
