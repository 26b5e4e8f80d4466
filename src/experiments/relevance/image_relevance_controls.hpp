#pragma once
// The controls of image-relevance, and how an explanation is chosen by them.

#include "experiments/shared/config.hpp"
#include "experiments/shared/image_explainer.hpp"
#include "experiments/shared/rule_controls.hpp"

namespace relevance {

/// For one network: its classes, its layers.
struct ImageControls {
  ImageControls(const ModelChoice& models, Index images, const Network<float>& network);

  Strings layers;  ///< nodes that a rule can be chosen for
  Numbers image;
  Whole index;
  Choice target, model, method, composite, rule;
  RuleSliders sliders;
  Choice ties;
  LayerRules layer_rules;
  Action faithfulness;

  std::vector<Control> list() const;
  /// Raises what make_composite, make_uniform and make_rule raise.
  ExplanationChoice choose(const Values& values) const;
  /// The control that decides about the rules at these values.
  const Control& asks_for_rules(const Values& values) const;
  /// Controls without effect for these values, with the reason.
  Idle idle(const Values& values) const;

 private:
  Composite chosen_composite(const Values& values, Key& key) const;
};

}  // namespace relevance
