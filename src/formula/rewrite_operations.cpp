// Calls, products, powers and comparisons.

#include <map>

#include "formula/formula_error.hpp"
#include "formula/functions.hpp"
#include "formula/rewrites.hpp"

namespace relevance::rewrite {
namespace {

bool is_symbol(const Formula& f, const std::string& name) {
  return f.kind == Formula::Kind::symbol && f.name == name;
}

/// Names of functions that are written as words before a bracket.
const std::string* function_word(const Formula& formula) {
  static const std::map<std::string, std::string> words = {
      {"relu", "ReLU"},   {"ReLU", "ReLU"}, {"min", "Min"},       {"max", "Max"},
      {"exp", "Exp"},     {"log", "Log"},   {"ln", "Ln"},         {"sqrt", "Sqrt"},
      {"abs", "Abs"},     {"norm", "Norm"}, {"diag", "Diagonal"}, {"tanh", "Tanh"},
      {"sign", "Sign"},   {"sgn", "Sign"},  {"tr", "Trace"},      {"trace", "Trace"},
      {"inv", "Inverse"}, {"sin", "Sin"},   {"cos", "Cos"},       {"transpose", "Transpose"}};
  if (formula.kind != Formula::Kind::symbol) return nullptr;
  const auto found = words.find(formula.name);
  return found == words.end() ? nullptr : &found->second;
}

bool is_transposition_sign(const Formula& f) {
  for (const char* name : {"True", "T", "top", "intercal", "Transpose", "T_monospace", "T_upright"})
    if (is_symbol(f, name)) return true;
  return false;
}

}  // namespace

Formula call(const std::string& name, Formulas arguments) {
  const FormulaFunction* function = find_formula_function(name);
  if (function == nullptr)
    fail_unreadable("function",
                    {{"given", name}, {"nearest", nearest_name(name, formula_function_names())}});
  const int count = int(arguments.size()), most = function->most;
  if (count == 0) fail_unreadable("missing", {{"given", function->sign}});
  if (count < function->fewest || (most >= 0 && count > most))
    fail_unreadable("arguments", {{"given", function->sign},
                                  {"count", std::to_string(count)},
                                  {"expected", std::to_string(function->fewest)}});
  for (const auto& argument : arguments) value(argument);
  return make_function(name, std::move(arguments));
}

Formula product(const Formula& raw) {
  Formulas factors;
  for (size_t i = 0; i < raw.arguments.size(); ++i) {
    const Formula& factor = raw.arguments[i];
    const bool before_bracket =
        i + 1 < raw.arguments.size() && begins_with(raw.arguments[i + 1].name, "Delimiter");
    const std::string* word = before_bracket ? function_word(factor) : nullptr;
    factors.push_back(word == nullptr ? to_forms(factor)
                                      : call(*word, operands(raw.arguments[++i])));
  }
  if (factors.size() == 1) return factors[0];
  return call(raw.name, std::move(factors));
}

Formula power(const Formula& raw) {
  if (raw.arguments.size() == 2) {
    const Formula& exponent = raw.arguments[1];
    if (is_transposition_sign(exponent)) return call("Transpose", {to_forms(raw.arguments[0])});
    if (is_function(exponent, "Negate") && is_transposition_sign(exponent.arguments.at(0)))
      return call("Transpose", {call("Inverse", {to_forms(raw.arguments[0])})});
  }
  return call("Power", forms_of(raw.arguments));
}

Formula extreme(const Formula& raw) {
  const bool set = raw.arguments.size() == 1 && is_function(raw.arguments[0], "Set");
  return call(raw.name, set ? operands(raw.arguments[0]) : forms_of(raw.arguments));
}

Formula comparison(const Formula& raw) {
  Formulas sides = forms_of(raw.arguments);
  if (sides.size() < 2) fail_unreadable("missing", {{"given", "<"}});
  for (const auto& side : sides) value(side);
  return make_function(raw.name, std::move(sides));
}

Formula connective(const Formula& raw) {
  Formulas parts = forms_of(raw.arguments);
  if (parts.empty()) fail_unreadable("condition");
  for (const auto& part : parts)
    if (!is_condition(part)) fail_unreadable("condition");
  return make_function(raw.name, std::move(parts));
}

Formula angle(const Formula& raw) { return call("Dot", forms_of(raw.arguments)); }

}  // namespace relevance::rewrite
