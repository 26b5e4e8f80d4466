#pragma once
// Units and steps as captions and legends write them.

#include <string>

#include "base/types.hpp"

namespace relevance {

/// "₁" for unit 0, up to eight of them.
std::string below(Index unit);
/// "¹²" for step 12.
std::string above(Index t);
/// "x₁" for unit 0.
std::string unit_name(Index unit);

}  // namespace relevance
