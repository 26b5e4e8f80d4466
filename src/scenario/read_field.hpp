#pragma once
// Fields that several kinds of tasks have.

#include "scenario/json_reader.hpp"
#include "scenario/task.hpp"

namespace relevance {

using Names = std::vector<std::string>;

/// MathJSON over these names, as text: a condition, a value, or either.
enum class FormulaSort { value, condition, any };
std::string read_formula_field(JsonReader& read, const Json& json, const std::string& pointer,
                               const Names& names, FormulaSort sort);

/// Whether a member is given as true; raises where it is neither true nor false.
bool read_flag(JsonReader& read, const Json& json, const std::string& pointer, const char* name,
               bool otherwise);

}  // namespace relevance
