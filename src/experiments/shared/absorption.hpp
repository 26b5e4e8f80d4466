#pragma once
// Words for relevance that was kept back.

#include <vector>

#include "base/text.hpp"

namespace relevance {

/// Says how much was absorbed and why, largest cause first; `by_cause` in the order of Cause,
/// in units of the explained output.
Text absorption_reason(const std::vector<double>& by_cause);

}  // namespace relevance
