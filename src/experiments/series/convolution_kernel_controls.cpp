#include "experiments/series/convolution_kernel_controls.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "experiments/series/series_sample.hpp"
#include "experiments/shared/sections.hpp"

namespace relevance {
namespace {

constexpr Index kMostSeries = 40, kLongest = 64, kMostTrials = 2000;
constexpr Index kLongestDrawn = 100;  // as long as a drawing on the page begins
const Text kSeriesSection{"Series", "Reihen"}, kTest{"Empirical test", "Empirischer Test"};

Control own_series(const char* name, Text label) {
  return {.name = name,
          .label = std::move(label),
          .help = {"Draw it or type it: it takes the place of a sampled one, and sets the length.",
                   "Zeichne oder tippe sie: Sie ersetzt eine zufällige und gibt die Länge vor."},
          .initial = Array{{0}, {}},
          .low = -3,
          .high = 3,
          .step = 0.1,
          .most = kLongestDrawn,
          .section = kSeriesSection};
}

/// Side by side, or what a student reads where that cannot be.
Matrix<double> drawn_by_hand(const std::vector<Vector<double>>& own) {
  try {
    return side_by_side(own);
  } catch (Error& error) {
    error.params["control"] = "series2";
    throw error.say(
        {"The second series has {given} values, the first {expected}: only series of "
         "one length are compared.",
         "Die zweite Reihe hat {given} Werte, die erste {expected}: Verglichen werden "
         "nur Reihen einer Länge."});
  }
}

}  // namespace

KernelControls::KernelControls()
    : distribution({.name = "distribution",
                    .label = {"Drawn from", "Gezogen aus"},
                    .initial = "gaussian",
                    .options = {{"uniform", {"[0, 1]", "[0, 1]"}, {"Uniform", "Gleichverteilt"}},
                                {"gaussian", {"Gaussian", "Gauß"}},
                                {"walk", {"walks", "Irrfahrten"}},
                                {"sine",
                                 {"sines", "Sinus"},
                                 {"Of three frequencies", "Von drei Frequenzen"}}},
                    .section = kSeriesSection}),
      n({.name = "n",
         .label = {"Number of series", "Zahl der Reihen"},
         .initial = 10.0,
         .low = 1,
         .high = kMostSeries,
         .step = 1,
         .section = kSeriesSection}),
      d({.name = "d",
         .label = {"Their length", "Ihre Länge"},
         .initial = 8.0,
         .low = 1,
         .high = kLongest,
         .step = 1,
         .section = kSeriesSection}),
      seed(ControlKind::seed, {.name = "seed",
                               .label = {"Seed", "Startzahl"},
                               .initial = 1.0,
                               .high = 1e6,
                               .section = kSeriesSection}),
      series(ControlKind::series,
             own_series("series", {"A series of your own", "Eine eigene Reihe"})),
      series2(ControlKind::series, own_series("series2", {"And a second one", "Und eine zweite"})),
      mode({.name = "mode",
            .label = {"Mode", "Modus"},
            .options = {{"full", "full"},
                        {"same",
                         "same",
                         {"The middle of the full result", "Die Mitte des vollen Ergebnisses"}},
                        {"valid",
                         "valid",
                         {"Where both overlap wholly", "Wo sich beide ganz überlappen"}},
                        {"circular", "circular", {"Wrapped around", "Im Kreis herum"}}},
            .section = kParameters}),
      checks_what({.name = "checks",
                   .label = {"Each trial looks at", "Jeder Versuch prüft"},
                   .options = {{"value", {"cᵀKc for a random c", "cᵀKc für ein zufälliges c"}},
                               {"eigenvalue", {"the least eigenvalue", "den kleinsten Eigenwert"}}},
                   .section = kTest}),
      coefficients({.name = "coefficients",
                    .label = {"c drawn from", "c gezogen aus"},
                    .options = {{"uniform", "[0, 1]", {"Uniform", "Gleichverteilt"}},
                                {"gaussian", {"Gaussian", "Gauß"}},
                                {"sphere", "‖c‖ = 1"}},
                    .section = kTest}),
      renew({.name = "renew",
             .label = {"New series each time", "Jedes Mal neue Reihen"},
             .initial = true,
             .section = kTest}),
      trials(ControlKind::run, {.name = "trials",
                                .label = {"Trials", "Versuche"},
                                .help = {"Play runs the test; stop it at any time.",
                                         "Abspielen führt den Test aus; halte ihn jederzeit an."},
                                .initial = 0.0,
                                .high = double(kMostTrials),
                                .section = kTest}) {}

std::vector<Control> KernelControls::list() const {
  return {distribution, n,     d,     seed, series, series2, mode, checks_what,
          coefficients, renew, trials};
}

Idle KernelControls::idle(const Values& values) const {
  Idle idle;
  if (checks_what.is(values, "eigenvalue"))
    idle.push_back({"coefficients",
                    {"The eigenvalue finds the worst c itself.",
                     "Der Eigenwert findet das schlimmste c selbst."}});
  if (!own_series_of(values).empty())
    idle.push_back(
        {"d", {"A series of your own sets the length.", "Eine eigene Reihe gibt die Länge vor."}});
  return idle;
}

std::vector<Vector<double>> KernelControls::own_series_of(const Values& values) const {
  std::vector<Vector<double>> own;
  for (const Numbers* control : {&series, &series2})
    if (control->vector(values).size() > 0) own.push_back(control->vector(values));
  return own;
}

Matrix<double> KernelControls::chosen_series(const Values& values) const {
  Random random(uint64_t(seed(values)));
  const std::vector<Vector<double>> own = own_series_of(values);
  const Index length = own.empty() ? Index(d(values)) : own[0].size();
  Matrix<double> all = sample_series(distribution(values), length, Index(n(values)), random);
  if (own.empty()) return all;
  const Index taken = std::min(Index(own.size()), all.cols());
  all.leftCols(taken) = drawn_by_hand(own).leftCols(taken);
  return all;
}
TrialQuestion KernelControls::question(const Values& values,
                                       const Matrix<double>& series_now) const {
  const bool renewed = renew(values);
  return {.mode = convolution_mode(mode(values)),
          .distribution = distribution(values),
          .coefficients = coefficients(values),
          .renew = renewed,
          .eigenvalue = checks_what.is(values, "eigenvalue"),
          .count = Index(n(values)),
          .length = series_now.rows(),
          .seed = uint64_t(seed(values)),
          .series = renewed ? Matrix<double>() : series_now};
}

}  // namespace relevance
