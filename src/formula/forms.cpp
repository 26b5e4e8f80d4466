#include "formula/forms.hpp"

#include <algorithm>
#include <map>

#include "formula/formula_error.hpp"
#include "formula/functions.hpp"
#include "formula/rewrites.hpp"

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

Formula sequence(const Formula& raw) {
  if (raw.arguments.empty()) fail_unreadable("empty");
  if (raw.arguments.size() > 1) fail_unreadable("leftover");
  return to_forms(raw.arguments[0]);
}

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

bool same_form(const Formula& a, const Formula& b) {
  if (is_function(a, "Group")) return same_form(a.arguments[0], b);
  if (is_function(b, "Group")) return same_form(a, b.arguments[0]);
  return a.kind == b.kind && a.number == b.number && a.name == b.name &&
         std::equal(a.arguments.begin(), a.arguments.end(), b.arguments.begin(), b.arguments.end(),
                    same_form);
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
