#pragma once
// An exercise as plain structs with defaults; scenario/read_scenario.cpp reads it from JSON.

#include <map>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "lab/session.hpp"
#include "lab/value.hpp"
#include "scenario/task.hpp"

namespace relevance {

struct Scenario {
  int schema = 1;
  std::string name;  ///< equals the file's name
  Text title;
  Text chapter;
  int place = 0;       ///< within its chapter, from 1; 0: not said
  Text summary;        ///< one sentence, for the gallery
  Text statement;      ///< Markdown with LaTeX
  std::string source;  ///< paper or exercise it comes from
  std::string kind;    ///< experiment kind
  Config config;
  Values presets;        ///< control values that differ from the declared initial ones
  bool student = false;  ///< made to be handed out: tests of tasks and solutions may be missing
  std::vector<Symbol> symbols;
  std::vector<Task> tasks;
  std::vector<SolutionStep> solution;
};

/// Opens its experiment, with its presets. Raises `unknown-name` for an unknown kind.
Session open_session(const Scenario& scenario);

/// A scenario opened: what page, command and tests drive.
struct Exercise {
  explicit Exercise(Scenario s) : scenario(std::move(s)), session(open_session(scenario)) {}
  Scenario scenario;
  Session session;
};

/// Quantities at these values, before the first step of a run: their names are those of any step.
Quantities measure_at_start(const Session& session, Values values);

/// Reads a scenario. Raises `bad-scenario` with line, column and JSON pointer,
/// `unsupported-version` for a schema other than 1.
Scenario parse_scenario(const std::string& text);

/// A JSON value (or a bare word) as a control value: `0.5`, `true`, `"gamma"`, `gamma`, `[1,2]`.
Value parse_value(const std::string& text);

}  // namespace relevance
