#include "experiments/relevance/image_relevance_controls.hpp"

#include <algorithm>
#include <cstdio>

#include "experiments/shared/rule_controls.hpp"

namespace relevance {
namespace {

Option composite_option(const std::string& name) {
  static const std::map<std::string, Text> help = {
      {"epsilon-plus",
       {"ε on dense layers, z⁺ on convolutions: smooth, positive evidence.",
        "ε auf dichten Schichten, z⁺ auf Faltungen: glatt, positive Belege."}},
      {"epsilon-plus-flat",
       {"As epsilon-plus, the first layer spreads its relevance evenly.",
        "Wie epsilon-plus, die erste Schicht verteilt ihre Relevanz gleichmäßig."}},
      {"epsilon-alpha2-beta1",
       {"ε on dense layers, α2β1 on convolutions: contrast between for and against.",
        "ε auf dichten Schichten, α2β1 auf Faltungen: Kontrast zwischen Für und Wider."}},
      {"epsilon-alpha2-beta1-flat",
       {"As epsilon-alpha2-beta1, the first layer spreads its relevance evenly.",
        "Wie epsilon-alpha2-beta1, die erste Schicht verteilt gleichmäßig."}},
      {"epsilon-gamma-box",
       {"ε on dense layers, γ on convolutions, zᴮ on the pixels: knows that they are bounded.",
        "ε auf dichten Schichten, γ auf Faltungen, zᴮ auf den Pixeln: kennt deren Grenzen."}}};
  return {name, {name, name}, help.at(name)};
}

std::vector<Option> rule_options(const Text& none, bool with_box) {
  std::vector<Option> options = {{"composite", none}};
  for (const auto& name : rule_names())
    if (name != "z-box" || with_box) options.push_back(rule_option(name));
  return options;
}

Control choice(std::string name, Text label, std::vector<Option> options, std::string initial,
               std::string section, Text help = {}) {
  return {.name = std::move(name),
          .kind = ControlKind::choice,
          .label = std::move(label),
          .help = std::move(help),
          .initial = std::move(initial),
          .options = std::move(options),
          .section = std::move(section)};
}

std::string key_of(const RuleSpec& spec) {
  std::string key = spec.name;
  char buffer[40];
  for (const auto& [name, value] : spec.params) {
    std::snprintf(buffer, sizeof buffer, "%.17g", value);
    key += "," + name + "=" + buffer;
  }
  return key;
}

}  // namespace

std::vector<Control> image_relevance_controls(const ImageRelevanceSetup& setup) {
  std::vector<Option> targets = {{"winner", {"winner", "Sieger"}}};
  for (const auto& name : setup.classes) targets.push_back({name, {name, name}});
  std::vector<Option> composites;
  for (const auto& name : composite_names()) composites.push_back(composite_option(name));

  std::vector<Control> controls;
  controls.push_back({.name = "image",
                      .kind = ControlKind::image,
                      .label = {"Your digit", "Deine Ziffer"},
                      .initial = Array{{0}, {}},
                      .section = "input"});
  controls.push_back({.name = "index",
                      .kind = ControlKind::index,
                      .label = {"Digit of the test set", "Ziffer der Testmenge"},
                      .initial = -1.0,
                      .low = -1,
                      .high = double(setup.images - 1),
                      .step = 1,
                      .section = "input"});
  controls.push_back(choice("target", {"Explain the score of", "Erkläre die Bewertung von"},
                            targets, "winner", "explanation"));
  controls.push_back(choice("model", {"Network", "Netz"}, setup.models,
                            setup.models.empty() ? "" : setup.models.front().value, "model"));
  controls.push_back(choice(
      "method", {"Method", "Verfahren"},
      {{"lrp", {"LRP", "LRP"}, {"Layer-wise relevance propagation", "Schichtweise Relevanz"}},
       {"gradient",
        {"∇", "∇"},
        {"Gradient: where the score would change", "Gradient: wo sich die Bewertung ändern würde"}},
       {"gradient-times-input",
        {"∇ × x", "∇ × x"},
        {"Gradient times input", "Gradient mal Eingabe"}}},
      "lrp", "rule"));
  controls.push_back(
      choice("composite", {"Composite", "Komposit"}, composites, "epsilon-gamma-box", "rule",
             {"Which rule for which kind of layer", "Welche Regel für welche Art von Schicht"}));
  controls.push_back(choice("rule", {"One rule everywhere", "Eine Regel überall"},
                            rule_options({"no, the composite", "nein, das Komposit"}, false),
                            "composite", "rule"));
  controls.push_back(epsilon_slider(1));
  controls.push_back(parameter_slider(
      "gamma", {"γ", "γ"}, 0.25, 0, 10, 0.05,
      {"How much positive weights are favoured", "Wie stark positive Gewichte bevorzugt werden"}));
  controls.push_back(parameter_slider("alpha", {"α (β = α − 1)", "α (β = α − 1)"}, 2, 1, 5, 0.1));
  controls.push_back(
      parameter_slider("low", {"Smallest pixel l", "Kleinster Pixel l"}, 0, -1, 0, 0.1));
  controls.push_back(
      parameter_slider("high", {"Largest pixel h", "Größter Pixel h"}, 1, 1, 2, 0.1));
  controls.push_back(
      choice("ties", {"Ties of max pooling", "Gleichstand beim Max-Pooling"},
             {{"first", {"to the first", "an den ersten"}}, {"split", {"split", "geteilt"}}},
             "first", "parameters"));
  controls.push_back({.name = "layer_rules",
                      .kind = ControlKind::layer_rules,
                      .label = {"Rule per layer", "Regel je Schicht"},
                      .initial = std::vector<std::string>(setup.layers.size(), "composite"),
                      .options = rule_options({"as above", "wie oben"}, true),
                      .rows = setup.layers,
                      .section = "layers"});
  controls.push_back(
      {.name = "faithfulness",
       .kind = ControlKind::action,
       .label = {"Put it to the test", "Auf die Probe stellen"},
       .help =
           {"Removes pixels of all test digits, most relevant first, and watches the score.",
            "Entfernt Pixel aller Testziffern, relevanteste zuerst, und verfolgt die Bewertung."},
       .initial = false,
       .section = "evaluation"});
  return controls;
}

ExplanationChoice choose_explanation(const Values& values, const std::vector<std::string>& layers) {
  ExplanationChoice choice;
  choice.method = word(values, "method");
  const std::string& rule = word(values, "rule");
  const std::string& composite = word(values, "composite");
  if (rule == "composite") {
    RuleSpec spec{composite, {{"epsilon", number(values, "epsilon")}}};
    if (composite == "epsilon-gamma-box") {
      spec.params["gamma"] = number(values, "gamma");
      spec.params["low"] = number(values, "low");
      spec.params["high"] = number(values, "high");
    }
    choice.composite = make_composite(spec);
    choice.key = key_of(spec);
  } else {
    choice.composite = make_uniform(rule_from_sliders(rule, values));
    choice.key = "uniform " + key_of(rule_from_sliders(rule, values));
  }
  choice.composite.ties = word(values, "ties") == "split" ? Ties::split : Ties::first;
  choice.key += " " + word(values, "ties") + " " + choice.method;

  const auto& overrides = words(values, "layer_rules");
  for (size_t i = 0; i < std::min(overrides.size(), layers.size()); ++i) {
    if (overrides[i] == "composite") continue;
    const RuleSpec spec = rule_from_sliders(overrides[i], values);
    make_rule(spec);
    choice.composite.overrides.emplace_back(layers[i], spec);
    choice.key += " " + layers[i] + ":" + key_of(spec);
  }
  return choice;
}

std::vector<ControlState> idle_controls(const Values& values) {
  std::vector<ControlState> idle;
  if (word(values, "method") != "lrp") {
    const Text reason{"A gradient uses no propagation rules.",
                      "Ein Gradient verwendet keine Propagationsregeln."};
    for (const char* name :
         {"composite", "rule", "epsilon", "gamma", "alpha", "low", "high", "ties", "layer_rules"})
      idle.push_back({name, reason});
    return idle;
  }
  const std::string& rule = word(values, "rule");
  const bool by_composite = rule == "composite";
  std::vector<std::string> used = words(values, "layer_rules");
  used.push_back(rule);
  if (by_composite) {
    used.push_back("epsilon");
    if (word(values, "composite") == "epsilon-gamma-box")
      used.insert(used.end(), {"gamma", "z-box"});
  } else {
    idle.push_back(
        {"composite",
         {"One rule is chosen for all layers.", "Eine Regel ist für alle Schichten gewählt."}});
  }
  const auto unless = [&](const char* needed, const char* control, Text reason) {
    if (std::find(used.begin(), used.end(), needed) == used.end())
      idle.push_back({control, std::move(reason)});
  };
  unless("epsilon", "epsilon", {"No layer uses the ε rule.", "Keine Schicht nutzt die ε-Regel."});
  unless("gamma", "gamma", {"No layer uses the γ rule.", "Keine Schicht nutzt die γ-Regel."});
  unless("alpha-beta", "alpha",
         {"No layer uses αβ with a free α.", "Keine Schicht nutzt αβ mit freiem α."});
  for (const char* bound : {"low", "high"})
    unless("z-box", bound, {"No layer uses the zᴮ rule.", "Keine Schicht nutzt die zᴮ-Regel."});
  return idle;
}

}  // namespace relevance
