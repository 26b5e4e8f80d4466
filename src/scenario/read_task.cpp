#include "scenario/read_task.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "formula/forms.hpp"

namespace relevance {
namespace {

class TaskReader {
 public:
  TaskReader(JsonReader& read, const Json& json, std::string pointer,
             const std::vector<std::string>& symbols)
      : read_(read), json_(json), at_(std::move(pointer)), symbols_(symbols) {}

  Task read() {
    read_.members(json_, at_,
                  {"id", "prompt", "kind", "quantity", "element", "at", "domain", "where",
                   "symbols", "tolerance", "options", "hints", "wrong", "tests"});
    task_.id = read_.word(json_, at_, "id");
    task_.prompt = read_.text(json_, at_, "prompt");
    task_.kind = kind();
    const bool choice = task_.kind == AnswerKind::choice;
    if (!choice) task_.quantity = read_.word(json_, at_, "quantity");
    if (has("element")) task_.element = read_.count(json_, at_, "element");
    if (has("at")) task_.at = read_.values(json_, at_, "at");
    if (has("tolerance")) task_.tolerance = read_.number(json_, at_, "tolerance");
    if (!(task_.tolerance > 0)) read_.fail(at_ + "/tolerance", "is not above 0");
    if (has("domain")) domain();
    if (has("where")) task_.where = formula(json_["where"], at_ + "/where", true);
    if (has("symbols")) allowed_symbols();
    if (choice || has("options")) options();
    if (has("hints"))
      read_.each(json_["hints"], at_ + "/hints", [&](const Json& json, const std::string& at) {
        task_.hints.push_back(read_.text(json, at));
      });
    if (has("wrong")) wrong();
    tests();
    check_fields_of_kind();
    check_tests();
    return std::move(task_);
  }

 private:
  bool has(const char* name) const { return json_.contains(name); }

  AnswerKind kind() {
    const std::vector<std::string> kinds = {"formula", "number", "choice", "construct"};
    const std::string given = read_.word(json_, at_, "kind");
    read_.one_of(given, at_ + "/kind", "kind of answer", kinds);
    return AnswerKind(std::find(kinds.begin(), kinds.end(), given) - kinds.begin());
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

  /// MathJSON over the scenario's symbols, as text.
  std::string formula(const Json& json, const std::string& pointer, bool condition) {
    try {
      const Formula formula = read_formula(json.dump());
      if (is_condition(formula) != condition)
        read_.fail(pointer, condition ? "is no condition, expected for example [\"Less\", …]"
                                      : "is a condition, expected a value");
      resolve_names(formula, {symbols_.begin(), symbols_.end()});
    } catch (const Error& error) {
      if (error.code == "bad-scenario") throw;
      read_.fail(pointer, "cannot be read as a formula: " + error.message);
    }
    return json.dump();
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
                 if (json.contains("right")) {
                   if (!json["right"].is_boolean())
                     read_.fail(at + "/right", "is not true or false");
                   option.right = json["right"];
                 }
                 if (json.contains("feedback")) option.feedback = read_.text(json, at, "feedback");
                 task_.options.push_back(std::move(option));
               });
    const bool any_right = std::any_of(task_.options.begin(), task_.options.end(),
                                       [](const AnswerOption& option) { return option.right; });
    if (!any_right) read_.fail(at_ + "/options", "has no option with \"right\": true");
  }

  void wrong() {
    read_.each(json_["wrong"], at_ + "/wrong", [&](const Json& json, const std::string& at) {
      read_.members(json, at, {"formula", "feedback"});
      const Json& given = read_.member(json, at, "formula");
      task_.wrong.push_back(
          {formula(given, at + "/formula", false), read_.text(json, at, "feedback")});
    });
  }

  void tests() {
    read_.each(
        read_.member(json_, at_, "tests"), at_ + "/tests",
        [&](const Json& json, const std::string& at) { task_.tests.push_back(test(json, at)); });
  }

  TaskTest test(const Json& json, const std::string& at) {
    read_.members(json, at, {"answer", "latex", "values", "status", "known"});
    TaskTest test;
    test.status = read_.word(json, at, "status");
    read_.one_of(test.status, at + "/status", "verdict", {"right", "wrong", "unreadable", "shape"});
    const bool construct = task_.kind == AnswerKind::construct;
    if (construct)
      test.values = read_.values(json, at, "values");
    else if (task_.kind == AnswerKind::choice)
      test.answer = read_.word(json, at, "answer");
    else
      test.answer = read_.member(json, at, "answer").dump();
    if (json.contains("latex")) test.latex = read_.lines(json, at, "latex");
    if (json.contains("known")) {
      test.known = read_.count(json, at, "known");
      if (test.known >= int(task_.wrong.size()))
        read_.fail(at + "/known", "is no index of \"wrong\", which has " +
                                      std::to_string(task_.wrong.size()) + " entries");
    }
    return test;
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
    only("element", {formula, number, construct});
    only("domain", {formula});
    only("where", {formula});
    only("symbols", {formula});
    only("wrong", {formula, number});
    if (task_.kind == formula && symbols_.empty())
      read_.fail(at_ + "/kind", "is formula, but the file declares no \"symbols\"");
  }

  void check_tests() {
    const std::string field = at_ + "/tests";
    std::set<std::string> right;
    std::set<int> known;
    bool any_wrong = false, unreadable = false;
    for (const auto& test : task_.tests) {
      if (test.status == "right") right.insert(test.answer);
      known.insert(test.known);
      unreadable = unreadable || test.status == "unreadable";
      any_wrong = any_wrong || test.status == "wrong";
    }
    if (right.empty()) read_.fail(field, "has no test with status right");
    for (size_t i = 0; i < task_.wrong.size(); ++i)
      if (known.count(int(i)) == 0)
        read_.fail(field, "has no test for the known wrong answer " + std::to_string(i) +
                              ", expected one with \"known\": " + std::to_string(i));
    if (task_.kind == AnswerKind::construct && !any_wrong)
      read_.fail(field, "has no test with status wrong");
    if (task_.kind != AnswerKind::formula) return;
    if (right.size() < 2)
      read_.fail(field, "has only one right answer, expected an equivalent form as well");
    if (!unreadable) read_.fail(field, "has no test with status unreadable");
  }

  JsonReader& read_;
  const Json& json_;
  const std::string at_;
  const std::vector<std::string>& symbols_;
  Task task_;
};

}  // namespace

Task read_task(JsonReader& read, const Json& json, const std::string& pointer,
               const std::vector<std::string>& symbols) {
  return TaskReader(read, json, pointer, symbols).read();
}

}  // namespace relevance
