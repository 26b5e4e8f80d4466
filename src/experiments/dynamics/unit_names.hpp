#pragma once
// Units and steps as captions and legends write them.

#include <string>

#include "base/types.hpp"

namespace relevance {

/// "¹²" for step 12.
std::string above(Index t);
/// "x₁" for unit 0.
std::string unit_name(Index unit);

}  // namespace relevance
