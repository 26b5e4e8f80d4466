#include "grade/agreement.hpp"

#include "base/error.hpp"
#include "grade/check_sides.hpp"

namespace relevance {
namespace {

constexpr size_t kCompared = 32;  // as many as an answer is compared at

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
    const Formula wrong = read_formula(task.wrong[k].formula);
    size_t agreeing = 0;
    for (const auto& sample : samples) try {
        const Eigen::MatrixXd value = evaluate(wrong, sample.symbols);
        agreeing += same_shape(value, sample.truth) &&
                    answer_distance(value, sample.truth) <= task.tolerance;
      } catch (const Error&) {  // shapes that do not fit agree nowhere
      }
    found.push_back({task.id, k, samples.empty() ? 0 : double(agreeing) / double(samples.size())});
  }
}

}  // namespace

std::vector<WrongAgreement> wrong_agreements(const Exercise& exercise) {
  std::vector<WrongAgreement> found;
  for (const auto& task : exercise.scenario.tasks) collect(exercise, task, found);
  return found;
}

}  // namespace relevance
