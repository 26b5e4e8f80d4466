#pragma once
// How the learning rate falls while training.

#include <cstdint>

namespace relevance {

enum class ScheduleKind { constant, cosine, step };

struct Schedule {
  ScheduleKind kind = ScheduleKind::constant;
  double final_factor = 0.0;  ///< of cosine: the last rate, as a fraction of the first
  double step_factor = 0.1;   ///< of step: what each fall multiplies the rate by
  int64_t step_count = 3;     ///< of step: into how many equal parts the training falls
};

/// Factor of the learning rate at step `step` of `steps`, dimensionless:
/// cosine  f + (1−f)(1 + cos(π step/steps))/2 (Loshchilov and Hutter 2017, without restarts),
/// step    step_factor^⌊step_count · step/steps⌋.
double rate_factor(const Schedule& schedule, int64_t step, int64_t steps);

}  // namespace relevance
