#pragma once
// The controls of prototype-digits.

#include "lab/frame.hpp"

namespace relevance {

/// `models`: value and label of each; `codes` the decoder's code size.
std::vector<Control> prototype_digits_controls(std::vector<Option> models, Index codes);

/// Whether any part of the picture comes from the decoder at these values.
bool uses_decoder(const Values& values);

/// What has no effect at these values, and why.
std::vector<ControlState> idle_prototype_controls(const Values& values);

}  // namespace relevance
