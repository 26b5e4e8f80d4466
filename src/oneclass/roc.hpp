#pragma once
// How well a score separates: the receiver operating characteristic.

#include <vector>

#include "base/types.hpp"

namespace relevance {

/// From (0, 0) to (1, 1), a corner for every different score, largest scores first.
struct RocCurve {
  std::vector<double> false_positives, true_positives;  ///< shares, rising
  /// That a random positive scores above a random negative; ties count half.
  double area = 0;
};

/// `positive[i]`: whether score i belongs to what is looked for. Raises `shape-mismatch`,
/// `not-finite`, `no-answer` unless there are positives and negatives.
RocCurve roc_curve(const Vector<double>& scores, const std::vector<bool>& positive);

/// The share of positives found at that share of false alarms, between corners on a line.
double true_positives_at(const RocCurve& curve, double false_positives);

}  // namespace relevance
