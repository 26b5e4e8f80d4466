#pragma once
// A propagation rule is data: groups of terms. `propagate` computes any of them.
//
//   Rule r = make_rule({"gamma", {{"gamma", 0.25}}});
//
// For a linear layer z_k = Σ_j a_j w_jk + b_k, a group g passes on
//   R_j += Σ_t input_t(a_j) Σ_k weight_t(w_jk) s_k,
//   s_k  = coefficient_g R_k / stab(D_k),
//   D_k  = Σ_t Σ_j input_t(a_j) weight_t(w_jk) + bias_g(b_k)
// for those k where its condition on the sign of z_k holds.

#include <map>
#include <string>
#include <vector>

#include "nn/kernels/weight_mix.hpp"

namespace relevance {

/// A rule as people write it: a name and its parameters
/// (`epsilon`, `gamma`, `alpha`, `beta`, `low`, `high`).
struct RuleSpec {
  std::string name;
  std::map<std::string, double> params = {};
  bool operator==(const RuleSpec&) const = default;
};

/// Which part of the inputs a term reads; low and high are the box's bounds.
enum class InputPart { value, positive, negative, one, low, high };

/// c₁b + c₂b⁺ + c₃b⁻: what a denominator counts of the bias.
struct BiasMix {
  double value = 0, positive = 0, negative = 0;
};

struct Term {
  InputPart input;
  WeightMix weight;
};

enum class When { always, z_positive, z_negative };

/// Terms that share a denominator.
struct Group {
  double coefficient = 1;  ///< share of R_k, dimensionless
  When when = When::always;
  BiasMix bias = {};
  std::vector<Term> terms = {};
  bool may_be_empty = false;  ///< an empty side is the rule's own absorption (αβ)
};

struct Rule {
  std::string name;
  RuleSpec spec;
  double epsilon = 0;
  double low = 0, high = 0;  ///< of z-box
  bool input_only = false;   ///< z-box: on layers fed by the input only
  bool conserves = true;     ///< up to bias, ε and 0/0
  std::vector<Group> groups;
};

/// Names of all rules of a linear layer.
const std::vector<std::string>& rule_names();

/// Raises `unknown-name` (suggesting the nearest), `out-of-range` (α−β≠1, negative
/// parameters), `box-bounds-missing`.
Rule make_rule(const RuleSpec& spec);

/// Reads "gamma:gamma=0.25,epsilon=1e-6". Raises `bad-argument`.
RuleSpec parse_rule_spec(const std::string& text);

}  // namespace relevance
