#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "formula/forms.hpp"
#include "formula/formula_error.hpp"
#include "grade/check_sides.hpp"
#include "grade/derivation_goal.hpp"
#include "grade/feedback.hpp"
#include "grade/judge_formula.hpp"
#include "grade/judge_proof.hpp"
#include "grade/proof_feedback.hpp"
#include "grade/read_answer.hpp"
#include "grade/read_proof_answer.hpp"
#include "grade/sampler.hpp"
#include "grade/statement.hpp"

namespace relevance {
namespace {

using Matrix = Eigen::MatrixXd;

constexpr size_t kLineSamples = 32;

/// A line that does not hold, as a verdict; raised where it is found.
struct Broken {
  Verdict verdict;
};

class DerivationJudge {
 public:
  DerivationJudge(const Exercise& exercise, const Task& task, const GoOn& go_on)
      : exercise_(exercise), task_(task), go_on_(go_on), asked_(task.derivation) {
    Sampler sampler(exercise, task, go_on);
    const size_t wanted = sampler.varies() ? kLineSamples : 1;
    while (samples_.size() < wanted) {
      auto sample = sampler.next();
      if (!sample) break;
      samples_.push_back(std::move(sample->symbols));
    }
    if (is_statements()) draw_others();
  }

  Verdict grade(const std::string& answer) {
    const std::vector<AnswerLine> lines = read_answer_lines(answer);
    if (lines.empty()) return {VerdictStatus::unfinished, proof_empty_feedback()};
    if (!asked_.start.empty()) before_ = formula(asked_.start);
    for (line_ = 0; line_ < lines.size(); ++line_) try {
        check_go_on(go_on_);
        check_line(lines[line_]);
      } catch (Broken& broken) {
        broken.verdict.line = int(line_);
        return std::move(broken.verdict);
      } catch (const Error& error) {
        return unreadable(error);
      }
    return end(lines);
  }

 private:
  bool is_statements() const { return !asked_.unknowns.empty(); }

  Formula formula(const std::string& text) const {
    return file_formula(exercise_.scenario, task_, text);
  }

  /// The same samples with other values for what is sought: there no equation should hold.
  void draw_others() {
    Random random(11);
    others_ = samples_;
    for (Symbols& symbols : others_)
      for (const auto& unknown : asked_.unknowns) {
        Matrix& value = symbols[unknown.name];
        value += random.normal_matrix<double>(value.rows(), value.cols());
      }
  }

  Verdict unreadable(const Error& error) const {
    const auto& symbols = exercise_.scenario.symbols;
    Verdict verdict{VerdictStatus::unreadable};
    if (error.code == "formula-unreadable")
      verdict.feedback = error_feedback(error, symbols);
    else if (error.code == "formula-shape")
      verdict = {VerdictStatus::shape, error_feedback(error, symbols)};
    else if (error.code == "too-much-work")
      verdict.feedback = describe_unreadable({{"reason", "size"}});
    else
      throw;
    verdict.line = int(line_);
    return verdict;
  }

  [[noreturn]] void break_off(Text feedback, std::optional<Counterexample> example = {},
                              VerdictStatus status = VerdictStatus::wrong) {
    throw Broken{{status, std::move(feedback), -1, std::move(example)}};
  }

  void check_line(const AnswerLine& line) {
    check_reason(line.reason);
    const std::string relation = line.relation.empty() ? asked_.relations[0] : line.relation;
    check_name("task \"" + task_.id + "\"", "relation", relation, asked_.relations);
    const Formula now = read_line(exercise_.scenario, task_, line.formula);
    if (is_statements())
      check_statement(now, relation == "Equivalent");
    else
      check_values(now, relation);
    before_ = now;
  }

  void check_reason(const std::string& given) {
    if (given.empty()) return;
    std::vector<std::string> values;
    for (const auto& reason : asked_.reasons) values.push_back(reason.value);
    check_name("task \"" + task_.id + "\"", "reason", given, values);
    for (const auto& reason : asked_.reasons)
      if (reason.value == given && !reason.right) break_off(reason.feedback);
  }

  // ---- values -------------------------------------------------------------------

  /// A line that is itself a chain, a = b = c, is several.
  void check_values(const Formula& now, const std::string& relation) {
    const bool chain = is_function(now, "Equal") || is_function(now, "LessEqual") ||
                       is_function(now, "GreaterEqual");
    if (!chain && is_condition(now))
      break_off(value_needed_feedback(), {}, VerdictStatus::unreadable);
    if (!chain) return check_value(now, relation);
    for (size_t i = 0; i < now.arguments.size(); ++i) {
      check_value(now.arguments[i], i == 0 ? relation : now.name);
      before_ = now.arguments[i];
    }
  }

  void check_value(const Formula& now, const std::string& relation) {
    for (const Symbols& symbols : samples_) {
      const Matrix a = evaluate(*before_, symbols), b = evaluate(now, symbols);
      if (!same_shape(a, b)) break_known(now, shape_feedback(b, a), {}, VerdictStatus::shape);
      const double scale = std::max(1.0, a.cwiseAbs().maxCoeff());
      const double up = (b - a).maxCoeff() / scale, down = (a - b).maxCoeff() / scale;
      const bool holds = !(b - a).hasNaN() &&
                         (relation == "LessEqual"      ? down <= task_.tolerance
                          : relation == "GreaterEqual" ? up <= task_.tolerance
                                                       : std::max(up, down) <= task_.tolerance);
      if (!holds) break_known(now, line_breaks_feedback(relation), example(symbols, b, a));
    }
  }

  /// With the words of the known wrong line it equals, if there is one.
  [[noreturn]] void break_known(const Formula& now, Text feedback,
                                std::optional<Counterexample> example,
                                VerdictStatus status = VerdictStatus::wrong) {
    for (size_t k = 0; k < task_.wrong.size(); ++k) {
      const Formula known = formula(task_.wrong[k].formula);
      const bool same = same_form(known, now) ||
                        (is_statements() ? same_equation(known, now) : same_value(known, now));
      if (!same) continue;
      throw Broken{{VerdictStatus::wrong, task_.wrong[k].feedback, int(k), std::move(example)}};
    }
    break_off(std::move(feedback), std::move(example), status);
  }

  bool same_value(const Formula& a, const Formula& b) const {
    try {
      return std::all_of(samples_.begin(), samples_.end(), [&](const Symbols& symbols) {
        const Matrix x = evaluate(a, symbols), y = evaluate(b, symbols);
        return same_shape(x, y) && answer_distance(y, x) <= task_.tolerance;
      });
    } catch (const Error&) {
      return false;
    }
  }

  // ---- statements ---------------------------------------------------------------

  bool same_equation(const Formula& a, const Formula& b) const {
    if (!is_function(a, "Equal") || !is_function(b, "Equal")) return false;
    const auto same_side = [&](size_t i) {
      return same_over_others(a.arguments[i], b.arguments[i]);
    };
    return same_side(0) && same_side(1);
  }
  bool same_over_others(const Formula& a, const Formula& b) const {
    try {
      return std::all_of(others_.begin(), others_.end(), [&](const Symbols& symbols) {
        const Matrix x = evaluate(a, symbols), y = evaluate(b, symbols);
        return same_shape(x, y) && largest_gap(x, y) <= task_.tolerance;
      });
    } catch (const Error&) {
      return false;
    }
  }

  void check_statement(const Formula& now, bool equivalent) {
    if (!is_condition(now)) break_off(statement_needed_feedback(), {}, VerdictStatus::unreadable);
    try {
      for (const Symbols& symbols : samples_)
        if (!is_true(now, symbols, task_.tolerance))
          break_known(now, statement_false_feedback(), sides(now, symbols));
      for (const Symbols& symbols : others_) {
        const bool was = before_ ? is_true(*before_, symbols, task_.tolerance) : false;
        if (was && !is_true(now, symbols, task_.tolerance))
          break_known(now, statement_false_feedback(), sides(now, symbols));
        if (equivalent && !was && is_true(now, symbols, task_.tolerance))
          break_off(statement_weaker_feedback());
      }
    } catch (const Error& error) {
      if (error.code != "formula-shape") throw;
      break_known(now, error_feedback(error, exercise_.scenario.symbols), {}, VerdictStatus::shape);
    }
  }

  std::optional<Counterexample> sides(const Formula& now, const Symbols& symbols) const {
    if (!is_function(now, "Equal")) return {};
    return example(symbols, evaluate(now.arguments[0], symbols),
                   evaluate(now.arguments[1], symbols));
  }

  // ---- the end ------------------------------------------------------------------

  Verdict end(const std::vector<AnswerLine>& lines) {
    const std::optional<Formula> last = last_value(asked_, *before_);
    if (!last || !(asked_.end.empty() || same_value(formula(asked_.end), *last)))
      return {VerdictStatus::unfinished, proof_goes_on_feedback(asked_.goal)};
    for (const auto& reason : asked_.reasons) {
      const bool given = std::any_of(lines.begin(), lines.end(), [&](const AnswerLine& line) {
        return line.reason == reason.value;
      });
      if (reason.needed && !given) return {VerdictStatus::unfinished, reason_missing_feedback()};
    }
    return {VerdictStatus::right, proof_right_feedback()};
  }

  Counterexample example(const Symbols& symbols, const Matrix& given,
                         const Matrix& expected) const {
    Counterexample example{{}, to_array(given), to_array(expected)};
    for (const auto& name : telling_names(exercise_.scenario, task_))
      if (const auto found = symbols.find(name); found != symbols.end())
        example.values[name] = to_array(found->second);
    return example;
  }

  const Exercise& exercise_;
  const Task& task_;
  const GoOn& go_on_;
  const Derivation& asked_;
  std::vector<Symbols> samples_, others_;
  std::optional<Formula> before_;  ///< the line before; none: only what is sought is known
  size_t line_ = 0;
};

}  // namespace

Verdict grade_derivation(const Exercise& exercise, const Task& task, const std::string& answer,
                         const GoOn& go_on) {
  return DerivationJudge(exercise, task, go_on).grade(answer);
}

}  // namespace relevance
