#pragma once
// The controls of prototype-digits.

#include "lab/frame.hpp"

namespace relevance {

/// `models`: value and label of each; `codes` the decoder's code size.
std::vector<Control> prototype_digits_controls(std::vector<Option> models, Index codes);

/// What has no effect at these values, and why.
std::vector<ControlState> idle_prototype_controls(const Values& values);

}  // namespace relevance
