#pragma once
// An experiment is a pure function of its controls. A new kind is one file under experiments/: a
// type of one of the two shapes of lab/still.hpp and lab/iterated.hpp, and at its end
//
//   RELEVANCE_EXPERIMENT("taylor-rbf", Still<TaylorRbf>)

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "io/bytes.hpp"
#include "lab/frame.hpp"

namespace relevance {

/// A frame whose heavy pictures are not made yet, and what keeps alive what they are made of.
struct Scene {
  Frame frame;
  std::shared_ptr<const void> alive = {};
};

/// What one page has going: it answers settings and goes on with long work. Never graded.
class Run {
 public:
  virtual ~Run() = default;
  /// The answer to one slider move. `values` are complete and checked.
  virtual Scene show(const Values& values) = 0;
  /// Goes on for about that many milliseconds: a partial frame, or a whole one where pictures are
  /// due.
  virtual Scene advance(double budget_ms) = 0;
};

class Experiment {
 public:
  virtual ~Experiment() = default;
  /// Names of models and data still needed, relative to examples/.
  virtual std::vector<std::string> needs() const = 0;
  /// Of these, what a frame of these values takes: the others come when values ask for them.
  /// `given` may be incomplete.
  virtual std::vector<std::string> needs_for(const Values& given) const = 0;
  /// Hands over an asset; raises what its reader raises, `unknown-name` for one it never needs.
  virtual void provide(const std::string& name, ByteView bytes) = 0;
  /// The controls as these values ask for them (a network brings its own layers); the same list
  /// has the same address. `given` may be incomplete. Complete once it takes nothing more.
  virtual const std::vector<Control>& controls(const Values& given) const = 0;
  /// The quantities, as a function of complete values alone: what grading samples. Raises what
  /// stands in the way.
  virtual Quantities measure(const Values& values) const = 0;
  /// The experiment must outlive it.
  virtual std::unique_ptr<Run> start() const = 0;
};

using ExperimentFactory = std::function<std::unique_ptr<Experiment>(const Config&)>;

/// Called by RELEVANCE_EXPERIMENT.
bool register_experiment(const std::string& kind, ExperimentFactory factory);
std::vector<std::string> experiment_kinds();

/// Raises `unknown-name` for an unknown kind.
std::unique_ptr<Experiment> make_experiment(const std::string& kind, const Config& config);

/// Several may stand in what is compiled as one file: each registration has a name of its own.
#define RELEVANCE_EXPERIMENT(kind, ...) RELEVANCE_EXPERIMENT_AT(kind, __COUNTER__, __VA_ARGS__)
#define RELEVANCE_EXPERIMENT_AT(kind, at, ...) RELEVANCE_EXPERIMENT_JOINED(kind, at, __VA_ARGS__)
#define RELEVANCE_EXPERIMENT_JOINED(kind, at, ...)                                         \
  static const bool registered_##at = ::relevance::register_experiment(                    \
      kind, [](const ::relevance::Config& c) -> std::unique_ptr<::relevance::Experiment> { \
        return std::make_unique<__VA_ARGS__>(c);                                           \
      });

namespace detail {

[[noreturn]] void fail_unneeded_asset(const std::string& name);
[[noreturn]] void fail_missing_asset(const std::string& name);

/// What both shapes share: an exercise of type E with what it may leave out.
template <class E>
class Exercised : public Experiment {
 public:
  explicit Exercised(const Config& config) : exercise_(make(config)) {}
  std::vector<std::string> needs() const override {
    if constexpr (requires { exercise_.needs(); }) return exercise_.needs();
    return {};
  }
  std::vector<std::string> needs_for(const Values& given) const override {
    if constexpr (requires { exercise_.needs_for(given); }) return exercise_.needs_for(given);
    return needs();
  }
  void provide(const std::string& name, ByteView bytes) override {
    if constexpr (requires { exercise_.provide(name, bytes); })
      exercise_.provide(name, bytes);
    else
      fail_unneeded_asset(name);
  }
  const std::vector<Control>& controls(const Values& given) const override {
    if constexpr (requires { exercise_.controls(given); }) {
      return exercise_.controls(given);
    } else {
      if (controls_.empty()) controls_ = exercise_.controls();
      return controls_;
    }
  }

 protected:
  static E make(const Config& config) {
    if constexpr (std::is_constructible_v<E, const Config&>)
      return E(config);
    else
      return E();
  }
  Idle idle(const Values& values) const {
    if constexpr (requires { exercise_.idle(values); }) return exercise_.idle(values);
    return {};
  }
  /// Whether an error is said with the controls it is about, and not by ending the run.
  static bool can_be_mended(const Error& error) { return error.params.count("control") > 0; }

  /// All but the standing, of a solution or a state.
  template <class S, class... More>
  Frame frame_of(const S& solved, const Values& values, const More&... more) const {
    Frame frame;
    frame.disabled = idle(values);
    if constexpr (requires { exercise_.problem(solved, more...); })
      frame.problem = exercise_.problem(solved, more...);
    if constexpr (requires { exercise_.warning(solved, more...); })
      if (!frame.problem) frame.problem = exercise_.warning(solved, more...);
    exercise_.quantities(solved, frame.quantities, more...);
    if constexpr (requires(Checks & c) { exercise_.checks(solved, c, more...); }) {
      Checks checks;
      exercise_.checks(solved, checks, more...);
      frame.checks = std::move(checks.list);
    }
    if constexpr (requires(std::vector<Text> & t) { exercise_.notices(solved, t, more...); })
      exercise_.notices(solved, frame.notices, more...);
    Views views;
    exercise_.views(solved, views, more...);
    frame.views = std::move(views.list);
    return frame;
  }
  template <class S, class... More>
  Quantities quantities_of(const S& solved, const More&... more) const {
    if constexpr (requires { exercise_.problem(solved, more...); })
      if (auto problem = exercise_.problem(solved, more...)) throw *problem;
    Quantities quantities;
    exercise_.quantities(solved, quantities, more...);
    return quantities;
  }

  E exercise_;

 private:
  mutable std::vector<Control> controls_;
};

}  // namespace detail
}  // namespace relevance
