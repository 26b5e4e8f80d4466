#pragma once
// The controls of bilrp-digits, for one network.

#include "experiments/shared/composite_controls.hpp"
#include "experiments/shared/config.hpp"

namespace relevance {

struct BilrpControls {
  /// `images`, `training`: how many there are to pick from.
  BilrpControls(const ModelChoice& models, Index images, const Network<float>& network);

  std::vector<int> layers;  ///< nodes that can give φ, in the order of the options of `layer`

  Numbers image;
  Whole index;
  Numbers image2;
  Whole index2, neighbour;
  Slider shift;
  Choice model, layer, similarity, patch, feature;
  Slider count;
  CompositeControls rules;
  Toggle nearest;

  std::vector<Control> list() const;
  /// The node that gives φ. Raises `unknown-name`.
  int node(const Values& values) const;
  Index patch_side(const Values& values) const { return Index(std::stol(patch(values))); }
  /// The feature looked at alone, −1 for all.
  Index chosen_feature(const Values& values) const;
};

}  // namespace relevance
