#include "formula/spellings.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <numbers>

#include "base/error.hpp"
#include "formula/forms.hpp"

namespace relevance {

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
std::string meant(const std::string& given, const std::set<std::string>& known) {
  std::vector<std::string> alike;
  for (const auto& name : known)
    if (given.size() > 3 || std::tolower(given[0]) == std::tolower(name[0])) alike.push_back(name);
  return nearest_name(given, alike);
}

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

std::string latex_of_name(const std::string& name) {
  static const std::set<std::string> greek = {
      "alpha", "beta",   "gamma", "delta", "epsilon", "varepsilon", "zeta",  "eta",   "theta",
      "kappa", "lambda", "mu",    "nu",    "xi",      "pi",         "rho",   "sigma", "tau",
      "phi",   "varphi", "chi",   "psi",   "omega",   "Gamma",      "Delta", "Theta", "Lambda",
      "Pi",    "Sigma",  "Phi",   "Psi",   "Omega",   "ell",        "nabla"};
  const std::string base = name.substr(0, name.find_first_of("_^("));
  std::string latex = greek.count(base) > 0 ? "\\" + base : base;
  if (base.size() != 1 && latex == base) return "";
  std::string rest = name.substr(base.size()), raised, call;
  if (const size_t bracket = rest.find('('); bracket != std::string::npos && rest[0] != '^') {
    call = rest.substr(bracket);
    rest = rest.substr(0, bracket);
  }
  for (const char* accent : {"tilde", "hat", "bar", "dot"})
    if (rest.rfind("_" + std::string(accent), 0) == 0) {
      latex = "\\" + std::string(accent) + "{" + latex + "}";
      rest = rest.substr(1 + std::string(accent).size());
    }
  for (const auto& [mark, sign] :
       {std::pair{"_star", "*"}, {"_prime", "\\prime"}, {"_dagger", "\\dagger"}})
    if (rest.rfind(mark, 0) == 0) {
      raised = sign;
      rest = rest.substr(std::string(mark).size());
    }
  if (!rest.empty() && rest[0] == '^') raised = rest.substr(1), rest.clear();
  if (!rest.empty()) latex += "_{" + rest.substr(1) + "}";
  return (raised.empty() ? latex : latex + "^{" + raised + "}") + call;
}

}  // namespace relevance
