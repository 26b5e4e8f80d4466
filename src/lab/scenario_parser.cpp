// The only file of the lab that sees JSON.

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "lab/json_position.hpp"
#include "lab/scenario.hpp"

namespace relevance {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 32;

class Reader {
 public:
  explicit Reader(const std::string& text) : text_(text) {}

  Scenario read() {
    if (json_depth(text_) > kDeepest)
      fail("", "is nested deeper than " + std::to_string(kDeepest) + " levels, expected fewer");
    Json root;
    try {
      root = Json::parse(text_);
    } catch (const Json::parse_error& error) {
      fail_at(position_at(text_, error.byte > 0 ? error.byte - 1 : 0), "",
              "is not JSON: unexpected text or end");
    }
    object(root, "");
    const auto schema = root.find("schema");
    if (schema == root.end() || !schema->is_number_integer())
      fail("/schema", "is missing, expected the number 1");
    if (*schema != 1)
      throw Error("unsupported-version",
                  "scenario schema " + schema->dump() + ", expected 1: made for another version",
                  {{"given", schema->dump()}, {"expected", "1"}});
    members(root, "",
            {"$schema", "schema", "name", "title", "chapter", "summary", "statement", "source",
             "experiment", "controls"});
    Scenario scenario;
    scenario.name = string(root, "", "name");
    scenario.title = text(root, "", "title");
    scenario.chapter = text(root, "", "chapter");
    scenario.summary = text(root, "", "summary");
    scenario.statement = text(root, "", "statement");
    scenario.source = lines(root, "", "source");
    const Json& experiment = member(root, "", "experiment");
    object(experiment, "/experiment");
    scenario.kind = string(experiment, "/experiment", "kind");
    for (const auto& [name, value] : experiment.items())
      if (name != "kind") scenario.config[name] = this->value(value, "/experiment/" + name);
    if (const auto controls = root.find("controls"); controls != root.end()) {
      object(*controls, "/controls");
      for (const auto& [name, value] : controls->items())
        scenario.presets[name] = this->value(value, "/controls/" + name);
    }
    return scenario;
  }

  Value value(const Json& json, const std::string& pointer) {
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

 private:
  [[noreturn]] void fail_at(TextPosition at, const std::string& field, const std::string& what) {
    const std::string place =
        "line " + std::to_string(at.line) + ", column " + std::to_string(at.column);
    throw Error("bad-scenario", place + ": " + (field.empty() ? "the file" : field) + " " + what,
                {{"line", std::to_string(at.line)},
                 {"column", std::to_string(at.column)},
                 {"field", field},
                 {"problem", what}});
  }
  [[noreturn]] void fail(const std::string& pointer, const std::string& what) {
    fail_at(find_json_pointer(text_, pointer), pointer, what);
  }

  void object(const Json& json, const std::string& pointer) {
    if (!json.is_object()) fail(pointer, "is not an object");
  }
  void members(const Json& json, const std::string& pointer,
               const std::vector<std::string>& known) {
    for (const auto& [name, value] : json.items())
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        const std::string near = nearest_name(name, known);
        fail(pointer + "/" + name,
             "is not a known field" + (near.empty() ? "" : ", did you mean \"" + near + "\"?"));
      }
  }
  const Json& member(const Json& json, const std::string& pointer, const std::string& name) {
    const auto found = json.find(name);
    if (found == json.end()) fail(pointer + "/" + name, "is missing");
    return *found;
  }
  std::string string(const Json& json, const std::string& pointer, const std::string& name) {
    const Json& found = member(json, pointer, name);
    if (!found.is_string() || found.get<std::string>().empty())
      fail(pointer + "/" + name, "is not a word, expected text in quotes");
    return found.get<std::string>();
  }
  /// A string, or an array of lines.
  std::string lines(const Json& json, const std::string& pointer, const std::string& name) {
    const Json& found = member(json, pointer, name);
    if (found.is_string()) return found.get<std::string>();
    if (!found.is_array()) fail(pointer + "/" + name, "is not text, expected a string or lines");
    std::string joined;
    for (const auto& line : found) {
      if (!line.is_string()) fail(pointer + "/" + name, "holds a line that is not text");
      joined += (joined.empty() ? "" : "\n") + line.get<std::string>();
    }
    return joined;
  }
  Text text(const Json& json, const std::string& pointer, const std::string& name) {
    const Json& found = member(json, pointer, name);
    object(found, pointer + "/" + name);
    members(found, pointer + "/" + name, {"en", "de"});
    return {lines(found, pointer + "/" + name, "en"), lines(found, pointer + "/" + name, "de")};
  }

  void flatten(const Json& json, const std::string& pointer, size_t depth, Array& array) {
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

  const std::string& text_;
};

}  // namespace

Scenario parse_scenario(const std::string& text) { return Reader(text).read(); }

Value parse_value(const std::string& text) {
  if (json_depth(text) > kDeepest)
    throw Error("bad-argument", "the value is nested too deeply", {{"given", "nested"}});
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) {
    const bool looks_like_json = !text.empty() && std::string("[{\"").find(text[0]) != std::string::npos;
    if (text.empty() || looks_like_json)
      throw Error("bad-argument", "\"" + text + "\" is neither JSON nor a bare word",
                  {{"given", text}, {"expected", "JSON or a bare word"}});
    return text;
  }
  if (json.is_null() || json.is_object())
    throw Error("bad-argument", "\"" + text + "\" is no control value",
                {{"given", text}, {"expected", "a number, a word, true, false or a list"}});
  return Reader(text).value(json, "");
}

}  // namespace relevance
