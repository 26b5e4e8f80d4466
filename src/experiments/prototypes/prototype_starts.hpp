#pragma once
// Where the prototypes of prototype-digits begin.

#include "experiments/prototypes/prototype_digits_controls.hpp"
#include "experiments/prototypes/prototype_lanes.hpp"
#include "experiments/shared/image_explainer.hpp"

namespace relevance {

/// A drawing, the mean of the data, noise, nothing, or a code, as the controls `image`, `start`,
/// `seed` and `code` say. Raises what framed_drawing raises.
LaneStart lane_start(const PrototypeControls& asked, const Values& values,
                     ImageExplainer& explainer, const DigitPriors& priors);

}  // namespace relevance
