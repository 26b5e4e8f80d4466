// Is ‖x * x'‖² a kernel? Gram matrix, spectrum, feature map, and tests that can or cannot refute
// it (scenario convolution-kernel).

#include <algorithm>
#include <chrono>

#include "experiments/series/convolution_kernel_controls.hpp"
#include "experiments/series/convolution_kernel_views.hpp"
#include "lab/iterated.hpp"

namespace relevance {
namespace {

struct ConvolutionKernel {
  struct State {
    SampledKernel kernel;
    std::shared_ptr<KernelTrials> trials;
  };
  static constexpr double first_slice_ms = 4;
  static double picture_ms(const State&) { return 60; }

  KernelControls asked;

  std::vector<Control> controls() const { return asked.list(); }
  Idle idle(const Values& values) const { return asked.idle(values); }
  /// Not how far the test goes.
  Key key(const Values& values) const {
    Values question = values;
    question.erase("trials");
    return key_of(question);
  }
  State begin(const Values& values, const State*) const {
    const Matrix<double> series_now = asked.chosen_series(values);
    return {sampled_kernel(series_now, convolution_mode(asked.mode(values)),
                           asked.distribution(values)),
            std::make_shared<KernelTrials>(asked.question(values, series_now))};
  }
  void step(State& s, const Values& values, double budget_ms) const {
    using Clock = std::chrono::steady_clock;
    const auto begun = Clock::now();
    do {
      if (s.trials->done() >= asked.trials(values)) return;
      s.trials->step();
    } while (std::chrono::duration<double, std::milli>(Clock::now() - begun).count() < budget_ms);
  }
  Standing standing(const State& s, const Values& values) const {
    const Index goal = asked.trials(values), reached = std::min(goal, s.trials->done());
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
    if (kernel)
      out.vanishes("features", {"largest |K − ⟨φ, φ'⟩|", "größtes |K − ⟨φ, φ'⟩|"}, k.feature_gap,
                   1e-10);
    const double largest = std::max(k.spectrum.values.cwiseAbs().maxCoeff(), 1e-300);
    out.not_negative("semi-definite",
                     {"least eigenvalue / largest ≥ 0", "kleinster Eigenwert / größter ≥ 0"},
                     k.spectrum.values[0] / largest, 1e-10)
        .unclaimed_if(!kernel, {"The cropped modes are no kernels.",
                                "Die beschnittenen Modi sind keine Kerne."});
    out.not_negative("non-negative", {"least K_ij ≥ 0", "kleinstes K_ij ≥ 0"}, k.gram.minCoeff());
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
