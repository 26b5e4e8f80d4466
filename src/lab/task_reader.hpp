#pragma once
// One task of a scenario file; lab/task_parser.cpp calls it for each.

#include "lab/json_reader.hpp"
#include "lab/task.hpp"

namespace relevance {

/// `symbols` are the names the file declares. Raises `bad-scenario`.
Task read_task(JsonReader& read, const Json& json, const std::string& pointer,
               const std::vector<std::string>& symbols);

}  // namespace relevance
