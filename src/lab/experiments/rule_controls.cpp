#include "lab/experiments/rule_controls.hpp"

namespace relevance {
namespace {

Control slider(std::string name, Text label, double initial, double low, double high,
               double step) {
  return {.name = std::move(name),
          .kind = ControlKind::slider,
          .label = std::move(label),
          .initial = initial,
          .low = low,
          .high = high,
          .step = step,
          .section = "parameters"};
}

RuleSpec spec_of(const Values& values) {
  RuleSpec spec{word(values, "rule")};
  if (spec.name == "epsilon") spec.params["epsilon"] = number(values, "epsilon");
  if (spec.name == "gamma") spec.params["gamma"] = number(values, "gamma");
  if (spec.name == "alpha-beta") {
    spec.params["alpha"] = number(values, "alpha");
    spec.params["beta"] = number(values, "alpha") - 1;
  }
  if (spec.name == "z-box") spec.params = {{"low", 0}, {"high", number(values, "high")}};
  return spec;
}

}  // namespace

std::vector<Control> rule_controls(const std::string& initial_rule) {
  Control rule{.name = "rule",
               .kind = ControlKind::choice,
               .label = {"Rule", "Regel"},
               .initial = initial_rule,
               .options = {{"zero", {"LRP-0", "LRP-0"}},
                           {"epsilon", {"LRP-ε", "LRP-ε"}},
                           {"gamma", {"LRP-γ", "LRP-γ"}},
                           {"zplus", {"z⁺", "z⁺"}},
                           {"alpha-beta", {"αβ", "αβ"}},
                           {"w-square", {"w²", "w²"}},
                           {"flat", {"flat", "flach"}},
                           {"z-box", {"zᴮ below, ε above", "zᴮ unten, ε oben"}}},
               .section = "rule"};
  Control epsilon = slider("epsilon", {"ε", "ε"}, 1e-6, 1e-9, 10, 0);
  epsilon.logarithmic = true;
  return {rule, slider("gamma", {"γ", "γ"}, 0.25, 0, 10, 0.05), epsilon,
          slider("alpha", {"α (β = α − 1)", "α (β = α − 1)"}, 2, 1, 5, 0.1),
          slider("high", {"Upper bound h", "Obere Grenze h"}, 5, 0.5, 10, 0.5)};
}

Composite composite_of(const Values& values) {
  const RuleSpec spec = spec_of(values);
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
  unless("z-box", "high", {"Only the zᴮ rule reads the bound.",
                           "Nur die zᴮ-Regel liest die Grenze."});
  return idle;
}

}  // namespace relevance
