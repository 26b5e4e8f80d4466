#include "grade/derivation_goal.hpp"

#include <algorithm>

#include "formula/forms.hpp"

namespace relevance {
namespace {

bool stands_in(const Formula& formula, const std::string& name) {
  if (formula.kind == Formula::Kind::number) return false;
  const auto& parts = formula.arguments;
  return formula.name == name || std::any_of(parts.begin(), parts.end(), [&](const Formula& part) {
           return stands_in(part, name);
         });
}

bool is_symbol(const Formula& formula, const std::string& name) {
  return formula.kind == Formula::Kind::symbol && formula.name == name;
}

/// How many sums and products over an index stand inside one another.
int sums_in(const Formula& formula) {
  int most = 0;
  for (const auto& part : formula.arguments) most = std::max(most, sums_in(part));
  const bool sum = is_function(formula, "Sum") || is_function(formula, "Product");
  return sum ? most + std::max(1, int(formula.arguments.size()) - 1) : most;
}

/// Whether it is name · rest, the rest without it.
bool is_in_front(const Formula& formula, const std::string& name) {
  if (is_function(formula, "Group")) return is_in_front(formula.arguments[0], name);
  const bool product = is_function(formula, "Multiply") || is_function(formula, "MatrixMultiply") ||
                       is_function(formula, "InvisibleOperator");
  if (!product) return false;
  const auto holds_it = [&](const Formula& factor) { return stands_in(factor, name); };
  const auto& factors = formula.arguments;
  const auto found = std::find_if(factors.begin(), factors.end(), holds_it);
  return std::count_if(factors.begin(), factors.end(), holds_it) == 1 &&
         (is_symbol(*found, name) || is_in_front(*found, name));
}

/// Of `name = value`, either way round; none where no unknown stands alone.
std::optional<Formula> solved(const Derivation& asked, const Formula& line) {
  if (!is_function(line, "Equal") || line.arguments.size() != 2) return {};
  const bool turned = is_symbol(line.arguments[1], asked.solved_for);
  if (!turned && !is_symbol(line.arguments[0], asked.solved_for)) return {};
  const Formula& value = line.arguments[turned ? 0 : 1];
  for (const auto& unknown : asked.unknowns)
    if (stands_in(value, unknown.name)) return {};
  return value;
}

}  // namespace

std::optional<Formula> last_value(const Derivation& asked, const Formula& line) {
  std::optional<Formula> value = line;
  if (!asked.solved_for.empty())
    value = solved(asked, line);
  else if (is_condition(line))
    value = line.arguments.back();
  if (!value) return {};
  for (const auto& name : asked.without)
    if (stands_in(*value, name)) return {};
  if (asked.sums >= 0 && sums_in(*value) > asked.sums) return {};
  if (!asked.in_front.empty() && !is_in_front(*value, asked.in_front)) return {};
  return value;
}

}  // namespace relevance
