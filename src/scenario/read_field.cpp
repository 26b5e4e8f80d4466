#include "scenario/read_field.hpp"

#include "base/error.hpp"
#include "formula/forms.hpp"

namespace relevance {

std::string read_formula_field(JsonReader& read, const Json& json, const std::string& pointer,
                               const Names& names, FormulaSort sort) {
  try {
    const Formula formula = read_formula(json.dump());
    if (sort == FormulaSort::condition && !is_condition(formula))
      read.fail(pointer, "is no condition, expected for example [\"Less\", …]");
    if (sort == FormulaSort::value && is_condition(formula))
      read.fail(pointer, "is a condition, expected a value");
    resolve_names(formula, {names.begin(), names.end()});
  } catch (const Error& error) {
    if (error.code == "bad-scenario") throw;
    read.fail(pointer, "cannot be read as a formula: " + error.message);
  }
  return json.dump();
}

bool read_flag(JsonReader& read, const Json& json, const std::string& pointer, const char* name,
               bool otherwise) {
  if (!json.contains(name)) return otherwise;
  if (!json[name].is_boolean()) read.fail(pointer + "/" + name, "is not true or false");
  return json[name];
}

}  // namespace relevance
