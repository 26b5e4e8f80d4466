#pragma once
// One task of a scenario file; scenario/read_exercise.cpp calls it for each.

#include "scenario/json_reader.hpp"
#include "scenario/task.hpp"

namespace relevance {

/// `symbols` are the names the file declares; `tested`: a task that is graded must have tests.
/// Raises `bad-scenario`.
Task read_task(JsonReader& read, const Json& json, const std::string& pointer,
               const std::vector<std::string>& symbols, bool tested);

}  // namespace relevance
