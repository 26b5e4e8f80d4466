#pragma once
// An empirical test of positive semi-definiteness, trial by trial.

#include "base/random.hpp"
#include "lab/key.hpp"
#include "series/convolution_kernel.hpp"

namespace relevance {

/// What a trial draws and what it looks at.
struct TrialQuestion {
  ConvolutionMode mode = ConvolutionMode::same;
  std::string distribution = "gaussian", coefficients = "uniform";
  bool renew = true;        ///< new series for each trial
  bool eigenvalue = false;  ///< the least eigenvalue in place of cᵀKc for one random c
  Index count = 10, length = 8;
  uint64_t seed = 1;
  Matrix<double> series = {};  ///< where they are not renewed, [length × count]
  Key key() const;
};

class KernelTrials {
 public:
  explicit KernelTrials(TrialQuestion question);
  const TrialQuestion& question() const { return question_; }

  /// One trial more.
  void step();
  Index done() const { return Index(values_.size()); }
  /// Of every trial: cᵀKc, or the least eigenvalue, over the largest |K_ij|.
  const std::vector<double>& values() const { return values_; }
  /// Below zero by more than rounding.
  static constexpr double kRounding = 1e-10;
  Index refuting() const { return refuting_; }
  /// The trial of the least value, there is one: what was drawn, or the eigenvalue's own direction.
  struct Worst {
    Index trial = 0;  ///< from 1
    double value = 0;
    Matrix<double> series;  ///< [length × count]
    Vector<double> c;       ///< [count]
  };
  const Worst& worst() const { return worst_; }

 private:
  TrialQuestion question_;
  Random random_;
  Matrix<double> gram_;  // where series stay
  std::vector<double> values_;
  Index refuting_ = 0;
  Worst worst_;
};

}  // namespace relevance
