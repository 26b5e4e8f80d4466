#pragma once
// What prototype-digits shows of its lanes.

#include "experiments/prototypes/decoder_training.hpp"
#include "experiments/prototypes/prototype_lanes.hpp"
#include "experiments/shared/image_explainer.hpp"
#include "lab/frame.hpp"

namespace relevance {

/// Everything the views are made of.
struct PrototypeScene {
  const PrototypeLanes& lanes;
  size_t lane = 0;            ///< looked at
  Index target = 0;           ///< class looked at
  int steps = 0;              ///< where the run goes
  ImageExplainer& explainer;  ///< with its rules chosen
  const Gaussian& density;
  const DecoderTraining* training = nullptr;  ///< of the decoder in use, if it was trained here
};

/// Adds views, quantities and checks.
void show(const PrototypeScene& scene, Frame& frame);

}  // namespace relevance
