#include "explain/rule.hpp"

#include <cmath>
#include <cstdlib>

#include "base/error.hpp"
#include "explain/rule_table.hpp"

namespace relevance {
namespace {

using Params = std::map<std::string, double>;

double param(const Params& params, const std::string& name, double initial) {
  const auto found = params.find(name);
  return found == params.end() ? initial : found->second;
}

std::vector<std::string> parameter_names(const std::string& rule) {
  std::vector<std::string> names = describe_rule(rule).parameters;
  const bool has_epsilon = !names.empty() && names.front() == "epsilon";
  if (rule != "zero" && !has_epsilon) names.insert(names.begin(), "epsilon");
  return names;
}

constexpr WeightMix kPositive{.positive = 1};
constexpr WeightMix kNegative{.negative = 1};

std::vector<Group> gamma_groups(double gamma) {
  const WeightMix up{.value = 1, .positive = gamma}, down{.value = 1, .negative = gamma};
  return {{.when = When::z_positive,
           .bias = {.value = 1, .positive = gamma},
           .terms = {{InputPart::positive, up}, {InputPart::negative, down}}},
          {.when = When::z_negative,
           .bias = {.value = 1, .negative = gamma},
           .terms = {{InputPart::positive, down}, {InputPart::negative, up}}}};
}

/// One side of αβ: what speaks for the neuron, or against it.
Group side(double coefficient, bool supporting, bool may_be_empty) {
  Group group{.coefficient = coefficient, .may_be_empty = may_be_empty};
  (supporting ? group.bias.positive : group.bias.negative) = 1;
  group.terms = {{InputPart::positive, supporting ? kPositive : kNegative},
                 {InputPart::negative, supporting ? kNegative : kPositive}};
  return group;
}

std::vector<Group> alpha_beta_groups(const Params& params) {
  const double beta_given = param(params, "beta", -1), alpha_given = param(params, "alpha", -1);
  const double alpha = alpha_given >= 0  ? alpha_given
                       : beta_given >= 0 ? 1 + beta_given
                                         : rule_parameter("alpha").initial;
  const double beta = beta_given >= 0 ? beta_given : alpha - 1;
  if (!(std::abs(alpha - beta - 1) <= 1e-6) || beta < 0)
    throw Error("out-of-range",
                "rule alpha-beta: alpha − beta is " + std::to_string(alpha - beta) +
                    ", expected 1 (alpha = " + std::to_string(alpha) +
                    ", beta = " + std::to_string(beta) + ", both 0 or more)",
                {{"name", "alpha"},
                 {"given", std::to_string(alpha - beta)},
                 {"expected", "alpha - beta = 1"}});
  std::vector<Group> groups = {side(alpha, true, true)};
  if (beta > 0) groups.push_back(side(-beta, false, true));
  return groups;
}

std::vector<Group> box_groups(double low, double high) {
  Group group;
  group.terms.push_back({InputPart::value, kWeights});
  if (low != 0) group.terms.push_back({InputPart::low, {.positive = -1}});
  if (high != 0) group.terms.push_back({InputPart::high, {.negative = -1}});
  return {group};
}

/// Above it, what is added to it is lost, and times a weight it leaves the numbers: relevance would
/// vanish unseen.
constexpr double kMostParameter = 1e15;

void check_parameters(const RuleSpec& spec) {
  const auto known = parameter_names(spec.name);
  for (const auto& [name, value] : spec.params) {
    check_name("rule " + spec.name, "parameter", name, known);
    const bool signed_too = name == "low" || name == "high";
    if (!(std::abs(value) <= kMostParameter) || (value < 0 && !signed_too))
      throw Error("out-of-range",
                  "rule " + spec.name + ": " + name + " is " + number_text(value) +
                      ", expected a number " +
                      (signed_too ? "from -1e15 to 1e15" : "from 0 to 1e15"),
                  {{"name", name},
                   {"given", number_text(value)},
                   {"expected", signed_too ? "−1e15 … 1e15" : "0 … 1e15"}});
  }
}

}  // namespace

const std::vector<std::string>& rule_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& rule : rule_descriptions()) all.push_back(rule.name);
    return all;
  }();
  return names;
}

Rule make_rule(const RuleSpec& spec) {
  check_name("rule", "rule", spec.name, rule_names());
  check_parameters(spec);
  Rule rule;
  rule.name = spec.name;
  rule.spec = spec;
  rule.epsilon =
      param(spec.params, "epsilon", spec.name == "epsilon" ? rule_parameter("epsilon").initial : 0);
  if (spec.name == "zero" || spec.name == "epsilon") {
    rule.groups = {{.bias = {.value = 1}, .terms = {{InputPart::value, kWeights}}}};
  } else if (spec.name == "gamma") {
    rule.groups = gamma_groups(param(spec.params, "gamma", rule_parameter("gamma").initial));
  } else if (spec.name == "zplus") {
    rule.groups = {side(1, true, false)};
  } else if (spec.name == "alpha-beta") {
    rule.groups = alpha_beta_groups(spec.params);
  } else if (spec.name == "w-square") {
    rule.groups = {{.terms = {{InputPart::one, {.square = 1}}}}};
  } else if (spec.name == "flat") {
    rule.groups = {{.terms = {{InputPart::one, {.one = 1}}}}};
  } else {
    for (const char* bound : {"low", "high"})
      if (!spec.params.count(bound))
        throw Error("box-bounds-missing",
                    std::string("rule z-box: ") + bound +
                        " is not given, expected low and high (say low=0,high=1)",
                    {{"name", bound}});
    rule.low = spec.params.at("low");
    rule.high = spec.params.at("high");
    if (rule.low > rule.high)
      throw Error("out-of-range", "rule z-box: low is above high, expected low ≤ high",
                  {{"name", "low"},
                   {"given", std::to_string(rule.low)},
                   {"expected", "at most " + std::to_string(rule.high)}});
    rule.input_only = true;
    rule.groups = box_groups(rule.low, rule.high);
  }
  return rule;
}

RuleSpec parse_rule_spec(const std::string& text) {
  RuleSpec spec;
  const size_t colon = text.find(':');
  spec.name = text.substr(0, colon);
  size_t at = colon == std::string::npos ? text.size() : colon + 1;
  while (at < text.size()) {
    const size_t end = std::min(text.find(',', at), text.size());
    const std::string pair = text.substr(at, end - at);
    const size_t equals = pair.find('=');
    char* rest = nullptr;
    const std::string number = equals == std::string::npos ? "" : pair.substr(equals + 1);
    const double value = std::strtod(number.c_str(), &rest);
    if (number.empty() || rest != number.c_str() + number.size())
      throw Error("bad-argument",
                  "\"" + pair + "\" in \"" + text + "\", expected name=number after the colon",
                  {{"given", pair}, {"expected", "name=number"}});
    spec.params[pair.substr(0, equals)] = value;
    at = end + 1;
  }
  return spec;
}

}  // namespace relevance
