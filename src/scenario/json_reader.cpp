#include "scenario/json_reader.hpp"

#include <algorithm>
#include <cmath>

#include "scenario/latex.hpp"

namespace relevance {
namespace {

Error error_at(TextPosition at, const std::string& field, const std::string& what) {
  const std::string place =
      "line " + std::to_string(at.line) + ", column " + std::to_string(at.column);
  return Error("bad-scenario", place + ": " + (field.empty() ? "the file" : field) + " " + what,
               {{"line", std::to_string(at.line)},
                {"column", std::to_string(at.column)},
                {"field", field},
                {"problem", what}});
}

}  // namespace

Json JsonReader::parse(int deepest) {
  if (json_depth(text_) > deepest)
    fail("", "is nested deeper than " + std::to_string(deepest) + " levels, expected fewer");
  try {
    Json json = Json::parse(text_);
    if (const auto repeated = find_repeated_name(text_))
      fail_at(repeated->at, repeated->pointer, "stands twice in its object, expected once");
    return json;
  } catch (const Json::parse_error& error) {
    fail_syntax(error.byte > 0 ? error.byte - 1 : 0, error.what());
  } catch (const Json::out_of_range&) {
    fail(find_overflow(text_), "is a number too large to be held, expected less than 1.8e308");
  }
}

/// Of what JSON does not escape, LaTeX with one backslash is the likely cause.
void JsonReader::fail_syntax(size_t byte, const std::string& message) {
  const bool escape = message.find("forbidden character after backslash") != std::string::npos ||
                      message.find("must be followed by 4 hex digits") != std::string::npos;
  const size_t backslash = escape ? text_.rfind('\\', byte) : std::string::npos;
  if (backslash == std::string::npos)
    fail_at(position_at(text_, byte), "", "is not JSON: unexpected text or end");
  std::string command = letters_at(text_, backslash + 1);
  const char sign = text_.c_str()[backslash + 1];
  if (command.empty() && sign > ' ' && sign < 0x7F) command = sign;
  fail_at(position_at(text_, backslash), "", told_single_backslash(command, ""));
}

void JsonReader::fail_at(TextPosition at, const std::string& field, const std::string& what) {
  throw error_at(at, field, what);
}

Error JsonReader::error_in_string(const std::string& pointer, size_t byte,
                                  const std::string& what) const {
  return error_at(find_in_json_string(text_, pointer, byte), pointer, what);
}

void JsonReader::fail(const std::string& pointer, const std::string& what) {
  fail_at(find_json_pointer(text_, pointer), pointer, what);
}

void JsonReader::object(const Json& json, const std::string& pointer) {
  if (!json.is_object()) fail(pointer, "is not an object");
}

void JsonReader::array(const Json& json, const std::string& pointer) {
  if (!json.is_array()) fail(pointer, "is not a list, expected [ … ]");
}

void JsonReader::members(const Json& json, const std::string& pointer,
                         const std::vector<std::string>& known) {
  object(json, pointer);
  for (const auto& [name, value] : json.items())
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const std::string near = nearest_name(name, known);
      fail(pointer + "/" + name,
           "is not a known field" + (near.empty() ? "" : ", did you mean \"" + near + "\"?"));
    }
}

std::string expected_name(const std::string& given, const std::vector<std::string>& known) {
  if (const std::string near = nearest_name(given, known); !near.empty())
    return ", did you mean \"" + near + "\"?";
  std::string all;
  for (const auto& name : known) all += (all.empty() ? ", expected one of " : ", ") + name;
  return all;
}

void JsonReader::one_of(const std::string& given, const std::string& pointer,
                        const std::string& what, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), given) != known.end()) return;
  fail(pointer, "\"" + given + "\" is no " + what + expected_name(given, known));
}

const Json& JsonReader::member(const Json& json, const std::string& pointer,
                               const std::string& name) {
  const auto found = json.find(name);
  if (found == json.end()) fail(pointer + "/" + name, "is missing");
  return *found;
}

std::string JsonReader::word(const Json& json, const std::string& pointer,
                             const std::string& name) {
  const Json& found = member(json, pointer, name);
  if (!found.is_string() || found.get<std::string>().empty())
    fail(pointer + "/" + name, "is not a word, expected text in quotes");
  return found.get<std::string>();
}

double JsonReader::number(const Json& json, const std::string& pointer, const std::string& name) {
  const Json& found = member(json, pointer, name);
  if (!found.is_number()) fail(pointer + "/" + name, "is not a number");
  return found.get<double>();
}

int JsonReader::count(const Json& json, const std::string& pointer, const std::string& name) {
  const double value = number(json, pointer, name);
  if (!(value >= 0 && value < 1e6) || value != std::floor(value))
    fail(pointer + "/" + name, "is not a whole number, expected 0, 1, 2, …");
  return int(value);
}

std::string JsonReader::lines(const Json& json, const std::string& pointer,
                              const std::string& name) {
  const Json& found = member(json, pointer, name);
  if (found.is_string()) return found.get<std::string>();
  if (!found.is_array()) fail(pointer + "/" + name, "is not text, expected a string or lines");
  std::string joined;
  for (size_t i = 0; i < found.size(); ++i) {
    if (!found[i].is_string()) fail(pointer + "/" + name, "holds a line that is not text");
    joined += (i == 0 ? "" : "\n") + found[i].get<std::string>();
  }
  return joined;
}

Text JsonReader::text(const Json& json, const std::string& pointer, const std::string& name) {
  return text(member(json, pointer, name), pointer + "/" + name);
}

Text JsonReader::text(const Json& json, const std::string& pointer) {
  members(json, pointer, {"en", "de"});
  return {lines(json, pointer, "en"), lines(json, pointer, "de")};
}

std::vector<std::string> JsonReader::words(const Json& json, const std::string& pointer,
                                           const std::string& name) {
  const Json& found = member(json, pointer, name);
  array(found, pointer + "/" + name);
  std::vector<std::string> words;
  for (const auto& item : found) {
    if (!item.is_string()) fail(pointer + "/" + name, "holds something that is not a word");
    words.push_back(item.get<std::string>());
  }
  return words;
}

Value JsonReader::value(const Json& json, const std::string& pointer) {
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
  if (!json.is_array()) fail(pointer, "is neither a number, a word, a truth value nor a list");
  if (!json.empty() && json.front().is_string()) {
    std::vector<std::string> words;
    for (const auto& item : json) {
      if (!item.is_string()) fail(pointer, "mixes words with other values, expected words only");
      words.push_back(item.get<std::string>());
    }
    return words;
  }
  Array array;
  for (const Json* level = &json; level->is_array(); level = &level->front()) {
    array.shape.push_back(Index(level->size()));
    if (level->empty()) break;
  }
  flatten(json, pointer, 0, array);
  return array;
}

Values JsonReader::values(const Json& json, const std::string& pointer, const std::string& name) {
  Values values;
  const Json& found = member(json, pointer, name);
  object(found, pointer + "/" + name);
  for (const auto& [key, item] : found.items())
    values[key] = value(item, pointer + "/" + name + "/" + key);
  return values;
}

void JsonReader::flatten(const Json& json, const std::string& pointer, size_t depth, Array& array) {
  const Index expected = depth < array.shape.size() ? array.shape[depth] : -1;
  if (!json.is_array() || Index(json.size()) != expected)
    fail(pointer, "is not a rectangular array of numbers");
  for (const auto& item : json) {
    if (depth + 1 < array.shape.size()) {
      flatten(item, pointer, depth + 1, array);
    } else {
      if (!item.is_number()) fail(pointer, "holds something that is not a number");
      array.values.push_back(item.get<double>());
    }
  }
}

}  // namespace relevance
