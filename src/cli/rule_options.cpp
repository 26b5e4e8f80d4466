#include "cli/rule_options.hpp"

#include "base/error.hpp"
#include "explain/rule_table.hpp"

namespace relevance::cli {
namespace {

/// NAME[:k=v,…] of --rule as the composite that uses it everywhere.
Composite uniform(const std::string& rule) {
  const size_t colon = rule.find(':');
  return parse_composite("uniform:rule=" + rule.substr(0, colon) +
                         (colon == std::string::npos ? "" : "," + rule.substr(colon + 1)));
}

}  // namespace

void RuleOptions::add_to(CLI::App& command) {
  command.add_option("--composite", composite, "e.g. epsilon-plus, epsilon-gamma-box:low=0,high=1");
  command.add_option("--rule", rule, "one rule everywhere, e.g. gamma:gamma=0.25");
  command.add_option("--layer", layers, "another rule for a layer, NODE=RULE[:k=v,…]")
      ->allow_extra_args(false);
  command.footer("Parameters of the rules, with their usual ranges:\n" + parameter_help());
}

Composite RuleOptions::composite_of() const {
  Composite chosen = rule.empty() ? parse_composite(composite) : uniform(rule);
  for (const auto& text : layers) {
    const size_t colon = text.find(':'), equals = text.rfind('=', colon);
    if (equals == std::string::npos || equals == 0)
      throw Error("bad-argument", "--layer " + text + ": expected NODE=RULE[:name=number,…]",
                  {{"given", text}, {"expected", "NODE=RULE"}});
    chosen.overrides.emplace_back(text.substr(0, equals), parse_rule_spec(text.substr(equals + 1)));
  }
  return chosen;
}

}  // namespace relevance::cli
