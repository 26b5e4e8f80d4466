#include "lab/control.hpp"

#include <algorithm>
#include <cmath>

#include "base/about.hpp"

namespace relevance {
namespace {

const char* value_kind(const Value& value) {
  const char* names[] = {"a truth value", "a number", "a word", "a list of words",
                         "an array of numbers"};
  return names[value.index()];
}

[[noreturn]] void fail_type(const Control& control, const Value& given, const char* expected) {
  throw Error(
      "wrong-type",
      "control \"" + control.name + "\" is given " + value_kind(given) + ", expected " + expected,
      {{"control", control.name}, {"given", value_kind(given)}, {"expected", expected}});
}

std::vector<std::string> option_values(const Control& control) {
  std::vector<std::string> values;
  for (const auto& option : control.options) values.push_back(option.value);
  return values;
}

void check_range_of(const Control& control, double value) {
  if (value >= control.low && value <= control.high) return;
  about(control.name, [&] {
    check_range("control", "\"" + control.name + "\"", value, control.low, control.high);
  });
}

/// Raises `shape-mismatch` unless the shape has a value for each element; a product of extents
/// could overflow, so that it is divided instead.
void check_filled(const Array& array) {
  Index left = Index(array.values.size());
  const bool empty = std::find(array.shape.begin(), array.shape.end(), 0) != array.shape.end();
  bool fits = !empty || left == 0;
  for (const Index extent : array.shape) {
    fits = fits && extent >= 0 && (empty || left % extent == 0);
    if (fits && !empty) left /= extent;
  }
  if (fits && (empty || left == 1)) return;
  throw Error("shape-mismatch", "an array's values do not fill its shape",
              {{"name", "array"},
               {"given", std::to_string(array.values.size())},
               {"expected", to_string(array.shape)}});
}

/// A shape that its values fill, of that length at most, finite, each within the range.
void check_array(const Control& control, const Array& array) {
  const auto& values = array.values;
  about(control.name, [&] {
    check_filled(array);
    check_range("control", "\"" + control.name + "\", its number of elements,",
                double(values.size()), 0, double(control.most));
    check_finite("control", "\"" + control.name + "\"",
                 Eigen::Map<const Eigen::VectorXd>(values.data(), Index(values.size())));
  });
  for (double value : values) check_range_of(control, value);
}

/// A whole number as a choice is written: target=3 means the option "3".
Value as_word(const Value& given) {
  const auto* number = std::get_if<double>(&given);
  if (number == nullptr || *number != std::floor(*number) || std::abs(*number) > 1e9) return given;
  return std::to_string(long(*number));
}

Value checked(const Control& control, const Value& given) {
  switch (control.kind) {
    case ControlKind::toggle:
    case ControlKind::action:
      if (!std::holds_alternative<bool>(given)) fail_type(control, given, "true or false");
      return given;
    case ControlKind::slider:
    case ControlKind::seed:
    case ControlKind::step:
    case ControlKind::run:
    case ControlKind::index: {
      const auto* value = std::get_if<double>(&given);
      if (value == nullptr) fail_type(control, given, "a number");
      check_range_of(control, *value);
      if (control.kind != ControlKind::slider && *value != std::floor(*value))
        fail_type(control, given, "a whole number");
      return given;
    }
    case ControlKind::choice: {
      Value value = as_word(given);
      const auto* word = std::get_if<std::string>(&value);
      if (word == nullptr) fail_type(control, given, "one of its options");
      about(control.name, [&] {
        check_name("control \"" + control.name + "\"", "option", *word, option_values(control));
      });
      return value;
    }
    case ControlKind::layer_rules:
      if (const auto* list = std::get_if<std::vector<std::string>>(&given)) return *list;
      if (const auto* empty = std::get_if<Array>(&given); empty && empty->values.empty())
        return std::vector<std::string>{};
      fail_type(control, given, "a list of words");
    default: {
      const auto* array = std::get_if<Array>(&given);
      if (array == nullptr) fail_type(control, given, "an array of numbers");
      check_array(control, *array);
      return given;
    }
  }
}

template <class T>
const T& get(const Values& values, const std::string& name) {
  return std::get<T>(values.at(name));
}

}  // namespace

std::string to_string(ControlKind kind) {
  const char* names[] = {"slider",      "choice", "toggle", "point",   "point-set", "vector",
                         "matrix",      "series", "image",  "network", "step",      "run",
                         "layer-rules", "seed",   "index",  "action"};
  return names[int(kind)];
}

Values complete_values(const std::vector<Control>& controls, const Values& given) {
  std::vector<std::string> names;
  Values values;
  for (const auto& control : controls) {
    names.push_back(control.name);
    values[control.name] = control.initial;
  }
  for (const auto& [name, value] : given) {
    check_name("run", "control", name, names);
    for (const auto& control : controls)
      if (control.name == name) values[name] = checked(control, value);
  }
  return values;
}

double number(const Values& values, const std::string& name) { return get<double>(values, name); }
bool flag(const Values& values, const std::string& name) { return get<bool>(values, name); }
const std::string& word(const Values& values, const std::string& name) {
  return get<std::string>(values, name);
}
const Array& array(const Values& values, const std::string& name) {
  return get<Array>(values, name);
}
const std::vector<std::string>& words(const Values& values, const std::string& name) {
  return get<std::vector<std::string>>(values, name);
}

}  // namespace relevance
