#pragma once
// How often known wrong answers agree with the truth: where they do, a student is told a
// half-truth.

#include "grade/grade.hpp"

namespace relevance {

struct WrongAgreement {
  std::string task;
  size_t known;  ///< index of the wrong answer
  double share;  ///< of the samples an answer is compared at, in [0, 1]
  /// A larger share is a mistake of the task's domain: 0.05 of an answer. A line of a derivation is
  /// wrong where any sample shows it (max(0, u) and u agree wherever u ≥ 0): there 0.05 must.
  double most;
};

/// For each known wrong answer of each task, blanks of proofs included.
std::vector<WrongAgreement> wrong_agreements(const Exercise& exercise);

}  // namespace relevance
