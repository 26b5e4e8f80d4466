// Is ‖x * x'‖² a kernel? Gram matrix, spectrum, feature map, and tests that can or cannot refute
// it (scenario convolution-kernel).

#include <algorithm>
#include <chrono>

#include "base/error.hpp"
#include "experiments/series/convolution_kernel_views.hpp"
#include "experiments/series/series_sample.hpp"
#include "experiments/shared/sections.hpp"
#include "lab/inputs.hpp"
#include "lab/iterated.hpp"

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

struct ConvolutionKernel {
  struct State {
    SampledKernel kernel;
    std::shared_ptr<KernelTrials> trials;
  };
  static constexpr double first_slice_ms = 4;
  static double picture_ms(const State&) { return 60; }

  Choice distribution{
      {.name = "distribution",
       .label = {"Drawn from", "Gezogen aus"},
       .initial = "gaussian",
       .options = {{"uniform", {"[0, 1]", "[0, 1]"}, {"Uniform", "Gleichverteilt"}},
                   {"gaussian", {"Gaussian", "Gauß"}},
                   {"walk", {"walks", "Irrfahrten"}},
                   {"sine", {"sines", "Sinus"}, {"Of three frequencies", "Von drei Frequenzen"}}},
       .section = kSeriesSection}};
  Slider n{{.name = "n",
            .label = {"Number of series", "Zahl der Reihen"},
            .initial = 10.0,
            .low = 1,
            .high = kMostSeries,
            .step = 1,
            .section = kSeriesSection}};
  Slider d{{.name = "d",
            .label = {"Their length", "Ihre Länge"},
            .initial = 8.0,
            .low = 1,
            .high = kLongest,
            .step = 1,
            .section = kSeriesSection}};
  Whole seed{ControlKind::seed,
             {.name = "seed",
              .label = {"Seed", "Startzahl"},
              .initial = 1.0,
              .high = 1e6,
              .section = kSeriesSection}};
  Numbers series{ControlKind::series,
                 own_series("series", {"A series of your own", "Eine eigene Reihe"})};
  Numbers series2{ControlKind::series,
                  own_series("series2", {"And a second one", "Und eine zweite"})};
  Choice mode{
      {.name = "mode",
       .label = {"Mode", "Modus"},
       .options =
           {{"full", "full"},
            {"same", "same", {"The middle of the full result", "Die Mitte des vollen Ergebnisses"}},
            {"valid", "valid", {"Where both overlap wholly", "Wo sich beide ganz überlappen"}},
            {"circular", "circular", {"Wrapped around", "Im Kreis herum"}}},
       .section = kParameters}};
  Choice checks_what{
      {.name = "checks",
       .label = {"Each trial looks at", "Jeder Versuch prüft"},
       .options = {{"value", {"cᵀKc for a random c", "cᵀKc für ein zufälliges c"}},
                   {"eigenvalue", {"the least eigenvalue", "den kleinsten Eigenwert"}}},
       .section = kTest}};
  Choice coefficients{{.name = "coefficients",
                       .label = {"c drawn from", "c gezogen aus"},
                       .options = {{"uniform", "[0, 1]", {"Uniform", "Gleichverteilt"}},
                                   {"gaussian", {"Gaussian", "Gauß"}},
                                   {"sphere", "‖c‖ = 1"}},
                       .section = kTest}};
  Toggle renew{{.name = "renew",
                .label = {"New series each time", "Jedes Mal neue Reihen"},
                .initial = true,
                .section = kTest}};
  Whole trials{ControlKind::run,
               {.name = "trials",
                .label = {"Trials", "Versuche"},
                .help = {"Play runs the test; stop it at any time.",
                         "Abspielen führt den Test aus; halte ihn jederzeit an."},
                .initial = 0.0,
                .high = double(kMostTrials),
                .section = kTest}};

  std::vector<Control> controls() const {
    return {distribution, n,     d,     seed, series, series2, mode, checks_what,
            coefficients, renew, trials};
  }
  Idle idle(const Values& values) const {
    Idle idle;
    if (checks_what.is(values, "eigenvalue"))
      idle.push_back({"coefficients",
                      {"The eigenvalue finds the worst c itself.",
                       "Der Eigenwert findet das schlimmste c selbst."}});
    if (!own_series_of(values).empty())
      idle.push_back(
          {"d",
           {"A series of your own sets the length.", "Eine eigene Reihe gibt die Länge vor."}});
    return idle;
  }

  /// Those that were drawn.
  std::vector<Vector<double>> own_series_of(const Values& values) const {
    std::vector<Vector<double>> own;
    for (const Numbers* control : {&series, &series2})
      if (control->vector(values).size() > 0) own.push_back(control->vector(values));
    return own;
  }

  /// Sampled, the first ones replaced by those drawn, whose length is that of all.
  Matrix<double> chosen_series(const Values& values) const {
    Random random(uint64_t(seed(values)));
    const std::vector<Vector<double>> own = own_series_of(values);
    const Index length = own.empty() ? Index(d(values)) : own[0].size();
    Matrix<double> all = sample_series(distribution(values), length, Index(n(values)), random);
    if (own.empty()) return all;
    const Index taken = std::min(Index(own.size()), all.cols());
    all.leftCols(taken) = drawn_by_hand(own).leftCols(taken);
    return all;
  }
  static Matrix<double> drawn_by_hand(const std::vector<Vector<double>>& own) {
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

  TrialQuestion question(const Values& values, const Matrix<double>& series_now) const {
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

  /// Not how far the test goes.
  Key key(const Values& values) const {
    Values asked = values;
    asked.erase("trials");
    return key_of(asked);
  }
  State begin(const Values& values, const State*) const {
    const Matrix<double> series_now = chosen_series(values);
    return {sampled_kernel(series_now, convolution_mode(mode(values)), distribution(values)),
            std::make_shared<KernelTrials>(question(values, series_now))};
  }
  void step(State& s, const Values& values, double budget_ms) const {
    using Clock = std::chrono::steady_clock;
    const auto begun = Clock::now();
    do {
      if (s.trials->done() >= trials(values)) return;
      s.trials->step();
    } while (std::chrono::duration<double, std::milli>(Clock::now() - begun).count() < budget_ms);
  }
  Standing standing(const State& s, const Values& values) const {
    const Index goal = trials(values), reached = std::min(goal, s.trials->done());
    return {.step = int(reached),
            .progress = goal == 0 ? 1 : double(reached) / double(goal),
            .done = reached == goal};
  }

  void quantities(const State& s, Quantities& q, const Values&) const {
    const SampledKernel& k = s.kernel;
    q("gram", k.gram)("eigenvalues", Vector<double>(k.spectrum.values.reverse()));
    q("min_eigenvalue", k.spectrum.values[0]);
    q("series", Matrix<double>(k.series.transpose()));
    if (has_feature_map(k.mode)) q("feature_gap", k.feature_gap)("features", k.features);
    q("r", autocorrelation(k, 0))("r2", autocorrelation(k, 1));
    const Index tried = s.trials->done();
    q("tried", double(tried))("refuting", double(s.trials->refuting()));
    q("not_refuted", s.trials->refuting() > 0 ? 0 : 1);
    if (tried == 0) return;
    const KernelTrials::Worst& worst = s.trials->worst();
    q("least", worst.value)("worst_trial", double(worst.trial))("worst_c", worst.c);
    q("worst_series", Matrix<double>(worst.series.transpose()));
  }

  /// r_τ for τ = 0, 1 … of a series, the last one where there are fewer; as the full mode has it.
  static Vector<double> autocorrelation(const SampledKernel& k, Index which) {
    const Vector<double> x = k.series.col(std::min(which, k.series.cols() - 1));
    Vector<double> r(x.size());
    for (Index lag = 0; lag < x.size(); ++lag)
      r[lag] = x.head(x.size() - lag).dot(x.tail(x.size() - lag));
    return r;
  }

  void checks(const State& s, Checks& out, const Values&) const {
    const SampledKernel& k = s.kernel;
    const bool kernel = has_feature_map(k.mode);
    if (kernel) out.equal("features", "K = ⟨φ, φ'⟩", k.feature_gap, 0, 1e-10);
    const double largest = std::max(k.spectrum.values.cwiseAbs().maxCoeff(), 1e-300);
    out.equal("semi-definite", {"least eigenvalue ≥ 0", "kleinster Eigenwert ≥ 0"},
              std::min(0.0, k.spectrum.values[0] / largest), 0, 1e-10)
        .unclaimed_if(!kernel, {"The cropped modes are no kernels.",
                                "Die beschnittenen Modi sind keine Kerne."});
    out.equal("non-negative", {"no K_ij below 0", "kein K_ij unter 0"},
              std::min(0.0, k.gram.minCoeff()), 0);
  }

  void views(const State& s, Views& out, const Values&) const {
    add_gram(s.kernel, out);
    add_spectrum(s.kernel, out);
    update(s, out);
    add_sampled(s.kernel, out);
    if (has_feature_map(s.kernel.mode)) add_features(s.kernel, out);
    add_components(s.kernel, out);
  }
  /// What trials change.
  void update(const State& s, Views& out) const {
    if (s.trials->done() == 0) return;
    add_trials(*s.trials, out);
    add_worst(*s.trials, out);
  }
};

}  // namespace

RELEVANCE_EXPERIMENT("convolution-kernel", Iterated<ConvolutionKernel>)

}  // namespace relevance
