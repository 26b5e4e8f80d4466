#include "grade/asked_name.hpp"

#include <algorithm>
#include <cctype>

#include "formula/forms.hpp"
#include "formula/spellings.hpp"

namespace relevance {
namespace {

bool begins_with(const std::string& text, const std::string& start) {
  return text.rfind(start, 0) == 0;
}
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)); }

/// The letter of a name: x of x_star, R of R_1, f of f(tx). "" where it is no letter.
std::string letter_of(const std::string& name) {
  const std::string letter = name.substr(0, name.find_first_of("_^(0123456789"));
  static const std::set<std::string> words = {"alpha", "beta",  "gamma", "lambda", "mu",   "eta",
                                              "sigma", "Sigma", "theta", "delta",  "Omega"};
  return letter.size() == 1 || words.count(letter) > 0 ? letter : "";
}
std::string digits_of(const std::string& name) {
  const auto from = std::find_if(name.begin(), name.end(), is_digit);
  return {from, std::find_if_not(from, name.end(), is_digit)};
}

}  // namespace

std::vector<std::string> names_of_quantity(const std::string& quantity) {
  std::vector<std::string> names{quantity};
  const std::string letter = letter_of(quantity);
  if (letter.empty()) return names;
  const std::string rest = quantity.substr(letter.size());
  if (!rest.empty() && is_digit(rest[0])) names.insert(names.begin(), letter + "_" + rest);
  if (rest.empty()) names.push_back(letter + "(x)");
  if (rest == "_x" || rest == "_tx") names.push_back(letter + "(" + rest.substr(1) + ")");
  return names;
}

int bound_direction(const Task& task) {
  return begins_with(task.quantity, "largest_")    ? 1
         : begins_with(task.quantity, "smallest_") ? -1
                                                   : 0;
}

std::vector<std::string> asked_names(const Scenario& scenario, const Task& task, Index columns) {
  const Index row = task.element / columns + 1, column = task.element % columns + 1;
  const std::string entry = std::to_string(row) + (columns > 1 ? std::to_string(column) : "");
  const std::string element = task.element < 0 ? "" : "_" + entry;
  std::vector<std::string> names;
  for (const auto& symbol : scenario.symbols) {
    const bool bounded =
        bound_direction(task) != 0 &&
        task.quantity == (bound_direction(task) > 0 ? "largest_" : "smallest_") + symbol.control;
    if (!task.quantity.empty() && (symbol.quantity == task.quantity || bounded))
      names.push_back(symbol.name + element);
  }
  for (const auto& name : names_of_quantity(task.quantity)) names.push_back(name + element);
  return names;
}

std::string written_as(const Formula& side) {
  if (is_function(side, "Group")) return written_as(side.arguments[0]);
  if (side.kind == Formula::Kind::symbol) return side.name;
  const bool call = is_function(side, "InvisibleOperator") && side.arguments.size() == 2 &&
                    side.arguments[0].kind == Formula::Kind::symbol &&
                    is_function(side.arguments[1], "Group");
  const std::string inside = call ? spelled(side.arguments[1]) : "";
  return inside.empty() ? "" : side.arguments[0].name + "(" + inside + ")";
}

bool may_name(const std::vector<std::string>& asked, const Formula& side) {
  const bool hangs = is_function(side, "At") || is_function(side, "Power");
  if (is_function(side, "Power") && side.arguments[1].kind == Formula::Kind::number) return false;
  const std::string name = hangs ? written_as(side.arguments[0]) : written_as(side);
  if (name.empty()) return false;
  const auto telling = std::find_if(asked.begin(), asked.end(),
                                    [](const std::string& one) { return !letter_of(one).empty(); });
  if (telling == asked.end()) return true;
  const std::string given = digits_of(name), wanted = digits_of(*telling);
  return letter_of(name) == letter_of(*telling) &&
         (given.empty() || wanted.empty() || given == wanted);
}

}  // namespace relevance
