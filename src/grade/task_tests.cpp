// The tests a task carries, and whether its names exist in the experiment.

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "grade/agreement.hpp"
#include "grade/grade.hpp"

namespace relevance {
namespace {

class TaskTester {
 public:
  explicit TaskTester(const Exercise& exercise) : exercise_(exercise) {
    for (const auto& control : exercise.session.controls()) controls_.push_back(control.name);
  }

  std::vector<std::string> run() {
    const Scenario& scenario = exercise_.scenario;
    check_names();
    for (const auto& task : scenario.tasks)
      for (size_t i = 0; i < task.tests.size(); ++i) check(task, i);
    if (lines_.empty()) check_agreement();
    return std::move(lines_);
  }

 private:
  void check_agreement() {
    for (const auto& [task, known, share, most] : wrong_agreements(exercise_))
      if (share > most)
        lines_.push_back("task \"" + task + "\", known wrong answer " + std::to_string(known) +
                         ": agrees with the truth at " + std::to_string(int(100 * share)) +
                         " % of the samples, at most " + std::to_string(std::lround(100 * most)) +
                         " % are allowed");
  }

  /// Quantities at these values; a refusal is one more failing line.
  Quantities measured(const std::string& where, const Values& values) {
    try {
      return measure_at_start(exercise_.session, values);
    } catch (const Error& error) {
      lines_.push_back(where + ": " + error.message);
      return {};
    }
  }

  void check_names() {
    const Scenario& scenario = exercise_.scenario;
    std::vector<std::string> quantities;
    const auto collect = [&](const std::string& where, const Values& values) {
      for (const auto& [name, quantity] : measured(where, values)) quantities.push_back(name);
    };
    collect("presets", {});
    for (const auto& task : scenario.tasks) {
      if (!task.at.empty()) collect("task \"" + task.id + "\", at", task.at);
      for (const auto& domain : task.domain)
        known("task \"" + task.id + "\", domain", "control", domain.control, controls_);
      for (const auto& unknown : task.derivation.unknowns)
        known("task \"" + task.id + "\", unknowns", "quantity", unknown.quantity, quantities);
    }
    for (size_t i = 0; i < scenario.solution.size(); ++i)
      if (!scenario.solution[i].at.empty())
        measured("solution step " + std::to_string(i + 1) + ", at", scenario.solution[i].at);
    for (const auto& symbol : scenario.symbols) {
      const std::string where = "symbol \"" + symbol.name + "\"";
      if (symbol.quantity.empty())
        known(where, "control", symbol.control, controls_);
      else
        known(where, "quantity", symbol.quantity, quantities);
    }
  }

  void known(const std::string& where, const char* what, const std::string& name,
             const std::vector<std::string>& names) {
    try {
      check_name(where, what, name, names);
    } catch (const Error& error) {
      lines_.push_back(error.message);
    }
  }

  void check(const Task& task, size_t index) {
    const TaskTest& test = task.tests[index];
    std::string line = "task \"" + task.id + "\", test " + std::to_string(index + 1);
    if (!test.answer.empty()) line += " (" + test.answer + ")";
    try {
      const Verdict verdict = grade(exercise_, task.id, test.answer, test.values);
      const std::string expected = described(test.status, test.known, test.line);
      const std::string given =
          described(to_string(verdict.status), verdict.known, test.line < 0 ? -1 : verdict.line);
      if (given != expected)
        lines_.push_back(line + ": expected " + expected + ", got " + given + ": " +
                         verdict.feedback.en);
    } catch (const Error& error) {
      lines_.push_back(line + ": " + error.code + ": " + error.message);
    }
  }

  static std::string described(const std::string& status, int known, int line) {
    return status + (known < 0 ? "" : " (known " + std::to_string(known) + ")") +
           (line < 0 ? "" : " at line " + std::to_string(line));
  }

  const Exercise& exercise_;
  std::vector<std::string> controls_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> failing_tests(const Exercise& exercise) {
  return TaskTester(exercise).run();
}

}  // namespace relevance
