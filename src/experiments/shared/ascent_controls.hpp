#pragma once
// The controls of an ascent, and what is said when it runs away: alike for all prototypes.

#include "base/error.hpp"
#include "lab/control.hpp"
#include "prototype/ascent.hpp"

namespace relevance {

/// `method`, `rate`, `line_search`, in the section "ascent".
std::vector<Control> ascent_controls(double rate, const char* method = "gradient");
/// What they say; no box.
AscentOptions ascent_options(const Values& values);

/// `diverged` at the control `rate`, with a smaller one as parameter `suggestion`.
Error divergence(int step, double rate, double suggestion);

}  // namespace relevance
