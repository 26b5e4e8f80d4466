#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "formula/forms.hpp"
#include "formula/formula_error.hpp"
#include "grade/feedback.hpp"
#include "grade/judge_formula.hpp"
#include "grade/judge_proof.hpp"
#include "grade/proof_feedback.hpp"
#include "grade/read_answer.hpp"
#include "grade/read_proof_answer.hpp"
#include "grade/sampler.hpp"

namespace relevance {
namespace {

using Matrix = Eigen::MatrixXd;

constexpr size_t kSamples = 32;

bool same_shape(const Matrix& a, const Matrix& b) {
  return a.rows() == b.rows() && a.cols() == b.cols();
}

/// The 0 of an equation is a zero of any shape.
void spread_zero(Matrix& a, const Matrix& b) {
  if (a.size() == 1 && a(0) == 0 && b.size() > 1) a = Matrix::Zero(b.rows(), b.cols());
}

bool stands_in(const Formula& formula, const std::string& name) {
  if (formula.kind == Formula::Kind::number) return false;
  return formula.name == name ||
         std::any_of(formula.arguments.begin(), formula.arguments.end(),
                     [&](const Formula& part) { return stands_in(part, name); });
}

/// A line that does not hold, as a verdict; raised where it is found.
struct Broken {
  Verdict verdict;
};

class DerivationJudge {
 public:
  DerivationJudge(const Exercise& exercise, const Task& task, const GoOn& go_on)
      : exercise_(exercise), task_(task), go_on_(go_on), asked_(task.derivation) {
    Sampler sampler(exercise, task, go_on);
    const size_t wanted = sampler.varies() ? kSamples : 1;
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
    const std::set<std::string> names = all_names(exercise_.scenario, task_);
    return resolve_names(read_formula(text), names);
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
      const bool holds = relation == "LessEqual"      ? down <= task_.tolerance
                         : relation == "GreaterEqual" ? up <= task_.tolerance
                                                      : std::max(up, down) <= task_.tolerance;
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
        return same_shape(x, y) && (x - y).cwiseAbs().maxCoeff() <=
                                       task_.tolerance * std::max(1.0, x.cwiseAbs().maxCoeff());
      });
    } catch (const Error&) {
      return false;
    }
  }

  // ---- statements ---------------------------------------------------------------

  /// By how much the sides of an equation differ, relative to them.
  Matrix difference(const Formula& equation, const Symbols& symbols) const {
    Matrix a = evaluate(equation.arguments[0], symbols);
    Matrix b = evaluate(equation.arguments[1], symbols);
    spread_zero(a, b);
    spread_zero(b, a);
    if (!same_shape(a, b)) fail_formula_shape("=", a.rows(), a.cols(), b.rows(), b.cols());
    const double scale = std::max({1.0, a.cwiseAbs().maxCoeff(), b.cwiseAbs().maxCoeff()});
    return (a - b) / scale;
  }
  /// Whether a = b = c holds; inequalities as they are.
  bool is_true(const Formula& statement, const Symbols& symbols) const {
    if (!is_function(statement, "Equal")) return holds(statement, symbols);
    for (size_t i = 1; i < statement.arguments.size(); ++i) {
      const Formula pair =
          make_function("Equal", {statement.arguments[i - 1], statement.arguments[i]});
      if (!(difference(pair, symbols).cwiseAbs().maxCoeff() <= task_.tolerance)) return false;
    }
    return true;
  }
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
        return same_shape(x, y) && (x - y).cwiseAbs().maxCoeff() <= task_.tolerance;
      });
    } catch (const Error&) {
      return false;
    }
  }

  void check_statement(const Formula& now, bool equivalent) {
    if (!is_condition(now)) break_off(statement_needed_feedback(), {}, VerdictStatus::unreadable);
    try {
      for (const Symbols& symbols : samples_)
        if (!is_true(now, symbols))
          break_known(now, statement_false_feedback(), sides(now, symbols));
      for (const Symbols& symbols : others_) {
        const bool was = before_ ? is_true(*before_, symbols) : false;
        if (was && !is_true(now, symbols))
          break_known(now, statement_false_feedback(), sides(now, symbols));
        if (equivalent && !was && is_true(now, symbols)) break_off(statement_weaker_feedback());
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
    if (!is_last()) return {VerdictStatus::unfinished, proof_goes_on_feedback(asked_.goal)};
    for (const auto& reason : asked_.reasons) {
      const bool given = std::any_of(lines.begin(), lines.end(), [&](const AnswerLine& line) {
        return line.reason == reason.value;
      });
      if (reason.needed && !given) return {VerdictStatus::unfinished, reason_missing_feedback()};
    }
    return {VerdictStatus::right, proof_right_feedback()};
  }

  bool is_last() {
    Formula last = *before_;
    if (!asked_.solved_for.empty()) {
      if (!is_function(last, "Equal") || last.arguments.size() != 2) return false;
      const bool turned = is_symbol(last.arguments[1], asked_.solved_for);
      if (!turned && !is_symbol(last.arguments[0], asked_.solved_for)) return false;
      last = Formula(last.arguments[turned ? 0 : 1]);
      for (const auto& unknown : asked_.unknowns)
        if (stands_in(last, unknown.name)) return false;
    } else if (is_condition(last)) {
      last = Formula(last.arguments.back());
    }
    for (const auto& name : asked_.without)
      if (stands_in(last, name)) return false;
    if (!asked_.in_front.empty() && !is_in_front(last, asked_.in_front)) return false;
    return asked_.end.empty() || same_value(formula(asked_.end), last);
  }
  /// Whether it is name · rest, the rest without it.
  static bool is_in_front(const Formula& formula, const std::string& name) {
    if (is_function(formula, "Group")) return is_in_front(formula.arguments[0], name);
    const bool product = is_function(formula, "Multiply") ||
                         is_function(formula, "MatrixMultiply") ||
                         is_function(formula, "InvisibleOperator");
    if (!product) return false;
    const auto holds_it = [&](const Formula& factor) { return stands_in(factor, name); };
    const auto& factors = formula.arguments;
    const auto found = std::find_if(factors.begin(), factors.end(), holds_it);
    return std::count_if(factors.begin(), factors.end(), holds_it) == 1 &&
           (is_symbol(*found, name) || is_in_front(*found, name));
  }
  static bool is_symbol(const Formula& formula, const std::string& name) {
    return formula.kind == Formula::Kind::symbol && formula.name == name;
  }

  Counterexample example(const Symbols& symbols, const Matrix& given,
                         const Matrix& expected) const {
    Counterexample example{{}, to_array(given), to_array(expected)};
    for (const auto& name : allowed_names(exercise_.scenario, task_))
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
