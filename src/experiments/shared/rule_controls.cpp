#include "experiments/shared/rule_controls.hpp"

#include <algorithm>

#include "experiments/shared/sections.hpp"
#include "explain/rule_table.hpp"

namespace relevance {

Option rule_option(const std::string& name) { return {name, describe_rule(name).label}; }

Control rule_slider(const std::string& name) {
  const RuleParameter& p = rule_parameter(name);
  Control slider{.name = name,
                 .label = name == "alpha" ? Text("α (β = α − 1)") : p.label,
                 .help = p.meaning,
                 .initial = p.initial,
                 .low = p.low,
                 .high = p.high,
                 .step = p.step,
                 .section = kParameters};
  slider.logarithmic = p.logarithmic;
  return slider;
}

Control rule_slider(const std::string& name, double initial, double low, double high, double step) {
  Control slider = rule_slider(name);
  slider.initial = initial;
  slider.low = low;
  slider.high = high;
  slider.step = step;
  return slider;
}

Key rule_key(const RuleSpec& spec) {
  Key key = key_of(spec.name);
  for (const auto& [name, value] : spec.params) key += key_of(name, value);
  return key;
}

RuleSpec RuleSliders::spec(const std::string& rule, const Values& values) const {
  RuleSpec spec{rule};
  for (const auto& parameter : describe_rule(rule).parameters)
    if (parameter == "beta")
      spec.params["beta"] = number(values, "alpha") - 1;
    else
      spec.params[parameter] = values.count(parameter) ? number(values, parameter) : 0;
  return spec;
}

Idle RuleSliders::idle(const Strings& rules) const {
  Idle idle;
  for (const Control& slider : list) {
    const auto reads = [&](const std::string& rule) {
      const auto& names = describe_rule(rule).parameters;
      return std::find(names.begin(), names.end(), slider.name) != names.end();
    };
    if (std::any_of(rules.begin(), rules.end(), reads)) continue;
    idle.push_back(
        {slider.name,
         {"The rules in use do not need it.", "Die verwendeten Regeln brauchen das nicht."}});
  }
  return idle;
}

OneRule::OneRule(const std::string& initial)
    : rule{{.name = "rule",
            .label = {"Rule", "Regel"},
            .initial = initial,
            .options =
                [] {
                  std::vector<Option> options;
                  for (const auto& name : rule_names()) options.push_back(rule_option(name));
                  return options;
                }(),
            .section = kRule}},
      sliders{{rule_slider("gamma"), rule_slider("epsilon"), rule_slider("alpha"),
               rule_slider("high", 5, 0.5, 10, 0.5)}} {}

std::vector<Control> OneRule::controls() const {
  std::vector<Control> all = {rule};
  all.insert(all.end(), sliders.list.begin(), sliders.list.end());
  return all;
}

Composite OneRule::composite(const Values& values) const {
  const RuleSpec spec = sliders.spec(rule(values), values);
  if (spec.name != "z-box") return make_uniform(spec);
  Composite composite = make_uniform({"epsilon"});
  composite.first = spec;
  return composite;
}

}  // namespace relevance
