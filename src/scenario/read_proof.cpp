#include "scenario/read_proof.hpp"

#include <algorithm>
#include <set>

namespace relevance {
namespace {

/// A list whose members have an id each, all of them different.
template <class F>
void each_named(JsonReader& read, const Json& list, const std::string& pointer, const char* id,
                F visit) {
  std::set<std::string> seen;
  read.each(list, pointer, [&](const Json& json, const std::string& at) {
    read.object(json, at);
    const std::string name = read.word(json, at, id);
    if (!seen.insert(name).second) read.fail(at + "/" + id, "is given twice, expected another");
    visit(json, at, name);
  });
}

Shape read_shape(JsonReader& read, const Json& json, const std::string& at) {
  Shape shape;
  read.each(json, at, [&](const Json& extent, const std::string& where) {
    if (!extent.is_number_integer() || extent < 1 || extent > 8)
      read.fail(where, "is no extent, expected a whole number from 1 to 8");
    shape.push_back(extent.get<Index>());
  });
  if (shape.size() > 2) read.fail(at, "has more than two axes");
  return shape;
}

std::vector<Reason> read_reasons(JsonReader& read, const Json& list, const std::string& pointer) {
  std::vector<Reason> reasons;
  each_named(read, list, pointer, "value",
             [&](const Json& json, const std::string& at, const std::string& value) {
               read.members(json, at, {"value", "label", "right", "needed", "feedback"});
               Reason reason{value, read.text(json, at, "label")};
               reason.right = read_flag(read, json, at, "right", true);
               reason.needed = read_flag(read, json, at, "needed", false);
               if (json.contains("feedback")) reason.feedback = read.text(json, at, "feedback");
               if (!reason.right && reason.feedback.en.empty())
                 read.fail(at, "is not right, expected \"feedback\" that says why");
               reasons.push_back(std::move(reason));
             });
  return reasons;
}

void read_goal(JsonReader& read, const Json& goal, const std::string& at, const Names& names,
               Derivation& derivation) {
  read.members(goal, at, {"text", "without", "sums", "in_front", "solved_for", "end"});
  derivation.goal = read.text(goal, at, "text");
  if (goal.contains("without")) derivation.without = read.words(goal, at, "without");
  if (goal.contains("sums")) derivation.sums = read.count(goal, at, "sums");
  if (goal.contains("in_front")) {
    derivation.in_front = read.word(goal, at, "in_front");
    read.one_of(derivation.in_front, at + "/in_front", "name", names);
  }
  if (goal.contains("end"))
    derivation.end = read_formula_field(read, goal["end"], at + "/end", names, FormulaSort::value);
  if (!goal.contains("solved_for")) return;
  derivation.solved_for = read.word(goal, at, "solved_for");
  Names unknowns;
  for (const auto& unknown : derivation.unknowns) unknowns.push_back(unknown.name);
  read.one_of(derivation.solved_for, at + "/solved_for", "unknown", unknowns);
}

}  // namespace

std::vector<FreeSymbol> read_free_symbols(JsonReader& read, const Json& list,
                                          const std::string& pointer) {
  std::vector<FreeSymbol> symbols;
  each_named(read, list, pointer, "name",
             [&](const Json& json, const std::string& at, const std::string& name) {
               read.members(json, at, {"name", "latex", "meaning", "shape", "range"});
               FreeSymbol symbol{name,
                                 json.contains("latex") ? read.word(json, at, "latex") : name,
                                 read.text(json, at, "meaning"),
                                 {}};
               if (json.contains("shape"))
                 symbol.shape = read_shape(read, json["shape"], at + "/shape");
               if (json.contains("range")) {
                 const Json& range = json["range"];
                 const bool pair = range.is_array() && range.size() == 2 && range[0].is_number() &&
                                   range[1].is_number() && range[0] < range[1];
                 if (!pair) read.fail(at + "/range", "is no range, expected [low, high]");
                 symbol.low = range[0];
                 symbol.high = range[1];
               }
               symbols.push_back(std::move(symbol));
             });
  return symbols;
}

std::vector<Unknown> read_unknowns(JsonReader& read, const Json& list, const std::string& pointer) {
  std::vector<Unknown> unknowns;
  each_named(
      read, list, pointer, "name",
      [&](const Json& json, const std::string& at, const std::string& name) {
        read.members(json, at, {"name", "latex", "meaning", "quantity"});
        unknowns.push_back({name, json.contains("latex") ? read.word(json, at, "latex") : name,
                            read.text(json, at, "meaning"), read.word(json, at, "quantity")});
      });
  return unknowns;
}

void read_derivation(JsonReader& read, const Json& task, const std::string& pointer,
                     const Names& names, Derivation& derivation) {
  const bool statements = !derivation.unknowns.empty();
  const Json& start = read.member(task, pointer, "start");
  const std::string at = pointer + "/start";
  read.members(start, at, {"latex", "formula"});
  derivation.start_latex = read.lines(start, at, "latex");
  if (start.contains("formula"))
    derivation.start = read_formula_field(read, start["formula"], at + "/formula", names,
                                          statements ? FormulaSort::condition : FormulaSort::value);
  else if (!statements)
    read.member(start, at, "formula");
  const Names possible =
      statements ? Names{"Equivalent", "Implies"} : Names{"Equal", "LessEqual", "GreaterEqual"};
  derivation.relations = {possible[0]};
  if (task.contains("relations")) derivation.relations = read.words(task, pointer, "relations");
  for (const auto& relation : derivation.relations)
    read.one_of(relation, pointer + "/relations", "relation of such lines", possible);
  if (derivation.relations.empty()) read.fail(pointer + "/relations", "is empty");
  if (task.contains("reasons"))
    derivation.reasons = read_reasons(read, task["reasons"], pointer + "/reasons");
  read_goal(read, read.member(task, pointer, "goal"), pointer + "/goal", names, derivation);
}

std::vector<ProofStep> read_steps(JsonReader& read, const Json& list, const std::string& pointer) {
  std::vector<ProofStep> steps;
  Names right;
  each_named(read, list, pointer, "id",
             [&](const Json& json, const std::string& at, const std::string& id) {
               read.members(json, at, {"id", "text", "after", "right", "feedback"});
               ProofStep step{id, read.text(json, at, "text"), {}};
               step.right = read_flag(read, json, at, "right", true);
               if (json.contains("feedback")) step.feedback = read.text(json, at, "feedback");
               if (!step.right && step.feedback.en.empty())
                 read.fail(at, "is not right, expected \"feedback\" that says why");
               if (json.contains("after")) step.after = read.words(json, at, "after");
               for (const auto& before : step.after)  // only earlier ones: so no circle
                 read.one_of(before, at + "/after", "right step above it", right);
               if (step.right) right.push_back(id);
               steps.push_back(std::move(step));
             });
  if (right.size() < 2) read.fail(pointer, "has fewer than two right steps");
  return steps;
}

std::vector<ProofPart> read_parts(JsonReader& read, const Json& list, const std::string& pointer,
                                  const Names& blanks) {
  std::vector<ProofPart> parts;
  std::set<std::string> seen;
  read.each(list, pointer, [&](const Json& json, const std::string& at) {
    read.object(json, at);
    if (!json.contains("blank")) {
      parts.push_back({read.text(json, at)});
      return;
    }
    read.members(json, at, {"blank"});
    const std::string id = read.word(json, at, "blank");
    read.one_of(id, at + "/blank", "blank", blanks);
    if (!seen.insert(id).second) read.fail(at + "/blank", "stands here twice");
    parts.push_back({{}, int(std::find(blanks.begin(), blanks.end(), id) - blanks.begin())});
  });
  if (seen.size() != blanks.size()) read.fail(pointer, "does not hold every blank");
  return parts;
}

}  // namespace relevance
