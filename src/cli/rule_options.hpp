#pragma once
// The options by which commands choose propagation rules.

#include <CLI/CLI.hpp>

#include "explain/composite.hpp"

namespace relevance::cli {

struct RuleOptions {
  std::string composite, rule;
  std::vector<std::string> layers;

  void add_to(CLI::App& command);
  /// How many of --composite and --rule are given.
  int count() const { return !composite.empty() + !rule.empty(); }
  /// What they say. Raises `bad-argument` and what parse_composite raises.
  Composite composite_of() const;
};

}  // namespace relevance::cli
