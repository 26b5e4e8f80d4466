#pragma once
// The part of a scenario that asks and explains: symbols, tasks, the worked solution.

#include "scenario/json_reader.hpp"
#include "scenario/task.hpp"

namespace relevance {

/// Each reads the list of that name. Raise `bad-scenario`.
std::vector<Symbol> read_symbols(JsonReader& read, const Json& list);
/// `student`: tests may be missing.
std::vector<Task> read_tasks(JsonReader& read, const Json& list, const std::vector<Symbol>& symbols,
                             bool student);
std::vector<SolutionStep> read_solution(JsonReader& read, const Json& list);

}  // namespace relevance
