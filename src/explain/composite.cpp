#include "explain/composite.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "explain/rule_table.hpp"
#include "nn/kernels/linear_map.hpp"

namespace relevance {
namespace {

/// Gives each rule those of the composite's parameters that it takes.
RuleSpec with_parameters(RuleSpec rule, const RuleSpec& given) {
  for (const auto& name : describe_rule(rule.name).parameters) {
    const auto found = given.params.find(name);
    if (found != given.params.end()) rule.params[name] = found->second;
  }
  return rule;
}

/// Whether the values that reach node i are those of the input, only rearranged.
template <class S>
bool fed_by_input_only(const Network<S>& network, int i) {
  for (int source : network.node(i).inputs) {
    const auto& layer = network.node(source).layer;
    if (std::holds_alternative<Input>(layer)) continue;
    const bool rearranges = std::holds_alternative<Reshape>(layer) ||
                            std::holds_alternative<Pad>(layer) ||
                            std::holds_alternative<Concat>(layer);
    if (!rearranges || !fed_by_input_only(network, source)) return false;
  }
  return true;
}

template <class S>
void check_allowed(const Network<S>& network, int i, const Rule& rule) {
  const auto& node = network.node(i);
  const bool add = std::holds_alternative<Add>(node.layer);
  if (add && rule.name != "zero" && rule.name != "epsilon")
    throw Error("rule-not-allowed",
                "rule " + rule.name + " on node \"" + node.name +
                    "\", which adds its inputs: expected zero or epsilon",
                {{"rule", rule.name}, {"node", node.name}, {"expected", "zero, epsilon"}});
  if (rule.input_only && !fed_by_input_only(network, i))
    throw Error("rule-not-allowed",
                "rule " + rule.name + " on node \"" + node.name +
                    "\", which is not fed by the input alone: its box bounds the input",
                {{"rule", rule.name}, {"node", node.name}, {"expected", "a first layer"}});
}

}  // namespace

std::vector<std::string> composite_parameters(const Composite& composite) {
  std::vector<std::string> names;
  const auto add = [&](const RuleSpec& rule) {
    for (const auto& name : describe_rule(rule.name).parameters)
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const RuleSpec* rule : {&composite.dense, &composite.other, &composite.convolution})
    add(*rule);
  if (composite.first) add(*composite.first);
  for (const auto& [layer, rule] : composite.overrides) add(rule);
  return names;
}

const std::vector<std::string>& composite_names() {
  static const std::vector<std::string> names = {"epsilon-plus", "epsilon-plus-flat",
                                                 "epsilon-alpha2-beta1",
                                                 "epsilon-alpha2-beta1-flat", "epsilon-gamma-box"};
  return names;
}

Composite make_composite(const RuleSpec& spec) {
  auto known = composite_names();
  known.push_back("uniform");
  check_name("composite", "composite", spec.name, known);
  Composite c{.name = spec.name,
              .first = std::nullopt,
              .convolution = {"zplus"},
              .dense = {"epsilon"},
              .other = {"epsilon"}};
  if (spec.name.find("alpha2-beta1") != std::string::npos)
    c.convolution = {"alpha-beta", {{"alpha", 2}, {"beta", 1}}};
  if (spec.name.ends_with("-flat")) c.first = RuleSpec{"flat"};
  if (spec.name == "epsilon-gamma-box") {
    c.convolution = {"gamma", {{"gamma", 0.25}}};
    c.first = RuleSpec{"z-box"};
  }
  const std::vector<std::string> parameters = composite_parameters(c);
  for (const auto& [name, value] : spec.params)
    check_name("composite " + spec.name, "parameter", name, parameters);
  c.convolution = with_parameters(c.convolution, spec);
  c.dense = with_parameters(c.dense, spec);
  c.other = with_parameters(c.other, spec);
  if (c.first) c.first = with_parameters(*c.first, spec);
  for (const RuleSpec* rule : {&c.convolution, &c.dense, &c.other}) make_rule(*rule);
  if (c.first) make_rule(*c.first);
  return c;
}

Composite make_uniform(const RuleSpec& rule) {
  make_rule(rule);
  if (rule.name == "z-box")
    throw Error("rule-not-allowed",
                "rule z-box everywhere: its box bounds the input, expected another rule, "
                "or z-box on the first layer (epsilon-gamma-box)",
                {{"rule", "z-box"}, {"node", ""}, {"expected", "epsilon-gamma-box"}});
  return {.name = "uniform",
          .first = std::nullopt,
          .convolution = rule,
          .dense = rule,
          .other = {rule.name == "zero" ? "zero" : "epsilon"}};
}

Composite parse_composite(const std::string& text) {
  // Words among the parameters (rule=…, ties=…) are taken out, numbers stay.
  std::string numbers = text.substr(0, text.find(':'));
  std::string rule, ties = "first";
  size_t at = text.find(':');
  bool first_number = true;
  while (at != std::string::npos && at + 1 <= text.size()) {
    const size_t end = std::min(text.find(',', at + 1), text.size());
    const std::string pair = text.substr(at + 1, end - at - 1);
    if (pair.rfind("rule=", 0) == 0)
      rule = pair.substr(5);
    else if (pair.rfind("ties=", 0) == 0)
      ties = pair.substr(5);
    else
      numbers += (first_number ? ":" : ",") + pair, first_number = false;
    at = end < text.size() ? end : std::string::npos;
  }
  check_name("composite", "value of ties", ties, {"first", "split"});
  RuleSpec spec = parse_rule_spec(numbers);
  Composite composite;
  if (spec.name == "uniform") {
    if (rule.empty())
      throw Error("bad-argument",
                  "composite uniform: rule is not given, expected uniform:rule=NAME",
                  {{"given", text}, {"expected", "uniform:rule=NAME"}});
    composite = make_uniform({rule, spec.params});
  } else if (!rule.empty()) {
    check_name("composite " + spec.name, "parameter", "rule", {"epsilon", "gamma", "low", "high"});
  } else {
    composite = make_composite(spec);
  }
  composite.ties = ties == "split" ? Ties::split : Ties::first;
  return composite;
}

template <class S>
bool is_linear(const Layer<S>& layer) {
  return has_linear_map(layer) || std::holds_alternative<Add>(layer);
}

template <class S>
bool has_filters(const Layer<S>& layer) {
  return std::holds_alternative<Dense<S>>(layer) || std::holds_alternative<Conv2d<S>>(layer);
}

template <class S>
std::vector<bool> first_layers(const Network<S>& network) {
  // sees_input[i]: some path from the input to node i's output passes no filter layer.
  std::vector<bool> sees_input(size_t(network.size()), false), first(sees_input);
  for (int i = 0; i < network.size(); ++i) {
    const auto& node = network.node(i);
    bool reached = std::holds_alternative<Input>(node.layer);
    for (int source : node.inputs) reached = reached || sees_input[size_t(source)];
    first[size_t(i)] = reached && has_filters(node.layer);
    sees_input[size_t(i)] = reached && !has_filters(node.layer);
  }
  return first;
}

template <class S>
std::vector<std::optional<Rule>> assign_rules(const Network<S>& network,
                                              const Composite& composite) {
  std::vector<std::string> linear;
  for (const auto& node : network.nodes())
    if (is_linear(node.layer)) linear.push_back(node.name);
  for (const auto& [name, rule] : composite.overrides)
    check_name("rule per layer", "layer", name, linear);

  const auto first = first_layers(network);
  std::vector<std::optional<Rule>> rules(static_cast<size_t>(network.size()));
  for (int i = 0; i < network.size(); ++i) {
    const auto& node = network.node(i);
    if (!is_linear(node.layer)) continue;
    RuleSpec spec = std::holds_alternative<Conv2d<S>>(node.layer)  ? composite.convolution
                    : std::holds_alternative<Dense<S>>(node.layer) ? composite.dense
                                                                   : composite.other;
    if (composite.first && first[size_t(i)]) spec = *composite.first;
    for (const auto& [name, rule] : composite.overrides)
      if (name == node.name) spec = rule;
    rules[size_t(i)] = make_rule(spec);
    check_allowed(network, i, *rules[size_t(i)]);
  }
  return rules;
}

#define INSTANTIATE(S)                                        \
  template bool is_linear(const Layer<S>&);                   \
  template bool has_filters(const Layer<S>&);                 \
  template std::vector<bool> first_layers(const Network<S>&); \
  template std::vector<std::optional<Rule>> assign_rules(const Network<S>&, const Composite&);
INSTANTIATE(float)
INSTANTIATE(double)
#undef INSTANTIATE

}  // namespace relevance
