#pragma once
// Reads what a student typed: with the names this task allows, and no others.

#include <set>

#include "formula/formula.hpp"
#include "scenario/scenario.hpp"

namespace relevance {

/// Names an answer may use: every control's; of the quantities those that the task lists, or all
/// where it lists none, but never the one it asks for. None in a number.
std::vector<std::string> allowed_names(const Scenario& scenario, const Task& task);

/// Of these, the ones that say where a sample stands: those the task lists, all where it lists
/// none, and those that are drawn.
std::vector<std::string> telling_names(const Scenario& scenario, const Task& task);

/// Every name of the scenario, and that of the quantity asked for.
std::set<std::string> all_names(const Scenario& scenario, const Task& task);

/// The names of a formula resolved to what this task allows, `index` as a number. Raises
/// `formula-unreadable`, with names as they are shown to students.
Formula resolve_allowed(const Scenario& scenario, const Task& task, const Formula& formula,
                        const std::string& index = "");

/// A line of a derivation: a value or a statement. Raises as above.
Formula read_line(const Scenario& scenario, const Task& task, const std::string& line);

/// A formula of the file itself, which may use every name.
Formula file_formula(const Scenario& scenario, const Task& task, const std::string& text);

}  // namespace relevance
