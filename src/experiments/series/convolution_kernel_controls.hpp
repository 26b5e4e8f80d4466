#pragma once
// What the student sets: series, how they are convolved, and a test of that.

#include "experiments/series/kernel_trials.hpp"
#include "lab/frame.hpp"
#include "lab/inputs.hpp"

namespace relevance {

struct KernelControls {
  KernelControls();

  Choice distribution;
  Slider n, d;
  Whole seed;
  Numbers series, series2;  ///< of one's own, empty for none
  Choice mode;
  Choice checks_what, coefficients;
  Toggle renew;
  Whole trials;

  std::vector<Control> list() const;
  Idle idle(const Values& values) const;
  /// Sampled, the first ones replaced by those drawn, whose length is that of all: [length × n].
  /// Raises `shape-mismatch` where two were drawn of different lengths.
  Matrix<double> chosen_series(const Values& values) const;
  TrialQuestion question(const Values& values, const Matrix<double>& series_now) const;

 private:
  /// Those that were drawn.
  std::vector<Vector<double>> own_series_of(const Values& values) const;
};

}  // namespace relevance
