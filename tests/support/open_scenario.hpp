#pragma once
// A shipped scenario, opened with its assets.

#include "io/file.hpp"
#include "lab/experiment.hpp"

namespace relevance::testing {

inline std::string example_path(const std::string& name) {
  return std::string(RELEVANCE_ROOT) + "/examples/" + name;
}

inline Session open_scenario(const std::string& name) {
  const Bytes text = read_file(example_path(name + ".json"));
  Session session(parse_scenario({text.begin(), text.end()}));
  for (const auto& asset : session.needs()) session.provide(asset, read_file(example_path(asset)));
  return session;
}

}  // namespace relevance::testing
