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

/// `diverged` at that step, with a rate that works.
Error divergence(int step, double rate, double suggestion);

}  // namespace relevance
