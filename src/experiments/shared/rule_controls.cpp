#include "experiments/shared/rule_controls.hpp"

namespace relevance {

Option rule_option(const std::string& name) {
  static const std::map<std::string, Text> labels = {
      {"zero", {"LRP-0", "LRP-0"}},  {"epsilon", {"LRP-ε", "LRP-ε"}},
      {"gamma", {"LRP-γ", "LRP-γ"}}, {"zplus", {"z⁺", "z⁺"}},
      {"alpha-beta", {"αβ", "αβ"}},  {"w-square", {"w²", "w²"}},
      {"flat", {"flat", "flach"}},   {"z-box", {"zᴮ (first layer)", "zᴮ (erste Schicht)"}}};
  return {name, labels.at(name)};
}

Control parameter_slider(std::string name, Text label, double initial, double low, double high,
                         double step, Text help) {
  return {.name = std::move(name),
          .kind = ControlKind::slider,
          .label = std::move(label),
          .help = std::move(help),
          .initial = initial,
          .low = low,
          .high = high,
          .step = step,
          .section = "parameters"};
}

Control epsilon_slider(double high) {
  Control epsilon = parameter_slider("epsilon", {"ε", "ε"}, 1e-6, 1e-9, high, 0,
                                     {"Stabiliser: absorbs weak, contradictory evidence",
                                      "Stabilisator: schluckt schwache, widersprüchliche Belege"});
  epsilon.logarithmic = true;
  return epsilon;
}

RuleSpec rule_from_sliders(const std::string& rule, const Values& values) {
  RuleSpec spec{rule};
  if (rule == "epsilon") spec.params["epsilon"] = number(values, "epsilon");
  if (rule == "gamma") spec.params["gamma"] = number(values, "gamma");
  if (rule == "alpha-beta") {
    spec.params["alpha"] = number(values, "alpha");
    spec.params["beta"] = number(values, "alpha") - 1;
  }
  if (rule == "z-box") {
    spec.params["low"] = values.count("low") ? number(values, "low") : 0;
    spec.params["high"] = number(values, "high");
  }
  return spec;
}

std::vector<Control> rule_controls(const std::string& initial_rule) {
  Control rule{.name = "rule",
               .kind = ControlKind::choice,
               .label = {"Rule", "Regel"},
               .initial = initial_rule,
               .section = "rule"};
  for (const auto& name : rule_names()) rule.options.push_back(rule_option(name));
  return {rule, parameter_slider("gamma", {"γ", "γ"}, 0.25, 0, 10, 0.05), epsilon_slider(10),
          parameter_slider("alpha", {"α (β = α − 1)", "α (β = α − 1)"}, 2, 1, 5, 0.1),
          parameter_slider("high", {"Upper bound h", "Obere Grenze h"}, 5, 0.5, 10, 0.5)};
}

Composite composite_of(const Values& values) {
  const RuleSpec spec = rule_from_sliders(word(values, "rule"), values);
  if (spec.name != "z-box") return make_uniform(spec);
  Composite composite = make_uniform({"epsilon"});
  composite.first = spec;
  return composite;
}

std::vector<ControlState> idle_rule_controls(const Values& values) {
  const std::string& rule = word(values, "rule");
  std::vector<ControlState> idle;
  const auto unless = [&](const char* reader, const char* control, Text reason) {
    if (rule != reader) idle.push_back({control, std::move(reason)});
  };
  unless("gamma", "gamma", {"Only LRP-γ reads γ.", "Nur LRP-γ liest γ."});
  unless("epsilon", "epsilon", {"Only LRP-ε reads ε.", "Nur LRP-ε liest ε."});
  unless("alpha-beta", "alpha", {"Only the αβ rule reads α.", "Nur die αβ-Regel liest α."});
  unless("z-box", "high",
         {"Only the zᴮ rule reads the bound.", "Nur die zᴮ-Regel liest die Grenze."});
  return idle;
}

}  // namespace relevance
