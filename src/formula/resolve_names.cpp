// Which symbol a name stands for: the scenario's own table wins over every constant.

#include <algorithm>

#include "formula/forms.hpp"
#include "formula/formula_error.hpp"
#include "formula/spellings.hpp"

namespace relevance {
namespace {

using Names = std::set<std::string>;

bool is_digits(const std::string& text) {
  return !text.empty() && text.size() < 6 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

class Resolver {
 public:
  explicit Resolver(const Names& known) : known_(known) {}

  Formula resolve(const Formula& formula) {
    if (formula.kind == Formula::Kind::number) return formula;
    if (formula.kind == Formula::Kind::symbol) return symbol(formula.name);
    if (formula.name == "Sum" || formula.name == "Product") return sum(formula);
    Formula resolved = make_function(formula.name, {});
    const bool family =
        formula.name == "At" && is_family(formula.arguments[0].name, {make_symbol("i")});
    for (size_t i = 0; i < formula.arguments.size(); ++i) {
      if (family && i == 0 && known_.count(formula.arguments[0].name) == 0) {
        resolved.arguments.push_back(formula.arguments[0]);
        continue;
      }
      const Formula& part = formula.arguments[i];
      const bool may_call = formula.name == "InvisibleOperator" &&
                            part.kind == Formula::Kind::symbol && i + 1 < formula.arguments.size();
      const std::string call = may_call ? called(part.name, formula.arguments[i + 1]) : "";
      if (!call.empty()) ++i;
      resolved.arguments.push_back(call.empty() ? resolve(part) : make_symbol(call));
    }
    return resolved;
  }

 private:
  bool is_known(const std::string& name) const {
    for (const auto& spelling : spellings(name))
      if (bound_.count(spelling) > 0 || known_.count(spelling) > 0) return true;
    return false;
  }

  /// Whether a letter counts: bound by a sum, or given a number from outside.
  bool counts(const std::string& name) const {
    const bool letter = name.size() == 1 && name[0] >= 'i' && name[0] <= 'n';
    return bound_.count(name) > 0 || (letter && known_.count(name) > 0);
  }
  /// "ij" where i and j count → i, j; "3" → 3; empty where it is no index.
  std::vector<Formula> indices_of(const std::string& text) const {
    if (is_digits(text)) return {make_number(std::stoi(text))};
    if (counts(text)) return {make_symbol(text)};
    std::vector<Formula> indices;
    for (const char c : text) {
      const std::string one(1, c);
      if (counts(one))
        indices.push_back(make_symbol(one));
      else if (is_digits(one))
        indices.push_back(make_number(c - '0'));
      else
        return {};
    }
    return indices;
  }
  /// Whether a_1, a_2, … are known where a_i stands.
  bool is_family(const std::string& base, const std::vector<Formula>& indices) const {
    return indices.size() == 1 && indices[0].kind == Formula::Kind::symbol &&
           known_.count(base + "_1") > 0;
  }

  /// The symbol that f(…) stands for: one of that spelling, or f itself where its argument is a
  /// name that the table leaves out. "" where it is a product.
  std::string called(const std::string& name, const Formula& bracket) const {
    if (!is_function(bracket, "Group")) return "";
    std::string call = name + "(" + spelled(bracket) + ")";
    if (known_.count(call) > 0) return call;
    const Formula& argument = bracket.arguments[0];
    const bool left_out = argument.kind == Formula::Kind::symbol && !is_known(argument.name) &&
                          argument.name.find('_') == std::string::npos;
    return left_out && known_.count(name) > 0 && constant(argument.name) == nullptr ? name : "";
  }

  Formula symbol(const std::string& name) {
    if (name == "True" || name == "False") return make_symbol(name);
    for (const auto& spelling : spellings(name))
      if (bound_.count(spelling) > 0 || known_.count(spelling) > 0) return make_symbol(spelling);
    for (size_t line = name.rfind('_'); line != std::string::npos && line > 0;
         line = name.rfind('_', line - 1)) {
      const std::string rest = name.substr(line + 1);
      for (const auto& base : spellings(name.substr(0, line))) {
        if (known_.count(base + "_" + rest) > 0) return make_symbol(base + "_" + rest);
        std::vector<Formula> indices = indices_of(rest);
        if ((known_.count(base) == 0 && !is_family(base, indices)) || indices.empty()) continue;
        indices.insert(indices.begin(), make_symbol(base));
        return make_function("At", std::move(indices));
      }
    }
    if (const double* value = constant(name)) return make_number(*value);
    fail_unknown(name);
  }

  Formula sum(const Formula& formula) {
    const Names outer = bound_;
    Formula resolved = make_function(formula.name, {formula.arguments[0]});
    for (size_t i = 1; i < formula.arguments.size(); ++i) {
      Formula limits = formula.arguments[i];
      if (runs_to_the_end(limits)) limits.arguments.resize(1);
      for (size_t k = 1; k < limits.arguments.size(); ++k)
        limits.arguments[k] = resolve(limits.arguments[k]);
      bound_.insert(limits.arguments[0].name);
      resolved.arguments.push_back(std::move(limits));
    }
    resolved.arguments[0] = resolve(resolved.arguments[0]);
    bound_ = outer;
    return resolved;
  }

  /// i = 1 to d, where d is no name of the table.
  bool runs_to_the_end(const Formula& limits) const {
    if (limits.arguments.size() != 3) return false;
    const Formula &low = limits.arguments[1], &high = limits.arguments[2];
    return low.kind == Formula::Kind::number && low.number == 1 &&
           high.kind == Formula::Kind::symbol && high.name.size() == 1 && !is_known(high.name);
  }

  [[noreturn]] void fail_unknown(const std::string& name) {
    const std::string shown = spellings(name).size() > 1 ? spellings(name)[1] : name;
    std::string list;
    for (const auto& one : known_) list += (list.empty() ? "" : ", ") + one;
    fail_unreadable("symbol",
                    {{"given", shown}, {"expected", list}, {"nearest", meant(shown, known_)}});
  }

  const Names& known_;
  Names bound_;
};

/// Whether every letter of it is bound.
bool is_index(const std::string& text, const Names& bound) {
  return bound.count(text) > 0 || std::all_of(text.begin(), text.end(), [&](char c) {
           return bound.count(std::string(1, c)) > 0 || (c >= '0' && c <= '9');
         });
}

void collect(const Formula& formula, Names bound, Names& free) {
  if (formula.kind == Formula::Kind::symbol && !is_condition(formula)) {
    const size_t line = formula.name.rfind('_');
    const std::string rest = line == std::string::npos ? "" : formula.name.substr(line + 1);
    const bool entry = !rest.empty() && !is_digits(rest) && is_index(rest, bound);
    if (bound.count(formula.name) == 0)
      free.insert(entry ? formula.name.substr(0, line) : formula.name);
  }
  for (const auto& part : formula.arguments)
    if (is_function(part, "Limits")) bound.insert(part.arguments[0].name);
  for (const auto& part : formula.arguments) collect(part, bound, free);
}

}  // namespace

Formula resolve_names(const Formula& formula, const std::set<std::string>& known) {
  return Resolver(known).resolve(formula);
}

std::vector<std::string> free_symbols(const Formula& formula) {
  Names free;
  collect(formula, {}, free);
  return {free.begin(), free.end()};
}

}  // namespace relevance
