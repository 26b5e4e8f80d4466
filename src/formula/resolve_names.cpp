// Which symbol a name stands for: the scenario's own table wins over every constant.

#include <algorithm>
#include <cctype>
#include <limits>
#include <numbers>

#include "formula/forms.hpp"
#include "formula/formula_error.hpp"

namespace relevance {
namespace {

using Names = std::set<std::string>;

bool is_digits(const std::string& text) {
  return !text.empty() && text.size() < 6 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

/// A name as it may stand in the table: \gamma is read as EulerGamma, \mathbf{x} as x_bold.
std::vector<std::string> spellings(const std::string& name) {
  static const std::map<std::string, std::vector<std::string>> others = {
      {"EulerGamma", {"gamma"}},
      {"ImaginaryUnit", {"i"}},
      {"ExponentialE", {"e"}},
      {"GoldenRatio", {"phi", "varphi"}},
      {"Pi", {"pi"}},
      {"Zeta", {"zeta"}},
      {"CatalanConstant", {"G"}},
      {"epsilonSymbol", {"epsilon", "varepsilon"}},
      {"epsilon", {"varepsilon", "epsilonSymbol"}},
      {"phi", {"varphi"}}};
  std::vector<std::string> all{name};
  if (const auto found = others.find(name); found != others.end())
    all.insert(all.end(), found->second.begin(), found->second.end());
  for (const char* style : {"_bold", "_upright", "_italic", "_calligraphic", "_doublestruck",
                            "_monospace", "_sansserif", "Symbol"}) {
    const size_t at = name.find(style);
    if (at != std::string::npos && at > 0)
      all.push_back(std::string(name).erase(at, std::string(style).size()));
  }
  return all;
}

const double* constant(const std::string& name) {
  static const std::map<std::string, double> constants = {
      {"Pi", std::numbers::pi},
      {"pi", std::numbers::pi},
      {"ExponentialE", std::numbers::e},
      {"e", std::numbers::e},
      {"PositiveInfinity", std::numeric_limits<double>::infinity()}};
  const auto found = constants.find(name);
  return found == constants.end() ? nullptr : &found->second;
}

/// The name that was probably meant: any is near a single letter, so the first one must agree.
std::string meant(const std::string& given, const Names& known) {
  std::vector<std::string> alike;
  for (const auto& name : known)
    if (given.size() > 3 || std::tolower(given[0]) == std::tolower(name[0])) alike.push_back(name);
  return nearest_name(given, alike);
}

/// "ij" with i and j bound → i, j; "3" → 3; empty where it is no index.
std::vector<Formula> indices_of(const std::string& text, const Names& bound) {
  if (is_digits(text)) return {make_number(std::stoi(text))};
  if (bound.count(text) > 0) return {make_symbol(text)};
  std::vector<Formula> indices;
  for (const char c : text) {
    const std::string one(1, c);
    if (bound.count(one) > 0)
      indices.push_back(make_symbol(one));
    else if (is_digits(one))
      indices.push_back(make_number(c - '0'));
    else
      return {};
  }
  return indices;
}

/// f(x) and f(tx) as they may stand in the table; "" for what is more than names.
std::string spelled(const Formula& formula) {
  if (formula.kind == Formula::Kind::symbol) return formula.name;
  if (formula.kind == Formula::Kind::number) return "";
  const bool product =
      is_function(formula, "InvisibleOperator") || is_function(formula, "Multiply");
  if (!product && !is_function(formula, "Group")) return "";
  std::string text;
  for (const auto& part : formula.arguments) {
    const std::string piece = spelled(part);
    if (piece.empty()) return "";
    text += piece;
  }
  return text;
}

class Resolver {
 public:
  explicit Resolver(const Names& known) : known_(known) {}

  Formula resolve(const Formula& formula) {
    if (formula.kind == Formula::Kind::number) return formula;
    if (formula.kind == Formula::Kind::symbol) return symbol(formula.name);
    if (formula.name == "Sum" || formula.name == "Product") return sum(formula);
    Formula resolved = make_function(formula.name, {});
    for (size_t i = 0; i < formula.arguments.size(); ++i) {
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

  /// The symbol that f(…) stands for: one of that spelling, or f itself where its argument is a
  /// name that the table leaves out. "" where it is a product.
  std::string called(const std::string& name, const Formula& bracket) const {
    if (!is_function(bracket, "Group")) return "";
    const std::string call = name + "(" + spelled(bracket) + ")";
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
    if (const size_t line = name.find('_'); line != std::string::npos && line > 0) {
      const std::string rest = name.substr(line + 1);
      for (const auto& base : spellings(name.substr(0, line))) {
        if (known_.count(base + "_" + rest) > 0) return make_symbol(base + "_" + rest);
        std::vector<Formula> indices = indices_of(rest, bound_);
        if (known_.count(base) == 0 || indices.empty()) continue;
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
      for (size_t k = 1; k < limits.arguments.size(); ++k)
        limits.arguments[k] = resolve(limits.arguments[k]);
      bound_.insert(limits.arguments[0].name);
      resolved.arguments.push_back(std::move(limits));
    }
    resolved.arguments[0] = resolve(resolved.arguments[0]);
    bound_ = outer;
    return resolved;
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

void collect(const Formula& formula, Names bound, Names& free) {
  if (formula.kind == Formula::Kind::symbol && !is_condition(formula)) {
    const size_t line = formula.name.find('_');
    const std::string rest = line == std::string::npos ? "" : formula.name.substr(line + 1);
    const bool entry = !rest.empty() && !is_digits(rest) && !indices_of(rest, bound).empty();
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
