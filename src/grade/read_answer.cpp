#include "grade/read_answer.hpp"

#include <algorithm>

#include "formula/forms.hpp"
#include "formula/formula_error.hpp"
#include "grade/feedback.hpp"

namespace relevance {
namespace {

/// For a name that may not stand in the answer: not here, or nowhere.
[[noreturn]] void fail_name(const Scenario& scenario, const Task& task, const Formula& formula,
                            const Error& error) {
  ErrorParams params = error.params;
  if (params["reason"] != "symbol") throw error;
  params["expected"] = shown_symbols(scenario.symbols, allowed_names(scenario, task));
  if (task.kind == AnswerKind::number) fail_unreadable("number", params);
  bool known = true;
  try {
    resolve_names(formula, all_names(scenario, task));
  } catch (const Error&) {
    known = false;
  }
  fail_unreadable(known ? "not-allowed" : "symbol", params);
}

}  // namespace

std::vector<std::string> allowed_names(const Scenario& scenario, const Task& task) {
  std::vector<std::string> names;
  if (task.kind == AnswerKind::number) return names;
  for (const auto& symbol : scenario.symbols) {
    const auto& chosen = task.symbols;
    const bool listed = chosen.empty() || symbol.quantity.empty() ||
                        std::find(chosen.begin(), chosen.end(), symbol.name) != chosen.end();
    const bool asked = !task.quantity.empty() && symbol.quantity == task.quantity;
    if (listed && !asked) names.push_back(symbol.name);
  }
  for (const auto& symbol : task.free) names.push_back(symbol.name);
  for (const auto& symbol : task.derivation.unknowns) names.push_back(symbol.name);
  return names;
}

std::vector<std::string> telling_names(const Scenario& scenario, const Task& task) {
  std::vector<std::string> names = allowed_names(scenario, task);
  if (task.symbols.empty()) return names;
  const auto is_silent = [&](const std::string& name) {
    for (const auto& symbol : scenario.symbols)
      if (symbol.name == name) {
        const bool listed =
            std::find(task.symbols.begin(), task.symbols.end(), name) != task.symbols.end();
        const bool drawn =
            std::any_of(task.domain.begin(), task.domain.end(),
                        [&](const Domain& domain) { return domain.control == symbol.control; });
        return !listed && !drawn;
      }
    return false;  // the task's own
  };
  names.erase(std::remove_if(names.begin(), names.end(), is_silent), names.end());
  return names;
}

std::set<std::string> all_names(const Scenario& scenario, const Task& task) {
  std::set<std::string> names;
  if (!task.quantity.empty()) names.insert(task.quantity);
  for (const auto& symbol : scenario.symbols) names.insert(symbol.name);
  for (const auto& symbol : task.free) names.insert(symbol.name);
  for (const auto& symbol : task.derivation.unknowns) names.insert(symbol.name);
  return names;
}

Formula resolve_allowed(const Scenario& scenario, const Task& task, const Formula& formula,
                        const std::string& index) {
  const std::vector<std::string> names = allowed_names(scenario, task);
  std::set<std::string> known{names.begin(), names.end()};
  if (!index.empty()) known.insert(index);
  try {
    return resolve_names(formula, known);
  } catch (const Error& error) {
    fail_name(scenario, task, formula, error);
  }
}

Formula read_line(const Scenario& scenario, const Task& task, const std::string& line) {
  return resolve_allowed(scenario, task, read_formula(line));
}

Formula file_formula(const Scenario& scenario, const Task& task, const std::string& text) {
  return resolve_names(read_formula(text), all_names(scenario, task));
}

}  // namespace relevance
