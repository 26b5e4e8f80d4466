#include "grade/judge_proof.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "grade/proof_feedback.hpp"
#include "grade/read_proof_answer.hpp"

namespace relevance {
namespace {

Verdict at_line(size_t line, VerdictStatus status, Text feedback) {
  Verdict verdict{status, std::move(feedback)};
  verdict.line = int(line);
  return verdict;
}

const ProofStep& step_of(const Task& task, const std::string& id) {
  std::vector<std::string> ids;
  for (const auto& step : task.steps) ids.push_back(step.id);
  check_name("task \"" + task.id + "\"", "step", id, ids);
  return task.steps[size_t(std::find(ids.begin(), ids.end(), id) - ids.begin())];
}

}  // namespace

Verdict grade_order(const Task& task, const std::string& answer) {
  const std::vector<std::string> given = read_answer_words(answer);
  std::set<std::string> stands;
  for (size_t i = 0; i < given.size(); ++i) {
    const ProofStep& step = step_of(task, given[i]);
    if (!step.right) return at_line(i, VerdictStatus::wrong, step.feedback);
    for (const auto& before : step.after)
      if (stands.count(before) == 0)
        return at_line(i, VerdictStatus::wrong,
                       step_too_early_feedback(step_of(task, before).text));
    if (!stands.insert(step.id).second)
      return at_line(i, VerdictStatus::wrong, step_twice_feedback());
  }
  const auto needed = std::count_if(task.steps.begin(), task.steps.end(),
                                    [](const ProofStep& step) { return step.right; });
  if (stands.size() < size_t(needed))
    return {VerdictStatus::unfinished, steps_missing_feedback(size_t(needed) - stands.size())};
  return {VerdictStatus::right, proof_right_feedback()};
}

Verdict grade_fill(const Exercise& exercise, const Task& task, const std::string& answer,
                   const GoOn& go_on) {
  const std::map<std::string, AnswerBlank> given = read_answer_blanks(answer);
  Verdict all;
  size_t right = 0;
  bool missing = false, wrong = false;
  for (const Task& blank : task.blanks) {
    const auto found = given.find(blank.id);
    if (found == given.end()) {
      missing = true;
      all.parts.push_back({VerdictStatus::unfinished});
      continue;
    }
    const bool choice = blank.kind == AnswerKind::choice;
    all.parts.push_back(grade_task(exercise, blank,
                                   choice ? found->second.word : found->second.formula, {}, go_on));
    const bool holds = all.parts.back().status == VerdictStatus::right;
    right += holds;
    if (!holds && all.line < 0) all.line = int(all.parts.size()) - 1;
    wrong = wrong || !holds;
  }
  all.status = wrong     ? VerdictStatus::wrong
               : missing ? VerdictStatus::unfinished
                         : VerdictStatus::right;
  all.feedback = blanks_feedback(right, task.blanks.size());
  return all;
}

}  // namespace relevance
