#pragma once
// The choice of one propagation rule and its sliders, shared by experiments on small networks.

#include "explain/composite.hpp"
#include "lab/frame.hpp"

namespace relevance {

/// Controls `rule`, `epsilon`, `gamma`, `alpha` and, for z-box, `high` (low is 0).
std::vector<Control> rule_controls(const std::string& initial_rule);

/// That rule everywhere; for z-box on the first layer, with epsilon above it.
Composite composite_of(const Values& values);

/// The sliders that the chosen rule does not read.
std::vector<ControlState> idle_rule_controls(const Values& values);

}  // namespace relevance
