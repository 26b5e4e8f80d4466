#pragma once
// The controls of prototype-digits.

#include "experiments/shared/ascent_controls.hpp"
#include "experiments/shared/config.hpp"
#include "lab/frame.hpp"

namespace relevance {

struct PrototypeControls {
  /// `classes` of the networks, `codes` the decoder's code size.
  PrototypeControls(const ModelChoice& models, Index classes, Index codes);

  Numbers image;
  Choice model, objective, target, penalty;
  Toggle compare;
  Choice decoder;
  Slider epochs, beta, lambda, variation;
  Toggle box;
  Choice start;
  Whole seed;
  Numbers code;
  AscentControls ascent;
  Whole step;

  std::vector<Control> list() const;
  /// Whether any part of the picture comes from the decoder at these values.
  bool uses_decoder(const Values& values) const;
  bool trains_decoder(const Values& values) const {
    return uses_decoder(values) && decoder.is(values, "trained");
  }
  /// What has no effect at these values, and why.
  Idle idle(const Values& values) const;
};

}  // namespace relevance
