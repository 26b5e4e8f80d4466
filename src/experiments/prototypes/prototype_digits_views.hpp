#pragma once
// What prototype-digits shows of its lanes.

#include "experiments/prototypes/decoder_training.hpp"
#include "experiments/prototypes/prototype_lanes.hpp"
#include "experiments/shared/image_explainer.hpp"
#include "lab/frame.hpp"

namespace relevance {

/// Of each class's prototype: its probability of being that class, as it is and as log p/(1 − p),
/// which does not saturate; and whether another class wins. `[lanes × classes]`.
struct Recognition {
  Array probability, log_odds, mistaken;
};
Recognition recognise(const PrototypeLanes& lanes, ImageExplainer& explainer);

/// Everything the views are made of.
struct PrototypeScene {
  const PrototypeLanes& lanes;
  size_t lane = 0;            ///< looked at
  Index target = 0;           ///< class looked at
  int steps = 0;              ///< where the run goes
  ImageExplainer& explainer;  ///< with its rules chosen
  const Gaussian& density;
  const Recognition& recognition;
  const DecoderTraining* training = nullptr;  ///< of the decoder in use, if it was trained here

  const PrototypeLanes::Lane& looked_at() const { return lanes.lanes()[lane]; }
};

void add_quantities(const PrototypeScene& scene, Quantities& out);
void add_checks(const PrototypeScene& scene, Checks& out);
void add_views(const PrototypeScene& scene, Views& out);

}  // namespace relevance
