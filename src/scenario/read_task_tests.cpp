#include "scenario/read_task_tests.hpp"

#include <set>

namespace relevance {
namespace {

TaskTest read_test(JsonReader& read, const Json& json, const std::string& at, const Task& task) {
  read.members(json, at, {"answer", "latex", "values", "status", "known", "line"});
  TaskTest test;
  test.status = read.word(json, at, "status");
  read.one_of(test.status, at + "/status", "verdict",
              {"right", "wrong", "unreadable", "shape", "unfinished"});
  const bool construct = task.kind == AnswerKind::construct;
  if (construct)
    test.values = read.values(json, at, "values");
  else if (task.kind == AnswerKind::choice)
    test.answer = read.word(json, at, "answer");
  else
    test.answer = read.member(json, at, "answer").dump();
  if (json.contains("latex"))  // of a proof with blanks: for each of them
    test.latex = json["latex"].is_object() ? json["latex"].dump() : read.lines(json, at, "latex");
  if (json.contains("line")) test.line = read.count(json, at, "line");
  if (json.contains("known")) {
    test.known = read.count(json, at, "known");
    if (test.known >= int(task.wrong.size()))
      read.fail(at + "/known", "is no index of \"wrong\", which has " +
                                   std::to_string(task.wrong.size()) + " entries");
  }
  return test;
}

void check_tests(JsonReader& read, const std::string& at, const Task& task) {
  const std::string field = at + "/tests";
  std::set<std::string> right;
  std::set<int> known;
  bool any_wrong = false, unreadable = false;
  for (const auto& test : task.tests) {
    if (test.status == "right") right.insert(test.answer);
    known.insert(test.known);
    unreadable = unreadable || test.status == "unreadable";
    any_wrong = any_wrong || test.status == "wrong";
  }
  if (right.empty()) read.fail(field, "has no test with status right");
  for (size_t i = 0; i < task.wrong.size(); ++i)
    if (known.count(int(i)) == 0)
      read.fail(field, "has no test for the known wrong answer " + std::to_string(i) +
                           ", expected one with \"known\": " + std::to_string(i));
  if (task.kind == AnswerKind::construct && !any_wrong)
    read.fail(field, "has no test with status wrong");
  if (task.kind != AnswerKind::formula && task.kind != AnswerKind::derivation) return;
  if (right.size() < 2)
    read.fail(field, "has only one right answer, expected an equivalent form as well");
  if (!unreadable) read.fail(field, "has no test with status unreadable");
}

/// Every line of the first right derivation is broken by some test.
void check_breaks(JsonReader& read, const Json& tests, const std::string& at, const Task& task) {
  size_t lines = 0;
  std::set<int> broken;
  for (size_t i = task.tests.size(); i-- > 0;) {
    if (task.tests[i].status == "right") lines = tests[i]["answer"].size();
    if (task.tests[i].status == "wrong" || task.tests[i].status == "shape")
      broken.insert(task.tests[i].line);
  }
  for (size_t line = 0; line < lines; ++line)
    if (broken.count(int(line)) == 0)
      read.fail(at + "/tests", "has no test that is wrong at \"line\": " + std::to_string(line));
}

}  // namespace

void read_task_tests(JsonReader& read, const Json& json, const std::string& pointer, Task& task) {
  read.each(read.member(json, pointer, "tests"), pointer + "/tests",
            [&](const Json& one, const std::string& at) {
              task.tests.push_back(read_test(read, one, at, task));
            });
  check_tests(read, pointer, task);
  if (task.kind == AnswerKind::derivation) check_breaks(read, json["tests"], pointer, task);
}

}  // namespace relevance
