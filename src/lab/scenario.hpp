#pragma once
// An exercise as plain structs with defaults; lab/scenario_parser.cpp reads it from JSON.

#include <map>
#include <string>
#include <vector>

#include "lab/task.hpp"
#include "lab/text.hpp"
#include "lab/value.hpp"

namespace relevance {

/// The experiment's own configuration: names of models and data, sizes.
using Config = std::map<std::string, Value>;

struct Scenario {
  int schema = 1;
  std::string name;  ///< equals the file's name
  Text title;
  Text chapter;
  Text summary;        ///< one sentence, for the gallery
  Text statement;      ///< Markdown with LaTeX
  std::string source;  ///< paper or exercise it comes from
  std::string kind;    ///< experiment kind
  Config config;
  Values presets;  ///< control values that differ from the declared initial ones
  std::vector<Symbol> symbols;
  std::vector<Task> tasks;
  std::vector<SolutionStep> solution;
};

/// Reads a scenario. Raises `bad-scenario` with line, column and JSON pointer,
/// `unsupported-version` for a schema other than 1.
Scenario parse_scenario(const std::string& text);

/// A JSON value (or a bare word) as a control value: `0.5`, `true`, `"gamma"`, `gamma`, `[1,2]`.
Value parse_value(const std::string& text);

}  // namespace relevance
