// Scenario files, version 1. Their format for teachers: examples/README.md and
// examples/scenario.schema.json.

#include <algorithm>

#include "base/error.hpp"
#include "scenario/read_exercise.hpp"
#include "scenario/read_field.hpp"
#include "scenario/scenario.hpp"

namespace relevance {
namespace {

/// Deeper than any formula of the course.
constexpr int kDeepest = 64;

void check_version(JsonReader& read, const Json& root) {
  const auto schema = root.find("schema");
  if (schema == root.end() || !schema->is_number_integer())
    read.fail("/schema", "is missing, expected the number 1");
  if (*schema != 1)
    throw Error("unsupported-version",
                "scenario schema " + schema->dump() + ", expected 1: made for another version",
                {{"given", schema->dump()}, {"expected", "1"}});
}

void read_experiment(JsonReader& read, const Json& root, Scenario& scenario) {
  const Json& experiment = read.member(root, "", "experiment");
  read.object(experiment, "/experiment");
  scenario.kind = read.word(experiment, "/experiment", "kind");
  for (const auto& [name, value] : experiment.items())
    if (name != "kind") scenario.config[name] = read.value(value, "/experiment/" + name);
}

Scenario read_scenario(const std::string& text) {
  JsonReader read(text);
  const Json root = read.parse(kDeepest);
  read.object(root, "");
  check_version(read, root);
  read.members(root, "",
               {"$schema", "schema", "name", "title", "chapter", "place", "summary", "statement",
                "source", "experiment", "student", "controls", "symbols", "tasks", "solution"});
  Scenario scenario;
  scenario.name = read.word(root, "", "name");
  scenario.title = read.text(root, "", "title");
  scenario.chapter = read.text(root, "", "chapter");
  if (root.contains("place")) scenario.place = read.count(root, "", "place");
  scenario.summary = read.text(root, "", "summary");
  scenario.statement = read.text(root, "", "statement");
  scenario.source = read.lines(root, "", "source");
  read_experiment(read, root, scenario);
  scenario.student = read_flag(read, root, "", "student", false);
  if (root.contains("controls")) scenario.presets = read.values(root, "", "controls");
  if (root.contains("symbols")) scenario.symbols = read_symbols(read, root["symbols"]);
  if (root.contains("tasks"))
    scenario.tasks = read_tasks(read, root["tasks"], scenario.symbols, scenario.student);
  if (root.contains("solution")) scenario.solution = read_solution(read, root["solution"]);
  return scenario;
}

}  // namespace

Session open_session(const Scenario& scenario) {
  return Session(scenario.kind, scenario.config, scenario.presets);
}

Quantities measure_at_start(const Session& session, Values values) {
  for (const auto& control : session.controls())
    if (control.kind == ControlKind::run) values[control.name] = control.low;
  return session.measure(values);
}

Scenario parse_scenario(const std::string& text) { return read_scenario(text); }

Value parse_value(const std::string& text) {
  if (json_depth(text) > kDeepest)
    throw Error("bad-argument", "the value is nested too deeply", {{"given", "nested"}});
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) {
    const bool looks_like_json =
        !text.empty() && std::string("[{\"").find(text[0]) != std::string::npos;
    if (text.empty() || looks_like_json)
      throw Error("bad-argument", "\"" + text + "\" is neither JSON nor a bare word",
                  {{"given", text}, {"expected", "JSON or a bare word"}});
    return text;
  }
  if (json.is_null() || json.is_object())
    throw Error("bad-argument", "\"" + text + "\" is no control value",
                {{"given", text}, {"expected", "a number, a word, true, false or a list"}});
  return JsonReader(text).value(json, "");
}

}  // namespace relevance
