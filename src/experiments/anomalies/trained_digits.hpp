#pragma once
// A model of some digits and all test digits ranked by it, in slices.

#include "experiments/anomalies/anomaly_model.hpp"
#include "experiments/shared/digit_set.hpp"
#include "oneclass/roc.hpp"

namespace relevance {

/// Which digits are learned, and how.
struct DigitsQuestion {
  int digit = 3;      ///< −1: all classes
  Index count = 200;  ///< of training digits, the first of the class
  AnomalyQuestion model;
  Key key() const { return key_of(digit, count) + model.key(); }
};

class TrainedDigits {
 public:
  /// `tests` must outlive this. Raises what the models raise, naming the control.
  TrainedDigits(const DigitsQuestion& question, const DigitSet& training, const DigitSet& tests);

  void advance(double budget_ms);
  bool trained() const { return model_.has_value(); }
  bool done() const { return trained() && seen_ == tests_.count(); }
  double progress() const;

  const DigitsQuestion& question() const { return question_; }
  /// The digits learned from: their places in the training set.
  const std::vector<Index>& learned() const { return learned_; }
  const Vector<double>& mean() const { return mean_; }
  const AnomalyModel& model() const { return *model_; }  ///< once trained
  /// Places in the training set of the model's support vectors; none for k-means.
  const std::vector<Index>& support() const { return support_; }

  // once done:
  const Vector<double>& scores() const { return scores_; }      ///< outlierness of the test digits
  const std::vector<Index>& ranked() const { return ranked_; }  ///< typical first
  bool inside(Index test) const;  ///< whether a test digit is of the class
  /// Against the distance to the mean; none where all classes are learned.
  const std::optional<RocCurve>& roc() const { return roc_; }
  const std::optional<RocCurve>& roc_of_mean() const { return roc_of_mean_; }
  /// The share of the other classes' test digits with a smaller score.
  double more_anomalous_than_others(Index test) const;

 private:
  void take_model();
  void rank();

  DigitsQuestion question_;
  const DigitSet& tests_;
  std::vector<Index> learned_, support_, ranked_;
  Vector<double> mean_, scores_, from_mean_;
  std::optional<AnomalyFit> fit_;
  std::optional<AnomalyModel> model_;
  std::optional<RocCurve> roc_, roc_of_mean_;
  Matrix<double> some_;
  Index seen_ = 0;
};

}  // namespace relevance
