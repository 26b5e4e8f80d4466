#pragma once
// Rules for a whole network: a composite or one rule, their parameters, and exceptions by layer.

#include "experiments/shared/rule_controls.hpp"

namespace relevance {

struct CompositeControls {
  explicit CompositeControls(const Network<float>& network);

  Strings layers;  ///< nodes that a rule can be chosen for
  Choice composite, rule;
  RuleSliders sliders;
  Choice ties;
  LayerRules layer_rules;

  std::vector<Control> list() const;
  /// What is chosen; adds to `key` all that it depends on. Raises what make_composite, make_uniform
  /// and make_rule raise.
  Composite choose(const Values& values, Key& key) const;
  /// The control that decides about the rules at these values.
  const Control& asks_for_rules(const Values& values) const;
  /// Controls without effect for these values, with the reason.
  Idle idle(const Values& values) const;

 private:
  Composite chosen_composite(const Values& values, Key& key) const;
};

}  // namespace relevance
