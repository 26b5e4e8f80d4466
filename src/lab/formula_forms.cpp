#include "lab/formula_forms.hpp"

#include <algorithm>
#include <map>

#include "lab/formula_error.hpp"
#include "lab/formula_functions.hpp"
#include "lab/formula_rewrites.hpp"

namespace relevance {
namespace rewrite {

bool begins_with(const std::string& text, const std::string& start) {
  return text.rfind(start, 0) == 0;
}

Formulas forms_of(const Formulas& raw) {
  Formulas formulas;
  for (const auto& item : raw) formulas.push_back(to_forms(item));
  return formulas;
}

Formula value(const Formula& formula) {
  if (is_condition(formula)) fail_unreadable("comparison");
  return formula;
}

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

Formulas operands(const Formula& bracket) {
  Formulas inner = bracket.arguments;
  if (inner.size() == 1 && is_function(inner[0], "Sequence")) inner = Formulas(inner[0].arguments);
  return forms_of(inner);
}

Formula first(const Formula& raw) {
  if (raw.arguments.empty()) fail_unreadable("missing", {{"context", ""}});
  return to_forms(raw.arguments[0]);
}

}  // namespace rewrite

namespace {

using namespace rewrite;

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

Formula bracket(const Formula& raw) {
  Formulas inner = operands(raw);
  if (inner.empty()) fail_unreadable("missing", {{"context", "bracket"}});
  if (inner.size() == 1)
    return is_condition(inner[0]) ? inner[0] : make_function("Group", std::move(inner));
  if (std::all_of(inner.begin(), inner.end(), is_condition))
    return make_function("And", std::move(inner));
  const bool open = raw.name == "Delimiter," || raw.name == "Delimiter;";
  if (open) fail_unreadable("comma");
  for (const auto& item : inner) value(item);
  return make_function("List", std::move(inner));
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

bool is_transposition_sign(const Formula& f) {
  for (const char* name : {"True", "T", "top", "intercal", "Transpose", "T_monospace", "T_upright"})
    if (is_symbol(f, name)) return true;
  return false;
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

/// \tilde x → x_tilde, x^* → x_star, \vec x → x.
const std::string* decoration(const std::string& name) {
  static const std::map<std::string, std::string> marks = {
      {"OverTilde", "_tilde"}, {"OverHat", "_hat"}, {"OverBar", "_bar"},
      {"Mean", "_bar"},        {"Prime", "_prime"}, {"Superstar", "_star"},
      {"Star", "_star"},       {"OverVector", ""},  {"Superdagger", "_dagger"}};
  const auto found = marks.find(name);
  return found == marks.end() ? nullptr : &found->second;
}

Formula decorated(const Formula& raw) {
  if (raw.arguments.empty() || raw.arguments[0].kind != Formula::Kind::symbol)
    fail_unreadable("command", {{"given", raw.name}});
  return make_symbol(raw.arguments[0].name + *decoration(raw.name));
}

/// Values with commas between them in min{a, b}.
Formula extreme(const Formula& raw) {
  const bool set = raw.arguments.size() == 1 && is_function(raw.arguments[0], "Set");
  return call(raw.name, set ? operands(raw.arguments[0]) : forms_of(raw.arguments));
}

Formula sequence(const Formula& raw) {
  if (raw.arguments.empty()) fail_unreadable("empty");
  if (raw.arguments.size() > 1) fail_unreadable("leftover");
  return to_forms(raw.arguments[0]);
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

using Rewrite = Formula (*)(const Formula&);
const std::map<std::string, Rewrite>& rewrites() {
  static const std::map<std::string, Rewrite> table = {{"Parenthesis", bracket},
                                                       {"Group", bracket},
                                                       {"Set", bracket},
                                                       {"InvisibleOperator", product},
                                                       {"Multiply", product},
                                                       {"Power", power},
                                                       {"Superscript", power},
                                                       {"List", list},
                                                       {"Vector", list},
                                                       {"Tuple", list},
                                                       {"Pair", list},
                                                       {"Triple", list},
                                                       {"Single", list},
                                                       {"Rows", list},
                                                       {"Matrix", matrix},
                                                       {"Which", which},
                                                       {"Cases", which},
                                                       {"If", which},
                                                       {"Block", block},
                                                       {"When", when},
                                                       {"KroneckerDelta", delta},
                                                       {"Sum", sum},
                                                       {"Product", sum},
                                                       {"Subscript", subscript},
                                                       {"At", subscript},
                                                       {"Indexed", subscript},
                                                       {"Min", extreme},
                                                       {"Max", extreme},
                                                       {"Sequence", sequence},
                                                       {"Hold", first},
                                                       {"Annotated", first},
                                                       {"Function", first},
                                                       {"AngleBracket", angle},
                                                       {"Less", comparison},
                                                       {"LessEqual", comparison},
                                                       {"Greater", comparison},
                                                       {"GreaterEqual", comparison},
                                                       {"Equal", comparison},
                                                       {"NotEqual", comparison},
                                                       {"And", connective},
                                                       {"Or", connective},
                                                       {"Not", connective}};
  return table;
}

}  // namespace

Formula make_number(double value) { return {Formula::Kind::number, value, "", {}}; }
Formula make_symbol(std::string name) { return {Formula::Kind::symbol, 0, std::move(name), {}}; }
Formula make_function(std::string name, std::vector<Formula> arguments) {
  return {Formula::Kind::function, 0, std::move(name), std::move(arguments)};
}

bool is_function(const Formula& formula, const std::string& name) {
  return formula.kind == Formula::Kind::function && formula.name == name;
}

bool is_condition(const Formula& formula) {
  if (formula.kind == Formula::Kind::symbol)
    return formula.name == "True" || formula.name == "False";
  for (const char* name :
       {"Less", "LessEqual", "Greater", "GreaterEqual", "Equal", "NotEqual", "And", "Or", "Not"})
    if (is_function(formula, name)) return true;
  return false;
}

Formula to_forms(const Formula& raw) {
  if (raw.kind == Formula::Kind::number) return raw;
  if (raw.kind == Formula::Kind::symbol) {
    if (raw.name == "ContinuationPlaceholder") fail_unreadable("command", {{"given", "…"}});
    if (const FormulaFunction* bare = find_formula_function(raw.name))  // \min of nothing
      fail_unreadable("missing", {{"given", bare->sign}});
    return raw;
  }
  if (begins_with(raw.name, "Delimiter")) return bracket(raw);
  if (decoration(raw.name) != nullptr) return decorated(raw);
  const auto rewrite = rewrites().find(raw.name);
  return rewrite == rewrites().end() ? call(raw.name, forms_of(raw.arguments))
                                     : rewrite->second(raw);
}

}  // namespace relevance
