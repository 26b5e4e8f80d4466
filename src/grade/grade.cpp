#include "grade/grade.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "grade/feedback.hpp"
#include "grade/judge_formula.hpp"
#include "grade/judge_proof.hpp"
#include "grade/sampler.hpp"

namespace relevance {
namespace {

Verdict grade_choice(const Task& task, const std::string& answer) {
  std::vector<std::string> values;
  for (const auto& option : task.options) values.push_back(option.value);
  check_name("task \"" + task.id + "\"", "option", answer, values);
  const size_t k = size_t(std::find(values.begin(), values.end(), answer) - values.begin());
  const AnswerOption& option = task.options[k];
  return {option.right ? VerdictStatus::right : VerdictStatus::wrong,
          option.feedback.en.empty() ? choice_feedback(option.right) : option.feedback};
}

Verdict grade_construct(const Exercise& exercise, const Task& task, const Values& values) {
  Values state = values;
  state.insert(task.at.begin(), task.at.end());
  const GoOn always;
  const auto sample = Sampler(exercise, task, always).measure(state);
  if (!sample) return {VerdictStatus::unreadable, nothing_to_check_feedback()};
  const double miss = sample->truth.size() == 0 ? 0 : sample->truth.cwiseAbs().maxCoeff();
  const bool right = miss <= task.tolerance;
  return {right ? VerdictStatus::right : VerdictStatus::wrong,
          construct_feedback(miss, task.tolerance)};
}

}  // namespace

std::string to_string(VerdictStatus status) {
  const char* names[] = {"right", "wrong", "unreadable", "shape", "unfinished", "recorded"};
  return names[int(status)];
}

void check_go_on(const GoOn& go_on) {
  if (go_on && !go_on()) throw Error("cancelled", "grade: cancelled");
}

Verdict grade(const Exercise& exercise, const std::string& id, const std::string& answer,
              const Values& values, const GoOn& go_on) {
  const std::vector<Task>& tasks = exercise.scenario.tasks;
  std::vector<std::string> ids;
  for (const auto& task : tasks) ids.push_back(task.id);
  check_name("grade", "task", id, ids);
  const Task& task = tasks[size_t(std::find(ids.begin(), ids.end(), id) - ids.begin())];
  if (task.ungraded) return {VerdictStatus::recorded};
  Verdict verdict = grade_task(exercise, task, answer, values, go_on);
  if (verdict.status == VerdictStatus::right && !task.why.en.empty()) {
    verdict.feedback.en += "\n\n" + task.why.en;
    verdict.feedback.de += "\n\n" + task.why.de;
  }
  return verdict;
}

Verdict grade_task(const Exercise& exercise, const Task& task, const std::string& answer,
                   const Values& values, const GoOn& go_on) {
  check_go_on(go_on);
  switch (task.kind) {
    case AnswerKind::choice:
      return grade_choice(task, answer);
    case AnswerKind::construct:
      return grade_construct(exercise, task, values);
    case AnswerKind::derivation:
      return grade_derivation(exercise, task, answer, go_on);
    case AnswerKind::order:
      return grade_order(task, answer);
    case AnswerKind::fill:
      return grade_fill(exercise, task, answer, go_on);
    default:
      return grade_formula(exercise, task, answer, go_on);
  }
}

}  // namespace relevance
