#include <algorithm>
#include <cmath>

#include "experiments/series/convolution_kernel_views.hpp"

namespace relevance {
namespace {

constexpr Index kShownOfTrial = 4, kShownTrials = 200;

}  // namespace

void add_trials(const KernelTrials& trials, Views& out) {
  const std::vector<double>& all = trials.values();
  const Index shown = std::min<Index>(kShownTrials, Index(all.size()));
  Series view{
      .names = {trials.question().eigenvalue ? Text{"least eigenvalue", "kleinster Eigenwert"}
                                             : Text("cᵀKc")},
      .values = {{1, shown}, {all.end() - shown, all.end()}},
      .label_x = {"trial", "Versuch"},
      .label_y = "",
      .first = double(Index(all.size()) - shown + 1)};
  const Text found{"{refuting} of {tried} trials are below 0: the mode is refuted. Least: {least}.",
                   "{refuting} von {tried} Versuchen liegen unter 0: Der Modus ist widerlegt. "
                   "Kleinster Wert: {least}."};
  const Text nothing{"None of {tried} trials is below 0. Least: {least}. Could one have been?",
                     "Keiner von {tried} Versuchen liegt unter 0. Kleinster Wert: {least}. Hätte "
                     "einer es gekonnt?"};
  out.add({.id = "trials",
           .title = {"The empirical test", "Der empirische Test"},
           .caption = {trials.refuting() > 0 ? found : nothing,
                       {{"refuting", double(trials.refuting())},
                        {"tried", double(all.size())},
                        {"least", trials.worst().value}}},
           .group = "trials"},
          std::move(view));
}

void add_worst(const KernelTrials& trials, Views& out) {
  const KernelTrials::Worst& worst = trials.worst();
  const Index N = worst.c.size(), n = worst.series.rows();
  const bool refutes = worst.value < -KernelTrials::kRounding;
  const Text below{
      "Trial {trial} is a counterexample: with this c, cᵀKc is {value} of the largest K.",
      "Versuch {trial} ist ein Gegenbeispiel: Mit diesem c ist cᵀKc {value} des größten "
      "K."};
  const Text above{"Trial {trial} came lowest: with this c, cᵀKc is {value} of the largest K.",
                   "Versuch {trial} lag am tiefsten: Mit diesem c ist cᵀKc {value} des größten K."};
  Bars bars{.labels = {}, .values = {{N}, {worst.c.begin(), worst.c.end()}}};
  for (Index i = 0; i < N; ++i) bars.labels.push_back("c" + std::to_string(i + 1));
  out.add({.id = "worst_c",
           .title = {"The c of the least value", "Das c des kleinsten Werts"},
           .caption = {refutes ? below : above,
                       {{"trial", double(worst.trial)}, {"value", worst.value}}},
           .group = "worst"},
          std::move(bars));
  std::vector<Index> order(static_cast<size_t>(N));
  for (Index i = 0; i < N; ++i) order[size_t(i)] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](Index i, Index j) { return std::abs(worst.c[i]) > std::abs(worst.c[j]); });
  const Index shown = std::min(kShownOfTrial, N);
  Series view{.names = {},
              .values = {{shown, n}, {}},
              .label_x = {"time", "Zeit"},
              .label_y = "",
              .first = 1};
  for (Index k = 0; k < shown; ++k) {
    const auto x = worst.series.col(order[size_t(k)]);
    view.names.push_back("x" + std::to_string(order[size_t(k)] + 1));
    view.values.values.insert(view.values.values.end(), x.begin(), x.end());
  }
  out.add({.id = "worst_series",
           .title = {"Its series", "Seine Reihen"},
           .caption = {{"The {shown} of {all} with the largest |c|.",
                        "Die {shown} von {all} mit dem größten |c|."},
                       {{"shown", double(shown)}, {"all", double(N)}}},
           .group = "worst"},
          std::move(view));
}

}  // namespace relevance
