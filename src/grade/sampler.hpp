#pragma once
// Where answers are compared: control values drawn from a task's domain, with the truth there.

#include <optional>

#include "base/random.hpp"
#include "formula/formula.hpp"
#include "grade/grade.hpp"

namespace relevance {

struct GradeSample {
  Symbols symbols;        ///< every symbol of the scenario that has a value here
  Eigen::MatrixXd truth;  ///< finite; empty where the task compares with nothing
  Quantities quantities;  ///< every one the experiment has here
};

/// What a task compares with. Raises `bad-scenario` for a quantity or element that is not there.
Eigen::MatrixXd truth_of(const Task& task, const Quantities& quantities);

/// Draws with a fixed seed, so that a verdict is the same every time. Where the truth is 0 or a
/// known wrong answer agrees with it, a wrong answer could look right in a part of the domain:
/// such samples come last, when enough draws found no other.
class Sampler {
 public:
  /// `go_on` is asked before each draw and must outlive this.
  Sampler(const Exercise& exercise, const Task& task, const GoOn& go_on);

  /// The next sample that meets `where` and has a finite truth; none when too many draws failed.
  /// Raises what the experiment raised, if no draw ever succeeded; `cancelled`.
  std::optional<GradeSample> next();
  /// Whether there is anything to draw; if not, every sample is the same.
  bool varies() const { return !task_.domain.empty() || !task_.free.empty(); }

  /// The sample at these values; none where the truth is not finite or `where` is not met.
  std::optional<GradeSample> measure(const Values& values);

 private:
  Values draw();
  Value draw_value(const Domain& domain);
  void draw_free(Symbols& symbols);
  std::optional<GradeSample> fresh();
  bool is_special(const GradeSample& sample) const;

  const Exercise& exercise_;
  const Task& task_;
  const GoOn& go_on_;
  std::vector<Control> controls_;
  std::optional<Formula> where_, value_;
  Random random_{20201};
  std::vector<Formula> wrong_;
  std::vector<GradeSample> special_;  ///< set aside, the first one last
  bool only_special_ = false;
  int draws_ = 0, accepted_ = 0;
};

}  // namespace relevance
