#include "scenario/read_exercise.hpp"

#include <set>

#include "scenario/read_task.hpp"

namespace relevance {

std::vector<Symbol> read_symbols(JsonReader& read, const Json& list) {
  std::vector<Symbol> symbols;
  std::set<std::string> seen;
  read.each(list, "/symbols", [&](const Json& json, const std::string& at) {
    read.members(json, at, {"name", "latex", "control", "quantity", "meaning"});
    Symbol symbol;
    symbol.name = read.word(json, at, "name");
    if (!seen.insert(symbol.name).second) read.fail(at + "/name", "is declared twice");
    symbol.latex = json.contains("latex") ? read.word(json, at, "latex") : symbol.name;
    if (json.contains("control") == json.contains("quantity"))
      read.fail(at, "has neither or both of \"control\" and \"quantity\", expected one of them");
    if (json.contains("control"))
      symbol.control = read.word(json, at, "control");
    else
      symbol.quantity = read.word(json, at, "quantity");
    if (json.contains("meaning")) symbol.meaning = read.text(json, at, "meaning");
    symbols.push_back(std::move(symbol));
  });
  return symbols;
}

std::vector<Task> read_tasks(JsonReader& read, const Json& list, const std::vector<Symbol>& symbols,
                             bool student) {
  std::vector<Task> tasks;
  std::set<std::string> seen;
  std::vector<std::string> names;
  for (const auto& symbol : symbols) names.push_back(symbol.name);
  read.each(list, "/tasks", [&](const Json& json, const std::string& at) {
    tasks.push_back(read_task(read, json, at, names, !student));
    if (!seen.insert(tasks.back().id).second)
      read.fail(at + "/id", "is the id of an earlier task, expected another");
  });
  return tasks;
}

std::vector<SolutionStep> read_solution(JsonReader& read, const Json& list) {
  std::vector<SolutionStep> steps;
  read.each(list, "/solution", [&](const Json& json, const std::string& at) {
    read.members(json, at, {"text", "formula", "numbers", "at"});
    SolutionStep step;
    step.text = read.text(json, at, "text");
    if (json.contains("formula")) step.formula = read.lines(json, at, "formula");
    if (json.contains("numbers")) step.numbers = read.lines(json, at, "numbers");
    if (json.contains("at")) step.at = read.values(json, at, "at");
    steps.push_back(std::move(step));
  });
  return steps;
}

}  // namespace relevance
