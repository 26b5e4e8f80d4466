#pragma once
// A composite chooses the rule of each layer; computing them is lrp's business.

#include <optional>
#include <string>
#include <vector>

#include "explain/rule.hpp"
#include "nn/network.hpp"

namespace relevance {

/// How ties of a max pool are decided.
enum class Ties { first, split };

struct Composite {
  std::string name;
  std::optional<RuleSpec> first;  ///< of first layers; none: as their kind
  RuleSpec convolution;
  RuleSpec dense;
  RuleSpec other;  ///< norm, average pool, add
  Ties ties = Ties::first;
  std::vector<std::pair<std::string, RuleSpec>> overrides = {};  ///< by node name
};

const std::vector<std::string>& composite_names();

/// Names of the parameters that any of its rules is about.
std::vector<std::string> composite_parameters(const Composite& composite);

/// From "epsilon-gamma-box" and parameters (`low`, `high`; `epsilon`, `gamma`, `alpha`
/// and `beta` change those of its rules; `uniform` takes `rule` by make_uniform).
/// Raises `unknown-name`, `box-bounds-missing`, `out-of-range`.
Composite make_composite(const RuleSpec& spec);

/// One rule everywhere: `zero` on norm, pool and add if the rule is zero, else epsilon.
/// Raises `rule-not-allowed` for z-box.
Composite make_uniform(const RuleSpec& rule);

/// "epsilon-gamma-box:low=0,high=1" or "uniform:rule=gamma,gamma=0.5"; `ties=split` in either.
Composite parse_composite(const std::string& text);

/// The layers rules apply to (dense, conv2d, average and sum pool, affine, add).
template <class S>
bool is_linear(const Layer<S>& layer);

/// The dense and conv2d layers.
template <class S>
bool has_filters(const Layer<S>& layer);

/// Whether node i is reached from the input without passing another dense or conv layer.
template <class S>
std::vector<bool> first_layers(const Network<S>& network);

/// The rule of every node; none for nodes without weights of their own.
/// Raises `unknown-name` for an override that names no linear layer.
template <class S>
std::vector<std::optional<Rule>> assign_rules(const Network<S>& network,
                                              const Composite& composite);

}  // namespace relevance
