#pragma once
// The tests a task carries.

#include "scenario/read_field.hpp"

namespace relevance {

/// Into `task`; raises where they leave out what every task of its kind must show.
void read_task_tests(JsonReader& read, const Json& json, const std::string& pointer, Task& task);

}  // namespace relevance
