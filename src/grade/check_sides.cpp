#include "grade/check_sides.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "formula/forms.hpp"
#include "formula/formula_error.hpp"
#include "formula/spellings.hpp"
#include "grade/asked_name.hpp"
#include "grade/side_feedback.hpp"

namespace relevance {

using Eigen::MatrixXd;

bool same_shape(const MatrixXd& a, const MatrixXd& b) {
  return a.rows() == b.rows() && a.cols() == b.cols();
}
double largest_gap(const MatrixXd& a, const MatrixXd& b) {
  if (a.size() == 0) return 0;
  const MatrixXd gap = (a - b).cwiseAbs();
  return gap.hasNaN() ? INFINITY : gap.maxCoeff();  // which may pass over NaN
}

double answer_distance(const MatrixXd& given, const MatrixXd& truth) {
  const double scale = std::max(1.0, truth.size() == 0 ? 0 : truth.cwiseAbs().maxCoeff());
  return largest_gap(given, truth) / scale;
}

MatrixXd value_at(const Formula& formula, const std::string& index, const GradeSample& sample,
                  Symbols symbols) {
  if (index.empty()) return evaluate(formula, symbols);
  if (sample.truth.size() == 1) fail_unreadable("free-index", {{"given", index}});
  MatrixXd column(sample.truth.rows(), 1);
  for (Index i = 0; i < column.rows(); ++i) {
    symbols[index] = MatrixXd::Constant(1, 1, double(i + 1));
    MatrixXd entry = evaluate(formula, symbols);
    if (entry.size() != 1) return entry;
    column(i) = entry(0);
  }
  return column;
}

Counterexample example_at(const Exercise& exercise, const Task& task, const GradeSample& sample,
                          const MatrixXd& given) {
  Counterexample example{{}, to_array(given), to_array(sample.truth)};
  const std::vector<std::string> names = telling_names(exercise.scenario, task);
  for (const auto& [name, value] : sample.symbols)
    if (std::find(names.begin(), names.end(), name) != names.end())
      example.values[name] = to_array(value);
  return example;
}

namespace {

/// What the sides of an equation may hold beside the symbols: every quantity by its names.
Symbols with_quantities(const GradeSample& sample) {
  Symbols symbols = sample.symbols;
  for (const auto& [quantity, value] : sample.quantities)
    for (const auto& name : names_of_quantity(quantity))
      if (symbols.count(name) == 0) symbols[name] = to_matrix(value);
  return symbols;
}

enum class Agreement { agrees, differs, misfits, unknown };

class Sides {
 public:
  Sides(const Exercise& exercise, const Task& task, const Answer& answer,
        const std::vector<GradeSample>& samples)
      : exercise_(exercise),
        task_(task),
        answer_(answer),
        samples_(samples),
        asked_(asked_names(exercise.scenario, task, columns_asked())) {}

  /// Whether the side is what is asked for, by one of its names or a spelling of them.
  bool is_asked(const Formula& side) const {
    const std::string name = written_as(side);
    if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) return true;
    const auto& declared = exercise_.scenario.symbols;
    const bool other = std::any_of(declared.begin(), declared.end(),
                                   [&](const Symbol& symbol) { return symbol.name == name; });
    return !other && name.find('(') == std::string::npos && may_name(asked_, side);
  }

  /// What is wrong with the sides; nothing if they may stand there.
  std::optional<Verdict> judge(bool value_is_right) {
    const auto& sides = answer_.sides;
    const bool named = std::any_of(sides.begin(), sides.end(),
                                   [&](const Formula& side) { return is_asked(side); });
    if (!named && !sides.empty() && !written_as(sides[0]).empty() && has_name())
      return not_asked(written_as(sides[0]));
    for (const auto& side : sides)
      if (!is_asked(side))
        if (auto mistake = judge(side, value_is_right)) return mistake;
    return {};
  }

 private:
  /// Of the quantity that is asked for.
  Index columns_asked() const {
    if (samples_.empty() || samples_[0].quantities.count(task_.quantity) == 0) return 1;
    return to_matrix(samples_[0].quantities.at(task_.quantity)).cols();
  }
  bool has_name() const { return !latex_of_name(asked_.front()).empty(); }
  Verdict not_asked(const std::string& name) const {
    return {VerdictStatus::wrong,
            left_side_feedback(exercise_.scenario.symbols, name, has_name() ? asked_.front() : "")};
  }

  std::optional<Verdict> judge(const Formula& side, bool value_is_right) {
    const std::string name = written_as(side);
    const Agreement agreement = compare(side);
    if (agreement == Agreement::agrees) return {};
    if (agreement == Agreement::unknown && name.empty()) throw *unknown_;
    if (agreement == Agreement::unknown) return not_asked(name);
    if (!has_name() && !name.empty()) return not_asked(name);
    if (!value_is_right) return {};
    return Verdict{VerdictStatus::wrong, unequal_sides_feedback(), -1, example_};
  }

  Agreement compare(const Formula& side) {
    double most = task_.tolerance;
    size_t undefined = 0;
    try {
      for (const auto& sample : samples_) {
        const MatrixXd value = value_at(side, answer_.index, sample, with_quantities(sample));
        if (!same_shape(value, sample.truth)) return Agreement::misfits;
        const double gap = answer_distance(value, sample.truth);
        if (value.hasNaN() && double(++undefined) <= kMostUndefined * double(samples_.size()))
          continue;
        if (!(gap > most)) continue;
        most = gap;
        example_ = example_at(exercise_, task_, sample, value);
      }
    } catch (const Error& error) {
      unknown_ = error;
      return Agreement::unknown;
    }
    return most > task_.tolerance ? Agreement::differs : Agreement::agrees;
  }

  const Exercise& exercise_;
  const Task& task_;
  const Answer& answer_;
  const std::vector<GradeSample>& samples_;
  std::vector<std::string> asked_;
  std::optional<Error> unknown_;
  std::optional<Counterexample> example_;
};

}  // namespace

Verdict check_sides(const Exercise& exercise, const Task& task, const Answer& answer,
                    const std::vector<GradeSample>& samples, Verdict verdict) {
  const bool right = verdict.status == VerdictStatus::right;
  if (verdict.known >= 0 || (!right && verdict.status != VerdictStatus::wrong)) return verdict;
  Sides sides(exercise, task, answer, samples);
  if (auto mistake = sides.judge(right)) return std::move(*mistake);
  if (right && answer.reversed)
    return {VerdictStatus::wrong, reversed_bound_feedback(bound_direction(task))};
  return verdict;
}

}  // namespace relevance
