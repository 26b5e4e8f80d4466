#pragma once
// What a student reads about the other sides of an equation.

#include "grade/grade.hpp"

namespace relevance {

/// Another name stands on the left. `asked`: what should, "" where it has no name.
Text left_side_feedback(const std::vector<Symbol>& symbols, const std::string& left,
                        const std::string& asked);
/// The value is right, but a side of the chain is not equal to it.
Text unequal_sides_feedback();
/// A bound from below where one from above is asked (`direction` 1), or so (−1).
Text reversed_bound_feedback(int direction);

}  // namespace relevance
