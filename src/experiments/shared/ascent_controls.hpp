#pragma once
// How an ascent climbs, shared by all experiments that have one.

#include "base/error.hpp"
#include "lab/inputs.hpp"
#include "prototype/ascent.hpp"

namespace relevance {

struct AscentControls {
  explicit AscentControls(double initial_rate, const char* initial_method = "gradient");
  Choice method;
  Slider rate;
  Toggle line_search;

  std::vector<Control> list() const { return {method, rate, line_search}; }
  AscentOptions options(const Values& values) const;
};

/// Why an ascent is not at its end: it is on the way, or was stopped on its way down.
inline const Text kUnderWay{"The ascent is still under way.", "Der Aufstieg ist noch unterwegs."};
inline const Text kRunsAway{"The steps overshoot: x runs away.",
                            "Die Schritte schießen über das Ziel hinaus: x läuft davon."};

/// `diverged` at that step, with a rate that works.
Error divergence(int step, double rate, double suggestion);

}  // namespace relevance
