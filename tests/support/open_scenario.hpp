#pragma once
// A shipped scenario, opened with its assets.

#include "io/file.hpp"
#include "scenario/scenario.hpp"

namespace relevance::testing {

inline std::string example_path(const std::string& name) {
  return std::string(RELEVANCE_ROOT) + "/examples/" + name;
}

inline Scenario read_example(const std::string& name) {
  const Bytes text = read_file(example_path(name + ".json"));
  return parse_scenario({text.begin(), text.end()});
}

inline Exercise open_exercise(const std::string& name) {
  Exercise exercise(read_example(name));
  Session& session = exercise.session;
  for (const auto& asset : session.needs()) session.provide(asset, read_file(example_path(asset)));
  return exercise;
}

inline Session open_scenario(const std::string& name) {
  return std::move(open_exercise(name).session);
}

}  // namespace relevance::testing
