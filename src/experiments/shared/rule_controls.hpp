#pragma once
// The choice of a propagation rule and a slider for each of its parameters, from the table of
// rules: shared by all experiments that have one.

#include "explain/composite.hpp"
#include "lab/frame.hpp"
#include "lab/inputs.hpp"
#include "lab/key.hpp"

namespace relevance {

/// A rule's name as people read it.
Option rule_option(const std::string& name);

/// The slider of a parameter as the table has it; of alpha, with β = α − 1.
Control rule_slider(const std::string& parameter);
/// The same over another range, for bounds in the units of the inputs.
Control rule_slider(const std::string& parameter, double initial, double low, double high,
                    double step);

/// All that a rule depends on.
Key rule_key(const RuleSpec& spec);

/// Sliders for the parameters of rules.
struct RuleSliders {
  std::vector<Control> list;

  /// The rule with the parameters it is about; `beta` is alpha − 1, `low` 0 where it has no slider.
  RuleSpec spec(const std::string& rule, const Values& values) const;
  /// The sliders that none of these rules reads.
  Idle idle(const Strings& rules) const;
};

/// One rule everywhere; z-box on the first layer, with epsilon above it.
struct OneRule {
  explicit OneRule(const std::string& initial);
  Choice rule;
  RuleSliders sliders;

  std::vector<Control> controls() const;
  Composite composite(const Values& values) const;
  Idle idle(const Values& values) const { return sliders.idle({rule(values)}); }
};

}  // namespace relevance
