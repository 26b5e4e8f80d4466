#include "experiments/series/convolution_kernel_views.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/series/series_sample.hpp"

namespace relevance {
namespace {

constexpr Index kShownSeries = 4;

std::string name_of(Index i) { return "x_{" + std::to_string(i + 1) + "}"; }

Array rows_of(const Matrix<double>& columns, Index count) {
  const Matrix<double> some = columns.leftCols(count);
  return {{count, some.rows()}, {some.data(), some.data() + some.size()}};
}
Texts names_of(Index count) {
  Texts names;
  for (Index i = 0; i < count; ++i) names.push_back("x" + std::to_string(i + 1));
  return names;
}

}  // namespace

SampledKernel sampled_kernel(const Matrix<double>& series, ConvolutionMode mode,
                             const std::string& distribution) {
  SampledKernel k{.mode = mode,
                  .series = series,
                  .gram = convolution_gram(series, mode),
                  .spectrum = {},
                  .features = {},
                  .distribution = distribution};
  k.spectrum = gram_spectrum(k.gram);
  if (!has_feature_map(mode)) return k;
  k.features = autocorrelation_features(series, mode);
  const double largest = std::max(k.gram.cwiseAbs().maxCoeff(), 1e-300);
  for (Index i = 0; i < series.cols(); ++i)
    for (Index j = 0; j <= i; ++j) {
      const double defined = convolution_kernel(series.col(i), series.col(j), mode);
      k.feature_gap = std::max(
          k.feature_gap, std::abs(defined - k.features.col(i).dot(k.features.col(j))) / largest);
    }
  return k;
}

void add_gram(const SampledKernel& k, Views& out) {
  const Index N = k.gram.rows();
  MatrixView view{.values = Picture{{N, N}, {}}, .rows = {}, .columns = {}};
  auto& picture = std::get<Picture>(view.values);
  for (Index i = 0; i < N; ++i) {
    view.rows.push_back(name_of(i));
    view.columns.push_back(name_of(i));
    for (Index j = 0; j < N; ++j) picture.values.push_back(float(k.gram(i, j)));
  }
  out.add({.id = "gram",
           .title = {"Gram matrix K", "Gram-Matrix K"},
           .caption = {{"No entry is below 0, in any mode: squares.",
                        "Kein Eintrag liegt unter 0, in keinem Modus: Quadrate."}},
           .group = "main"},
          std::move(view));
}

void add_spectrum(const SampledKernel& k, Views& out) {
  const Vector<double> falling = k.spectrum.values.reverse();
  const double least = k.spectrum.values[0];
  const double rounding =
      KernelTrials::kRounding * std::max(k.spectrum.values.cwiseAbs().maxCoeff(), 1e-300);
  const Text none{"The least is {least}: for these series K is positive semi-definite.",
                  "Der kleinste ist {least}: Für diese Reihen ist K positiv semidefinit."};
  const Text some{"The least is {least}: cᵀKc is below 0 for its direction c. No kernel.",
                  "Der kleinste ist {least}: Für seine Richtung c liegt cᵀKc unter 0. Kein Kern."};
  out.add({.id = "spectrum",
           .title = {"Eigenvalues of K", "Eigenwerte von K"},
           .caption = {least < -rounding ? some : none, {{"least", least}}},
           .group = "spectrum"},
          Spectrum{.values = {{falling.size()}, {falling.begin(), falling.end()}},
                   .label = {"eigenvalue", "Eigenwert"},
                   .floor = rounding});
}

void add_sampled(const SampledKernel& k, Views& out) {
  const Index shown = std::min(kShownSeries, k.series.cols());
  out.add({.id = "series",
           .title = {"The first series", "Die ersten Reihen"},
           .caption = {{"{shown} of {all}.", "{shown} von {all}."},
                       {{"shown", double(shown)}, {"all", double(k.series.cols())}}},
           .group = "series"},
          Series{.names = names_of(shown),
                 .values = rows_of(k.series, shown),
                 .label_x = {"time", "Zeit"},
                 .label_y = "",
                 .first = 1});
}

void add_features(const SampledKernel& k, Views& out) {
  const Index shown = std::min<Index>(2, k.series.cols());
  out.add(
      {.id = "features",
       .title = {"Feature map φ: the autocorrelation", "Merkmalsabbildung φ: die Autokorrelation"},
       .caption = {k.mode == ConvolutionMode::full
                       ? Text{"Lags above 0 count twice, so times √2. K − ⟨φ, φ'⟩: {gap}.",
                              "Lags über 0 zählen doppelt, daher mal √2. K − ⟨φ, φ'⟩: {gap}."}
                       : Text{"Around the circle. K − ⟨φ, φ'⟩: {gap}.",
                              "Im Kreis herum. K − ⟨φ, φ'⟩: {gap}."},
                   {{"gap", k.feature_gap}}},
       .group = "features"},
      Series{.names = names_of(shown),
             .values = rows_of(k.features, shown),
             .label_x = {"lag", "Verschiebung"},
             .label_y = "φ"});
  const Matrix<double> power = power_spectra(k.series.leftCols(shown), k.mode);
  out.add({.id = "power",
           .title = {"The same as a power spectrum", "Dasselbe als Leistungsspektrum"},
           .caption = {{"K is the mean over frequencies of their products.",
                        "K ist das Mittel ihrer Produkte über die Frequenzen."}},
           .group = "power"},
          Series{.names = names_of(shown),
                 .values = rows_of(power, shown),
                 .label_x = {"frequency", "Frequenz"},
                 .label_y = "|x̂|²"});
}

void add_components(const SampledKernel& k, Views& out) {
  const Index N = k.gram.rows();
  if (N < 3) return;
  const Matrix<double> at = kernel_components(k.gram, 2);
  const double reach = std::max(1.15 * at.cwiseAbs().maxCoeff(), 1e-9);
  PointSets view{.points = {{N, 2}, {at.data(), at.data() + at.size()}},
                 .sets = {{N}, {}},
                 .names = {},
                 .x_range = {{2}, {-reach, reach}},
                 .y_range = {{2}, {-reach, reach}},
                 .label_x = {"first component", "erste Komponente"},
                 .label_y = {"second", "zweite"}};
  const bool sines = k.distribution == "sine";
  for (Index i = 0; i < N; ++i) view.sets.values.push_back(sines ? double(i % kFrequencies) : 0);
  if (sines)
    for (Index f = 1; f <= kFrequencies; ++f)
      view.names.push_back({"frequency " + std::to_string(f), "Frequenz " + std::to_string(f)});
  else
    view.names = {{"series", "Reihen"}};
  out.add(
      {.id = "components",
       .title = {"Kernel PCA of the series", "Kern-PCA der Reihen"},
       .caption = {{"Alike are series with alike autocorrelation, wherever they begin.",
                    "Ähnlich sind Reihen mit ähnlicher Autokorrelation, wo immer sie beginnen."}},
       .group = "components"},
      std::move(view));
}

}  // namespace relevance
