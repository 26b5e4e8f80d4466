#include "scenario/read_task.hpp"

#include <algorithm>

#include "scenario/read_proof.hpp"
#include "scenario/read_task_tests.hpp"

namespace relevance {
namespace {

class TaskReader {
 public:
  TaskReader(JsonReader& read, const Json& json, std::string pointer, const Names& symbols,
             bool tested, const Task* parent = nullptr)
      : read_(read),
        json_(json),
        at_(std::move(pointer)),
        file_symbols_(symbols),
        symbols_(symbols),
        tested_(tested),
        parent_(parent) {}

  Task read() {
    read_.members(json_, at_,
                  {"id",      "prompt", "kind",    "quantity", "value",    "element",   "at",
                   "domain",  "where",  "symbols", "free",     "unknowns", "start",     "relations",
                   "reasons", "goal",   "steps",   "proof",    "blanks",   "tolerance", "options",
                   "hints",   "why",    "wrong",   "tests",    "ungraded"});
    task_.id = read_.word(json_, at_, "id");
    task_.kind = kind();
    task_.ungraded =
        parent_ != nullptr ? parent_->ungraded : read_flag(read_, json_, at_, "ungraded", false);
    if (parent_ == nullptr || has("prompt")) task_.prompt = read_.text(json_, at_, "prompt");
    names();
    if (has("quantity")) task_.quantity = read_.word(json_, at_, "quantity");
    if (has("value")) task_.value = formula(json_["value"], at_ + "/value", FormulaSort::value);
    if (has("element")) task_.element = read_.count(json_, at_, "element");
    if (has("at")) task_.at = read_.values(json_, at_, "at");
    if (has("tolerance")) task_.tolerance = read_.number(json_, at_, "tolerance");
    if (!(task_.tolerance > 0)) read_.fail(at_ + "/tolerance", "is not above 0");
    if (has("domain")) domain();
    if (has("where")) task_.where = formula(json_["where"], at_ + "/where", FormulaSort::condition);
    if (has("symbols")) allowed_symbols();
    if (task_.kind == AnswerKind::choice || has("options")) options();
    if (has("hints"))
      read_.each(json_["hints"], at_ + "/hints", [&](const Json& json, const std::string& at) {
        task_.hints.push_back(read_.text(json, at));
      });
    if (has("why")) {
      if (parent_ != nullptr) read_.fail(at_ + "/why", "belongs to the task, not to a blank");
      task_.why = read_.text(json_, at_, "why");
    }
    if (has("wrong")) wrong();
    proof();
    check_fields_of_kind();
    if (parent_ == nullptr && (has("tests") || (tested_ && !task_.ungraded)))
      read_task_tests(read_, json_, at_, task_);
    return std::move(task_);
  }

 private:
  bool has(const char* name) const { return json_.contains(name); }

  AnswerKind kind() {
    const std::vector<std::string>& kinds = answer_kind_names();
    const std::string given = read_.word(json_, at_, "kind");
    read_.one_of(given, at_ + "/kind", "kind of answer", kinds);
    return AnswerKind(std::find(kinds.begin(), kinds.end(), given) - kinds.begin());
  }

  /// Those of the file, and its own. A blank has all that its proof has.
  void names() {
    if (parent_ != nullptr) {
      task_.at = parent_->at;
      task_.domain = parent_->domain;
      task_.free = parent_->free;
      task_.symbols = parent_->symbols;
    }
    if (has("free")) task_.free = read_free_symbols(read_, json_["free"], at_ + "/free");
    if (has("unknowns"))
      task_.derivation.unknowns = read_unknowns(read_, json_["unknowns"], at_ + "/unknowns");
    for (const auto& symbol : task_.free) symbols_.push_back(symbol.name);
    for (const auto& symbol : task_.derivation.unknowns) symbols_.push_back(symbol.name);
  }

  void proof() {
    if (task_.kind == AnswerKind::derivation)
      read_derivation(read_, json_, at_, symbols_, task_.derivation);
    if (task_.kind == AnswerKind::order)
      task_.steps = read_steps(read_, read_.member(json_, at_, "steps"), at_ + "/steps");
    if (task_.kind != AnswerKind::fill) return;
    Names ids;
    read_.each(read_.member(json_, at_, "blanks"), at_ + "/blanks",
               [&](const Json& json, const std::string& at) {
                 task_.blanks.push_back(
                     TaskReader(read_, json, at, file_symbols_, tested_, &task_).read());
                 ids.push_back(task_.blanks.back().id);
               });
    task_.proof = read_parts(read_, read_.member(json_, at_, "proof"), at_ + "/proof", ids);
  }

  std::string formula(const Json& json, const std::string& pointer, FormulaSort sort) {
    return read_formula_field(read_, json, pointer, symbols_, sort);
  }

  void domain() {
    const Json& ranges = json_["domain"];
    read_.object(ranges, at_ + "/domain");
    for (const auto& [control, range] : ranges.items()) {
      const bool pair = range.is_array() && range.size() == 2 && range[0].is_number() &&
                        range[1].is_number() && range[0].get<double>() < range[1].get<double>();
      if (!pair) read_.fail(at_ + "/domain/" + control, "is no range, expected [low, high]");
      task_.domain.push_back({control, range[0].get<double>(), range[1].get<double>()});
    }
  }

  void allowed_symbols() {
    task_.symbols = read_.words(json_, at_, "symbols");
    for (size_t i = 0; i < task_.symbols.size(); ++i)
      read_.one_of(task_.symbols[i], at_ + "/symbols/" + std::to_string(i), "symbol of this file",
                   symbols_);
  }

  void options() {
    read_.each(read_.member(json_, at_, "options"), at_ + "/options",
               [&](const Json& json, const std::string& at) {
                 read_.members(json, at, {"value", "label", "right", "feedback"});
                 AnswerOption option{read_.word(json, at, "value"), read_.text(json, at, "label")};
                 for (const AnswerOption& earlier : task_.options)
                   if (earlier.value == option.value)
                     read_.fail(at + "/value", "is the value of an earlier option");
                 option.right = read_flag(read_, json, at, "right", false);
                 if (json.contains("feedback")) option.feedback = read_.text(json, at, "feedback");
                 task_.options.push_back(std::move(option));
               });
    const bool any_right = std::any_of(task_.options.begin(), task_.options.end(),
                                       [](const AnswerOption& option) { return option.right; });
    if (!any_right && !task_.ungraded)
      read_.fail(at_ + "/options", "has no option with \"right\": true");
  }

  void wrong() {
    const bool statements = !task_.derivation.unknowns.empty();
    const FormulaSort sort = statements ? FormulaSort::condition : FormulaSort::value;
    read_.each(json_["wrong"], at_ + "/wrong", [&](const Json& json, const std::string& at) {
      read_.members(json, at, {"formula", "feedback"});
      const Json& given = read_.member(json, at, "formula");
      task_.wrong.push_back(
          {formula(given, at + "/formula", sort), read_.text(json, at, "feedback")});
    });
  }

  /// What another kind of answer would read is a mistake, not a habit.
  void check_fields_of_kind() {
    const auto only = [&](const char* field, std::initializer_list<AnswerKind> kinds) {
      if (has(field) && std::find(kinds.begin(), kinds.end(), task_.kind) == kinds.end())
        read_.fail(at_ + "/" + field, "has no meaning for this kind of answer");
    };
    using enum AnswerKind;
    only("options", {choice});
    only("quantity", {formula, number, construct});
    only("value", {formula, number, construct});
    only("element", {formula, number, construct});
    only("domain", {formula, derivation, fill});
    only("where", {formula, derivation});
    only("symbols", {formula, derivation, fill});
    only("free", {formula, derivation, fill});
    for (const char* field : {"unknowns", "start", "relations", "reasons", "goal"})
      only(field, {derivation});
    only("steps", {order});
    only("proof", {fill});
    only("blanks", {fill});
    only("wrong", {formula, number, derivation});
    const bool compared = task_.kind <= number || task_.kind == construct;
    const bool asked = !task_.ungraded || has("quantity") || has("value");
    if (compared && asked && task_.quantity.empty() == task_.value.empty())
      read_.fail(at_, "has neither or both of \"quantity\" and \"value\", expected one of them");
    const bool is_proof = task_.kind >= derivation;
    if (parent_ != nullptr && (is_proof || task_.kind == construct))
      read_.fail(at_ + "/kind", "cannot be a blank, expected formula, number or choice");
    if (task_.kind == formula && symbols_.empty())
      read_.fail(at_ + "/kind", "is formula, but the file declares no \"symbols\"");
  }

  JsonReader& read_;
  const Json& json_;
  const std::string at_;
  const Names& file_symbols_;
  Names symbols_;  ///< and the task's own
  const bool tested_;
  const Task* parent_;
  Task task_;
};

}  // namespace

const std::vector<std::string>& answer_kind_names() {
  static const std::vector<std::string> names = {"formula",    "number", "choice", "construct",
                                                 "derivation", "order",  "fill"};
  return names;
}

Task read_task(JsonReader& read, const Json& json, const std::string& pointer,
               const std::vector<std::string>& symbols, bool tested) {
  return TaskReader(read, json, pointer, symbols, tested).read();
}

}  // namespace relevance
