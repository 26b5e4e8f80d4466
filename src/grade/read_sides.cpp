#include "grade/read_sides.hpp"

#include <algorithm>
#include <optional>

#include "formula/forms.hpp"
#include "formula/formula_error.hpp"
#include "grade/asked_name.hpp"

namespace relevance {
namespace {

/// Sides joined by relations; `direction` 1 where they ascend, −1 where they descend, 0 equal.
struct Chain {
  std::vector<Formula> sides;
  int direction = 0;
};

int direction_of(const std::string& relation) {
  if (relation == "Less" || relation == "LessEqual") return 1;
  return relation == "Greater" || relation == "GreaterEqual" ? -1 : 0;
}
bool is_relation(const Formula& formula) {
  for (const char* name : {"Equal", "Less", "LessEqual", "Greater", "GreaterEqual"})
    if (is_function(formula, name)) return true;
  return false;
}

Chain chain_of(const Formula& formula) {
  if (is_relation(formula)) return {formula.arguments, direction_of(formula.name)};
  if (!is_function(formula, "And")) {
    if (is_condition(formula)) fail_unreadable("comparison");
    return {{formula}};
  }
  Chain chain;  // 0 < a ≤ b is read as 0 < a and a ≤ b
  for (const auto& part : formula.arguments) {
    const int direction = direction_of(part.name);
    const bool fits = is_relation(part) && part.arguments.size() == 2 &&
                      (chain.sides.empty() || same_form(chain.sides.back(), part.arguments[0])) &&
                      direction * chain.direction >= 0;
    if (!fits) fail_unreadable("comparison");
    if (chain.sides.empty()) chain.sides.push_back(part.arguments[0]);
    chain.sides.push_back(part.arguments[1]);
    if (direction != 0) chain.direction = direction;
  }
  return chain;
}

bool names_asked(const std::vector<std::string>& asked, const Formula& side) {
  const std::string name = written_as(side);
  if (!name.empty() && std::find(asked.begin(), asked.end(), name) != asked.end()) return true;
  return !name.empty() && name.find('_') != std::string::npos && may_name(asked, side);
}

/// 0 < η < c: the bound is the side after the name, the one before it may only be 0.
Answer bound_of(const Task& task, Chain chain, const std::vector<std::string>& asked) {
  if (chain.direction < 0) std::reverse(chain.sides.begin(), chain.sides.end());
  const auto& sides = chain.sides;
  const auto name = std::find_if(sides.begin(), sides.end(),
                                 [&](const Formula& side) { return names_asked(asked, side); });
  if (bound_direction(task) == 0 || name == sides.end()) fail_unreadable("comparison");
  const size_t at = size_t(name - sides.begin());
  const bool zero_below = at == 1 && sides[0].kind == Formula::Kind::number && sides[0].number == 0;
  const size_t above = sides.size() - at - 1;
  if (above == 1 && (at == 0 || zero_below)) return {sides[at + 1], {}, bound_direction(task) < 0};
  if (above == 0 && at == 1) return {sides[0], {}, bound_direction(task) > 0};
  fail_unreadable("comparison");
}

/// The letter of a general component: i of x_i where only x is known. "" if there is none.
std::string free_index(const Formula& formula, const std::set<std::string>& known) {
  for (const auto& name : free_symbols(formula)) {
    if (name.find('_') == std::string::npos) continue;
    std::string last = name.substr(name.rfind('_') + 1);
    if (last.size() == 1 && last[0] >= 'i' && last[0] <= 'n' && known.count(name) == 0) return last;
  }
  return "";
}

Formula with_index(Formula formula, const std::string& index, Index number) {
  if (formula.kind == Formula::Kind::symbol) {
    if (formula.name == index) return make_number(double(number));
    const size_t size = formula.name.size();
    if (size > 2 && formula.name.substr(size - 2) == "_" + index)
      formula.name.replace(size - 1, 1, std::to_string(number));
  }
  for (auto& part : formula.arguments) part = with_index(std::move(part), index, number);
  return formula;
}

/// Which component is asked for: of R₁ the first. 0 where it is not one of several.
Index asked_component(const Task& task) {
  if (task.element >= 0) return task.element + 1;
  const std::string digits = task.quantity.substr(task.quantity.find_last_not_of("0123456789") + 1);
  return digits.empty() || digits.size() > 3 ? 0 : std::stoi(digits);
}

/// Σ_j a_j runs over the inputs a_1, a_2, …: those that are controls.
void limit_families(Formula& formula, const Scenario& scenario) {
  for (auto& part : formula.arguments) limit_families(part, scenario);
  if (formula.name != "Sum" && formula.name != "Product") return;
  for (size_t k = 1; k < formula.arguments.size(); ++k) {
    Formula& limits = formula.arguments[k];
    if (limits.arguments.size() > 1) continue;
    Index inputs = 0;
    const auto is_input = [&](const std::string& base, Index n) {
      return std::any_of(scenario.symbols.begin(), scenario.symbols.end(), [&](const Symbol& s) {
        return s.name == base + "_" + std::to_string(n) && !s.control.empty();
      });
    };
    const auto count = [&](const auto& self, const Formula& f) -> void {
      if (is_function(f, "At") && f.arguments[1].name == limits.arguments[0].name)
        while (is_input(f.arguments[0].name, inputs + 1)) ++inputs;
      for (const auto& part : f.arguments) self(self, part);
    };
    count(count, formula.arguments[0]);
    if (inputs == 0) continue;
    limits.arguments.push_back(make_number(1));
    limits.arguments.push_back(make_number(double(inputs)));
  }
}

}  // namespace

Answer read_sides(const Scenario& scenario, const Task& task, const std::string& text) {
  const std::vector<std::string> asked = asked_names(scenario, task);
  Chain chain = chain_of(read_formula(text));
  Answer answer;
  if (chain.direction != 0)
    answer = bound_of(task, std::move(chain), asked);
  else {
    auto& sides = chain.sides;
    if (sides.size() > 1 && names_asked(asked, sides.back()))  // w/(2λ) = x*
      std::iter_swap(sides.end() - 1, sides.end() - 2);
    answer.value = std::move(sides.back());
    sides.pop_back();
    answer.sides = std::move(sides);
  }
  if (is_condition(answer.value)) fail_unreadable("comparison");
  std::set<std::string> known = all_names(scenario, task);
  answer.index = free_index(answer.value, known);
  if (const Index component = asked_component(task); !answer.index.empty() && component > 0) {
    answer.value = with_index(std::move(answer.value), answer.index, component);
    for (auto& side : answer.sides) side = with_index(std::move(side), answer.index, component);
    answer.index.clear();
  }
  answer.value = resolve_allowed(scenario, task, answer.value, answer.index);
  limit_families(answer.value, scenario);
  return answer;
}

}  // namespace relevance
