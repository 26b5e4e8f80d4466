#pragma once
// The choice of a propagation rule and its sliders, shared by all experiments that have one.

#include "explain/composite.hpp"
#include "lab/frame.hpp"

namespace relevance {

/// A rule's name as people read it.
Option rule_option(const std::string& name);

/// A slider of the section "parameters".
Control parameter_slider(std::string name, Text label, double initial, double low, double high,
                         double step, Text help = {});
/// The slider `epsilon`, logarithmic up to `high`.
Control epsilon_slider(double high);

/// The rule with the parameters it reads, from `epsilon`, `gamma`, `alpha` (β = α − 1), `high`
/// and, where there is such a control, `low` (else 0).
RuleSpec rule_from_sliders(const std::string& rule, const Values& values);

/// Controls `rule`, `epsilon`, `gamma`, `alpha` and, for z-box, `high` (low is 0).
std::vector<Control> rule_controls(const std::string& initial_rule);

/// That rule everywhere; for z-box on the first layer, with epsilon above it.
Composite composite_of(const Values& values);

/// The sliders that the chosen rule does not read.
std::vector<ControlState> idle_rule_controls(const Values& values);

}  // namespace relevance
