#include "explain/rule_table.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace relevance {
namespace {

template <class T>
const T& named(const std::vector<T>& list, const char* what, const std::string& name) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const T& one) { return one.name == name; });
  if (found != list.end()) return *found;
  std::vector<std::string> names;
  for (const T& one : list) names.push_back(one.name);
  check_name("rules", what, name, names);
  return list.front();  // not reached: the check raises
}

}  // namespace

const std::vector<RuleDescription>& rule_descriptions() {
  static const std::vector<RuleDescription> rules = {
      {"zero", "LRP-0"},
      {"epsilon", "LRP-ε", {"epsilon"}},
      {"gamma", "LRP-γ", {"gamma"}},
      {"zplus", "z⁺"},
      {"alpha-beta", "αβ", {"alpha", "beta"}},
      {"w-square", "w²"},
      {"flat", {"flat", "flach"}},
      {"z-box", {"zᴮ (first layer)", "zᴮ (erste Schicht)"}, {"low", "high"}}};
  return rules;
}

const std::vector<RuleParameter>& rule_parameters() {
  static const std::vector<RuleParameter> parameters = {
      {.name = "epsilon",
       .label = "ε",
       .meaning = {"Stabiliser: absorbs weak, contradictory evidence",
                   "Stabilisator: schluckt schwache, widersprüchliche Belege"},
       .initial = 1e-6,
       .low = 1e-9,
       .high = 10,
       .logarithmic = true},
      {.name = "gamma",
       .label = "γ",
       .meaning = {"How much positive weights are favoured",
                   "Wie stark positive Gewichte bevorzugt werden"},
       .initial = 0.25,
       .low = 0,
       .high = 10,
       .step = 0.05},
      {.name = "alpha",
       .label = "α",
       .meaning = {"Weight of what speaks for a neuron",
                   "Gewicht dessen, was für ein Neuron spricht"},
       .initial = 2,
       .low = 1,
       .high = 5,
       .step = 0.1},
      {.name = "beta",
       .label = "β",
       .meaning = {"Weight of what speaks against a neuron: α − 1",
                   "Gewicht dessen, was gegen ein Neuron spricht: α − 1"},
       .initial = 1,
       .low = 0,
       .high = 4,
       .step = 0.1},
      {.name = "low",
       .label = {"Smallest input l", "Kleinste Eingabe l"},
       .meaning = {"Lower bound of the inputs", "Untere Grenze der Eingaben"},
       .initial = 0,
       .low = -10,
       .high = 0,
       .step = 0.1},
      {.name = "high",
       .label = {"Largest input h", "Größte Eingabe h"},
       .meaning = {"Upper bound of the inputs", "Obere Grenze der Eingaben"},
       .initial = 1,
       .low = 0,
       .high = 10,
       .step = 0.1}};
  return parameters;
}

const RuleDescription& describe_rule(const std::string& name) {
  return named(rule_descriptions(), "rule", name);
}
const RuleParameter& rule_parameter(const std::string& name) {
  return named(rule_parameters(), "parameter", name);
}

std::string parameter_help() {
  std::string help;
  for (const RuleParameter& p : rule_parameters())
    help += p.name + "=" + number_text(p.initial) + " (" + number_text(p.low) + " to " +
            number_text(p.high) + "): " + p.meaning.en + "\n";
  return help;
}

}  // namespace relevance
