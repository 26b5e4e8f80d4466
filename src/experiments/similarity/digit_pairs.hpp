#pragma once
// Pairs of digits worth seeing, as an exercise lists them: left, right, shift, left, right, shift …

#include "experiments/shared/digit_set.hpp"

namespace relevance {

class DigitPairs {
 public:
  /// Raises `shape-mismatch` unless they come in threes.
  explicit DigitPairs(std::vector<double> listed);
  /// Raises `out-of-range` for an image that is not in the set.
  void check(const DigitSet& digits) const;
  /// Both digits of each beside each other: a click sets `index`, `index2` and `shift`. Nothing
  /// where none is listed. `digits` must outlive the views.
  void add_to(Views& out, const DigitSet& digits) const;

 private:
  Index count() const { return Index(listed_.size()) / 3; }
  std::vector<Index> images() const;

  std::vector<double> listed_;
};

}  // namespace relevance
