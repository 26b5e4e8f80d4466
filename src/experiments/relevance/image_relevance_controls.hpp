#pragma once
// The controls of image-relevance, and how an explanation is chosen by them.

#include "experiments/shared/composite_controls.hpp"
#include "experiments/shared/config.hpp"
#include "experiments/shared/image_explainer.hpp"

namespace relevance {

/// For one network: its classes, its layers.
struct ImageControls {
  ImageControls(const ModelChoice& models, Index images, const Network<float>& network);

  Numbers image;
  Whole index;
  Choice target, model, method;
  CompositeControls rules;
  Action faithfulness;

  std::vector<Control> list() const;
  /// Raises what CompositeControls::choose raises.
  ExplanationChoice choose(const Values& values) const;
  /// Controls without effect for these values, with the reason.
  Idle idle(const Values& values) const;
};

}  // namespace relevance
