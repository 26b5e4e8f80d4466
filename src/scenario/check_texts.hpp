#pragma once
// Whether what a scenario says can be typeset: for its author, before a student sees it.

#include <string>
#include <vector>

#include "base/error.hpp"
#include "scenario/scenario.hpp"

namespace relevance {

/// Mistakes in the texts and formulas of a file, each a `bad-scenario` with line, column and field,
/// in the order of the file: LaTeX with a single backslash, what is opened and not closed, `\value`
/// of a quantity that the experiment does not have at that step of the solution. `file` is the text
/// that `exercise` was read from, with all it needs provided.
std::vector<Error> text_problems(const std::string& file, const Exercise& exercise);

}  // namespace relevance
