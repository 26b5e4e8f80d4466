#pragma once
// What people are told of the rules and their parameters, once: sliders, reasons for a disabled
// slider, parameters of composites and the command's help all come from here.

#include "base/text.hpp"
#include "explain/rule.hpp"

namespace relevance {

struct RuleParameter {
  std::string name;  ///< "epsilon", "gamma", "alpha", "beta", "low", "high"
  Text label;
  Text meaning;
  double initial = 0;
  double low = 0, high = 1;  ///< where it makes sense to move it, dimensionless or units of inputs
  double step = 0;           ///< 0: continuous
  bool logarithmic = false;
};

struct RuleDescription {
  std::string name;
  Text label;
  std::vector<std::string> parameters = {};  ///< that it is about; all but zero also take epsilon
};

const std::vector<RuleDescription>& rule_descriptions();
const std::vector<RuleParameter>& rule_parameters();
/// Raise `unknown-name`.
const RuleDescription& describe_rule(const std::string& name);
const RuleParameter& rule_parameter(const std::string& name);

/// "gamma=0.25 (0 to 10): how much positive weights are favoured", a line for each.
std::string parameter_help();

}  // namespace relevance
