#include "train/schedule.hpp"

#include <cmath>
#include <numbers>

namespace relevance {

double rate_factor(const Schedule& schedule, int64_t step, int64_t steps) {
  const double t = steps > 0 ? double(step) / double(steps) : 0.0;
  switch (schedule.kind) {
    case ScheduleKind::cosine:
      return schedule.final_factor +
             (1 - schedule.final_factor) * 0.5 * (1 + std::cos(std::numbers::pi * t));
    case ScheduleKind::step:
      return std::pow(schedule.step_factor, std::floor(double(schedule.step_count) * t));
    default:
      return 1.0;
  }
}

}  // namespace relevance
