#include "experiments/anomalies/trained_digits.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

#include "base/error.hpp"

namespace relevance {
namespace {

constexpr Index kDigitsAtOnce = 8;  // test digits between two looks at the clock
constexpr double kTraining = 0.6;   // of the bar

}  // namespace

TrainedDigits::TrainedDigits(const DigitsQuestion& question, const DigitSet& training,
                             const DigitSet& tests)
    : question_(question), tests_(tests) {
  for (Index i = 0; i < training.count() && Index(learned_.size()) < question.count; ++i)
    if (question.digit < 0 || training.label(i) == question.digit) learned_.push_back(i);
  if (learned_.empty())
    throw Error("no-answer",
                "there is no training digit of class " + std::to_string(question.digit),
                {{"control", "class"}, {"given", std::to_string(question.digit)}});
  Matrix<double> points(training.framed().rows(), Index(learned_.size()));
  for (Index i = 0; i < points.cols(); ++i)
    points.col(i) = training.framed().col(learned_[size_t(i)]).cast<double>();
  mean_ = points.rowwise().mean();
  scores_.resize(tests.count());
  from_mean_.resize(tests.count());
  fit_.emplace(question.model, std::move(points));
}

double TrainedDigits::progress() const {
  if (!trained()) return kTraining * fit_->progress();
  return kTraining + (1 - kTraining) * double(seen_) / double(tests_.count());
}

void TrainedDigits::take_model() {
  model_ = fit_->model();
  fit_.reset();
  if (model_->is_k_means()) return;
  for (size_t i = 0; i < learned_.size(); ++i)
    if (!model_->svm() || model_->svm()->alpha[Index(i)] > 0) support_.push_back(learned_[i]);
}

void TrainedDigits::advance(double budget_ms) {
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  const auto left = [&] {
    return budget_ms - std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
  };
  if (!trained()) {
    fit_->advance(budget_ms);
    if (fit_->done()) take_model();
  }
  while (trained() && !done() && left() > 0) {
    const Index n = std::min(kDigitsAtOnce, tests_.count() - seen_);
    some_ = tests_.framed().middleCols(seen_, n).cast<double>();
    scores_.segment(seen_, n) = model_->outlierness(some_);
    for (Index i = 0; i < n; ++i) from_mean_[seen_ + i] = (some_.col(i) - mean_).squaredNorm();
    seen_ += n;
    if (done()) rank();
  }
}

bool TrainedDigits::inside(Index test) const {
  return question_.digit < 0 || tests_.label(test) == question_.digit;
}

void TrainedDigits::rank() {
  ranked_.resize(size_t(tests_.count()));
  std::iota(ranked_.begin(), ranked_.end(), Index(0));
  std::stable_sort(ranked_.begin(), ranked_.end(),
                   [&](Index a, Index b) { return scores_[a] < scores_[b]; });
  if (question_.digit < 0) return;
  std::vector<bool> outside;
  for (Index i = 0; i < tests_.count(); ++i) outside.push_back(!inside(i));
  roc_ = roc_curve(scores_, outside);
  roc_of_mean_ = roc_curve(from_mean_, outside);
}

double TrainedDigits::more_anomalous_than_others(Index test) const {
  double others = 0, smaller = 0;
  for (Index i = 0; i < tests_.count(); ++i) {
    if (inside(i)) continue;
    others += 1;
    smaller += scores_[i] < scores_[test];
  }
  return others > 0 ? smaller / others : 0;
}

}  // namespace relevance
