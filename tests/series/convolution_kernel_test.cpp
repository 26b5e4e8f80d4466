#include "series/convolution_kernel.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "support/code_of.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

using Mode = ConvolutionMode;
const Mode kKernelModes[] = {Mode::full, Mode::same, Mode::valid, Mode::circular};

Matrix<double> slow_gram(const Matrix<double>& series, Mode mode) {
  Matrix<double> K(series.cols(), series.cols());
  for (Index i = 0; i < K.rows(); ++i)
    for (Index j = 0; j < K.cols(); ++j)
      K(i, j) = convolve_directly(series.col(i), series.col(j), mode).squaredNorm();
  return K;
}

double gap(const Matrix<double>& a, const Matrix<double>& b) {
  return (a - b).cwiseAbs().maxCoeff() / std::max(1e-300, b.cwiseAbs().maxCoeff());
}

}  // namespace

TEST_CASE("convolution kernel: Gram matrices as by definition, every mode, many lengths") {
  Random random(1);
  for (const Index n : {1, 2, 3, 4, 5, 7, 12, 16, 33, 50, 61, 100, 200, 301, 500})
    for (const Mode mode : kKernelModes) {
      const Matrix<double> series = random.normal_matrix<double>(n, n > 100 ? 5 : 11);
      CAPTURE(n, int(mode));
      CHECK(gap(convolution_gram(series, mode), slow_gram(series, mode)) < 1e-12);
    }
}

TEST_CASE("convolution kernel: k = ⟨φ, φ'⟩ with autocorrelations, and with power spectra") {
  Random random(2);
  for (const Mode mode : {Mode::full, Mode::circular})
    for (const Index n : {1, 2, 5, 12, 64, 250}) {
      const Matrix<double> series = random.normal_matrix<double>(n, 4);
      const Matrix<double> phi = autocorrelation_features(series, mode);
      const Matrix<double> power = power_spectra(series, mode);
      const Matrix<double> K = slow_gram(series, mode);
      const Matrix<double> by_phi = phi.transpose() * phi;
      const Matrix<double> by_power = power.transpose() * power / double(power.rows());
      CHECK(gap(by_phi, K) < 1e-10);
      CHECK(gap(by_power, K) < 1e-10);
    }
}

TEST_CASE("convolution kernel: full and circular are positive semi-definite on 1,000 draws") {
  Random random(3);
  for (int draw = 0; draw < 1000; ++draw) {
    const Matrix<double> series =
        random.normal_matrix<double>(1 + random.below(12), 2 + random.below(8));
    for (const Mode mode : {Mode::full, Mode::circular}) {
      const Vector<double> values = gram_spectrum(convolution_gram(series, mode)).values;
      CHECK(values[0] >= -1e-10 * values[values.size() - 1]);
    }
  }
}

TEST_CASE("convolution kernel: the witnesses against valid and same") {
  Matrix<double> units(2, 2), pair(2, 2);
  units << 1, 0, 0, 1;
  pair << -2, 0, 0, 2;
  const Matrix<double> valid = convolution_gram(units, Mode::valid);
  CHECK(valid(0, 0) == 0);
  CHECK(valid(0, 1) == 1);
  CHECK(gram_spectrum(valid).values[0] == Approx(-1));
  const Matrix<double> same = convolution_gram(pair, Mode::same);
  CHECK(same(0, 0) == Approx(16));
  CHECK(same(0, 1) == Approx(16));
  CHECK(same(1, 1) == Approx(0).margin(1e-12));
  const GramSpectrum spectrum = gram_spectrum(same);
  CHECK(spectrum.values[0] == Approx(8 - std::sqrt(320.0)));
  CHECK(spectrum.direction.dot(same * spectrum.direction) == Approx(spectrum.values[0]));
  CHECK(spectrum.direction.norm() == Approx(1));
  // of length 1 all modes are the square of a product
  const Matrix<double> ones = Matrix<double>::Random(1, 5);
  for (const Mode mode : kKernelModes)
    CHECK(gram_spectrum(convolution_gram(ones, mode)).values[0] > -1e-12);
}

TEST_CASE("convolution kernel: non-negative c never refute, ten random series nearly always do") {
  Random random(4);
  int refuted = 0;
  for (int draw = 0; draw < 100; ++draw) {
    const Matrix<double> K = convolution_gram(random.normal_matrix<double>(8, 10), Mode::same);
    const Vector<double> c = random.uniform_matrix<double>(10, 1).col(0);
    CHECK(c.dot(K * c) >= 0);
    refuted += gram_spectrum(K).values[0] < -1e-10;
  }
  CHECK(refuted >= 95);
}

TEST_CASE("convolution kernel: components keep the centred kernel") {
  Random random(5);
  const Matrix<double> K = convolution_gram(random.normal_matrix<double>(6, 9), Mode::full);
  const Matrix<double> C = kernel_components(K, 9);
  const Matrix<double> centre =
      Matrix<double>::Identity(9, 9) - Matrix<double>::Constant(9, 9, 1.0 / 9);
  const Matrix<double> centred = centre * K * centre, again = C.transpose() * C;
  CHECK(gap(again, centred) < 1e-10);
  CHECK(kernel_components(Matrix<double>::Zero(3, 3), 2).isZero());
}

TEST_CASE("convolution kernel: series stand side by side where they are of one length") {
  const Vector<double> two = Vector<double>::Ones(2), three = Vector<double>::Ones(3);
  CHECK(side_by_side({two, 2 * two}).col(1) == 2 * two);
  CHECK(side_by_side({Vector<double>::Ones(1)}).size() == 1);  // a single sample is a series
  CHECK(code_of([&] { side_by_side({two, three}); }) == "shape-mismatch");
  CHECK(code_of([&] { side_by_side({two, Vector<double>()}); }) == "shape-mismatch");
  CHECK(code_of([] { side_by_side({}); }) == "shape-mismatch");
  CHECK(code_of([] { side_by_side({Vector<double>()}); }) == "shape-mismatch");
  CHECK(code_of([&] { side_by_side({two, two * NAN}); }) == "not-finite");
  try {
    side_by_side({two, three});
  } catch (const Error& error) {
    CHECK(error.params.at("given") == "3");
    CHECK(error.params.at("expected") == "2");
  }
}

TEST_CASE("convolution kernel: refuses no series, what is not finite, features of cropped modes") {
  CHECK(code_of([] { convolution_gram(Matrix<double>(0, 3), Mode::full); }) == "shape-mismatch");
  CHECK(code_of([] { convolution_gram(Matrix<double>::Constant(2, 2, NAN), Mode::same); }) ==
        "not-finite");
  CHECK(code_of([] { autocorrelation_features(Matrix<double>::Ones(2, 2), Mode::same); }) ==
        "bad-argument");
}
