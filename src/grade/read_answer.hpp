#pragma once
// Reads what a student typed: with the names this task allows, and no others.

#include <set>

#include "formula/formula.hpp"
#include "scenario/scenario.hpp"

namespace relevance {

/// Names an answer may use: never that of the quantity it is asked for; none in a number.
std::vector<std::string> allowed_names(const Scenario& scenario, const Task& task);

/// Every name of the scenario, and that of the quantity asked for.
std::set<std::string> all_names(const Scenario& scenario, const Task& task);

/// The answer with its names resolved. `R_1 = …` is answered with its right side.
/// Raises `formula-unreadable`, with names as they are shown to students.
Formula read_answer(const Scenario& scenario, const Task& task, const std::string& answer);

/// A line of a derivation: a value or a statement. Raises as above.
Formula read_line(const Scenario& scenario, const Task& task, const std::string& line);

}  // namespace relevance
