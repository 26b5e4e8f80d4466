#include "experiments/shared/composite_controls.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "experiments/shared/sections.hpp"

namespace relevance {
namespace {

/// Named by what one sees; the name of the literature stands in the help.
Option composite_option(const std::string& name) {
  struct Words {
    Text label, help;
  };
  static const std::map<std::string, Words> words = {
      {"epsilon-plus",
       {{"positive evidence", "positive Belege"},
        {"ε on dense layers, z⁺ on convolutions", "ε auf dichten Schichten, z⁺ auf Faltungen"}}},
      {"epsilon-plus-flat",
       {{"positive, spread out", "positiv, verteilt"},
        {"as epsilon-plus, flat on the first layer",
         "wie epsilon-plus, flach in der ersten Schicht"}}},
      {"epsilon-alpha2-beta1",
       {{"for and against", "für und wider"},
        {"ε on dense layers, α2β1 on convolutions",
         "ε auf dichten Schichten, α2β1 auf Faltungen"}}},
      {"epsilon-alpha2-beta1-flat",
       {{"for, against, spread out", "für, wider, verteilt"},
        {"as epsilon-alpha2-beta1, flat on the first layer",
         "wie epsilon-alpha2-beta1, flach in der ersten Schicht"}}},
      {"epsilon-gamma-box",
       {{"mild, pixels bounded", "mild, Pixel begrenzt"},
        {"ε on dense layers, γ on convolutions, zᴮ on the pixels",
         "ε auf dichten Schichten, γ auf Faltungen, zᴮ auf den Pixeln"}}}};
  const Words& said = words.at(name);
  return {name, said.label, {name + ": " + said.help.en, name + ": " + said.help.de}};
}

std::vector<Option> composite_options() {
  std::vector<Option> options;
  for (const auto& name : composite_names()) options.push_back(composite_option(name));
  return options;
}

std::vector<Option> rule_options(const Text& none, bool with_box) {
  std::vector<Option> options = {{"composite", none}};
  for (const auto& name : rule_names())
    if (name != "z-box" || with_box) options.push_back(rule_option(name));
  return options;
}

Strings linear_layers(const Network<float>& network) {
  Strings layers;
  for (const auto& node : network.nodes())
    if (is_linear(node.layer)) layers.push_back(node.name);
  return layers;
}

}  // namespace

CompositeControls::CompositeControls(const Network<float>& network)
    : layers(linear_layers(network)),
      composite{{.name = "composite",
                 .label = {"Composite", "Komposit"},
                 .help = {"Which rule for which kind of layer",
                          "Welche Regel für welche Art von Schicht"},
                 .initial = "epsilon-gamma-box",
                 .options = composite_options(),
                 .section = kRule}},
      rule{{.name = "rule",
            .label = {"One rule everywhere", "Eine Regel überall"},
            .options = rule_options({"no, the composite", "nein, das Komposit"}, false),
            .section = kRule}},
      sliders{{rule_slider("epsilon"), rule_slider("gamma"), rule_slider("alpha"),
               rule_slider("low", 0, -1, 0, 0.1), rule_slider("high", 1, 1, 2, 0.1)}},
      ties{{.name = "ties",
            .label = {"Ties of max pooling", "Gleichstand beim Max-Pooling"},
            .options = {{"first", {"to the first", "an den ersten"}},
                        {"split", {"split", "geteilt"}}},
            .section = kParameters}},
      layer_rules{{.name = "layer_rules",
                   .label = {"Rule per layer", "Regel je Schicht"},
                   .initial = Strings(layers.size(), "composite"),
                   .options = rule_options({"as above", "wie oben"}, true),
                   .rows = layers,
                   .section = {"Layer by layer", "Schicht für Schicht"}}} {}

std::vector<Control> CompositeControls::list() const {
  std::vector<Control> all = {composite, rule};
  all.insert(all.end(), sliders.list.begin(), sliders.list.end());
  all.insert(all.end(), {ties, layer_rules});
  return all;
}

Composite CompositeControls::chosen_composite(const Values& values, Key& key) const {
  if (!rule.is(values, "composite")) {
    const RuleSpec spec = sliders.spec(rule(values), values);
    key += rule_key(spec);
    return make_uniform(spec);
  }
  RuleSpec spec{composite(values), {{"epsilon", number(values, "epsilon")}}};
  if (composite.is(values, "epsilon-gamma-box"))
    for (const char* name : {"gamma", "low", "high"}) spec.params[name] = number(values, name);
  key += rule_key(spec);
  return make_composite(spec);
}

Composite CompositeControls::choose(const Values& values, Key& key) const {
  key += key_of(ties(values));
  Composite chosen = chosen_composite(values, key);
  chosen.ties = ties.is(values, "split") ? Ties::split : Ties::first;
  const Strings& overrides = layer_rules(values);
  for (size_t i = 0; i < std::min(overrides.size(), layers.size()); ++i) {
    if (overrides[i] == "composite") continue;
    check_name("layer_rules", "rule", overrides[i], rule_names());
    const RuleSpec spec = sliders.spec(overrides[i], values);
    make_rule(spec);
    chosen.overrides.emplace_back(layers[i], spec);
    key += key_of(layers[i]) + rule_key(spec);
  }
  return chosen;
}

const Control& CompositeControls::asks_for_rules(const Values& values) const {
  const Strings& overrides = layer_rules(values);
  const bool by_layer = std::any_of(overrides.begin(), overrides.end(),
                                    [](const auto& one) { return one != "composite"; });
  if (by_layer) return layer_rules;
  return rule.is(values, "composite") ? static_cast<const Control&>(composite) : rule;
}

Idle CompositeControls::idle(const Values& values) const {
  Idle idle;
  Strings used;
  for (const auto& name : layer_rules(values))
    if (name != "composite") used.push_back(name);
  if (rule.is(values, "composite")) {
    used.push_back("epsilon");
    if (composite.is(values, "epsilon-gamma-box")) used.insert(used.end(), {"gamma", "z-box"});
  } else {
    used.push_back(rule(values));
    idle.push_back(
        {"composite",
         {"One rule is chosen for all layers.", "Eine Regel ist für alle Schichten gewählt."}});
  }
  for (const auto& unread : sliders.idle(used)) idle.push_back(unread);
  return idle;
}

}  // namespace relevance
