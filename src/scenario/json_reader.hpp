#pragma once
// Reads JSON by field, with errors that name line, column and field. Only the parsers of
// lab/ include this: nothing else of the lab sees JSON.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/json_position.hpp"
#include "base/text.hpp"
#include "lab/value.hpp"

namespace relevance {

using Json = nlohmann::json;

/// What a message adds where no name of `known` was given: the nearest of them, or all.
std::string expected_name(const std::string& given, const std::vector<std::string>& known);

/// Everywhere `pointer` is the JSON pointer of `json`; all of it raises `bad-scenario`.
class JsonReader {
 public:
  explicit JsonReader(const std::string& text) : text_(text) {}

  /// The whole text as JSON, not nested deeper than `deepest`, no name twice in an object.
  Json parse(int deepest);

  [[noreturn]] void fail(const std::string& pointer, const std::string& what);
  /// The error that fail raises, at a byte of the string the pointer names.
  Error error_in_string(const std::string& pointer, size_t byte, const std::string& what) const;

  void object(const Json& json, const std::string& pointer);
  void array(const Json& json, const std::string& pointer);
  /// No members but these.
  void members(const Json& json, const std::string& pointer, const std::vector<std::string>& known);
  /// Raises with the nearest of `known` unless `given` is among them.
  void one_of(const std::string& given, const std::string& pointer, const std::string& what,
              const std::vector<std::string>& known);

  const Json& member(const Json& json, const std::string& pointer, const std::string& name);
  std::string word(const Json& json, const std::string& pointer, const std::string& name);
  double number(const Json& json, const std::string& pointer, const std::string& name);
  /// A whole number, at least 0.
  int count(const Json& json, const std::string& pointer, const std::string& name);
  /// A string, or an array of lines.
  std::string lines(const Json& json, const std::string& pointer, const std::string& name);
  /// {"en": lines, "de": lines}, as a member or as it stands.
  Text text(const Json& json, const std::string& pointer, const std::string& name);
  Text text(const Json& json, const std::string& pointer);
  std::vector<std::string> words(const Json& json, const std::string& pointer,
                                 const std::string& name);
  /// Calls `visit(item, pointer)` for what a list holds.
  template <class F>
  void each(const Json& list, const std::string& pointer, F visit) {
    array(list, pointer);
    for (size_t i = 0; i < list.size(); ++i) visit(list[i], pointer + "/" + std::to_string(i));
  }
  Value value(const Json& json, const std::string& pointer);
  /// An object of values.
  Values values(const Json& json, const std::string& pointer, const std::string& name);

 private:
  [[noreturn]] void fail_at(TextPosition at, const std::string& field, const std::string& what);
  [[noreturn]] void fail_syntax(size_t byte, const std::string& message);
  void flatten(const Json& json, const std::string& pointer, size_t depth, Array& array);

  const std::string& text_;
};

}  // namespace relevance
