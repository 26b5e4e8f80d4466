#pragma once
// Whether the last line of a derivation has the form that is asked for.

#include <optional>

#include "formula/formula.hpp"
#include "scenario/task.hpp"

namespace relevance {

/// What the last line says: its value, or of `name = value` the value; none where its form is
/// not the one asked for.
std::optional<Formula> last_value(const Derivation& asked, const Formula& line);

}  // namespace relevance
