#include "grade/agreement.hpp"

#include "base/error.hpp"
#include "grade/check_sides.hpp"
#include "grade/read_answer.hpp"
#include "grade/statement.hpp"

namespace relevance {
namespace {

constexpr size_t kCompared = 32;  // as many as an answer is compared at
constexpr double kSome = 0.05;

/// A line of a derivation agrees where it holds: with what is sought, or with the first line.
bool agrees(const Scenario& scenario, const Task& task, const Formula& wrong,
            const GradeSample& sample) {
  if (!task.derivation.unknowns.empty()) return is_true(wrong, sample.symbols, task.tolerance);
  const bool derived = task.kind == AnswerKind::derivation;
  const Eigen::MatrixXd truth =
      derived ? evaluate(file_formula(scenario, task, task.derivation.start), sample.symbols)
              : sample.truth;
  const Eigen::MatrixXd value = evaluate(wrong, sample.symbols);
  return same_shape(value, truth) && answer_distance(value, truth) <= task.tolerance;
}

void collect(const Exercise& exercise, const Task& task, std::vector<WrongAgreement>& found) {
  for (const auto& blank : task.blanks) collect(exercise, blank, found);
  if (task.wrong.empty()) return;
  const GoOn go_on;
  Sampler sampler(exercise, task, go_on);
  std::vector<GradeSample> samples;
  while (samples.size() < (sampler.varies() ? kCompared : 1)) {
    auto sample = sampler.next();
    if (!sample) break;
    samples.push_back(std::move(*sample));
  }
  for (size_t k = 0; k < task.wrong.size(); ++k) {
    const Formula wrong = file_formula(exercise.scenario, task, task.wrong[k].formula);
    size_t agreeing = 0;
    for (const auto& sample : samples) try {
        agreeing += agrees(exercise.scenario, task, wrong, sample);
      } catch (const Error&) {  // shapes that do not fit agree nowhere
      }
    found.push_back({task.id, k, samples.empty() ? 0 : double(agreeing) / double(samples.size()),
                     task.kind == AnswerKind::derivation ? 1 - kSome : kSome});
  }
}

}  // namespace

std::vector<WrongAgreement> wrong_agreements(const Exercise& exercise) {
  std::vector<WrongAgreement> found;
  for (const auto& task : exercise.scenario.tasks) collect(exercise, task, found);
  return found;
}

}  // namespace relevance
