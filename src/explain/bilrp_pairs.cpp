#include "explain/bilrp_pairs.hpp"

#include "base/error.hpp"

namespace relevance {
namespace {

constexpr double kMaxEdgePairs = 1e6;

double part_of(InputPart part, double a, const Rule& rule) {
  switch (part) {
    case InputPart::value:
      return a;
    case InputPart::positive:
      return std::max(a, 0.0);
    case InputPart::negative:
      return std::min(a, 0.0);
    case InputPart::one:
      return 1;
    case InputPart::low:
      return rule.low;
    case InputPart::high:
      return rule.high;
  }
  return 0;
}

/// Numerators and denominators of one group on one side.
struct Shares {
  double coefficient = 1;
  Matrix<double> numerators;    ///< n [n_out × n_in]
  Vector<double> denominators;  ///< stab(D) [n_out]; 0: hands nothing on
};

std::vector<Shares> shares_of(const Rule& rule, const Dense<double>& layer, const Vector<double>& a,
                              const Vector<double>& z) {
  std::vector<Shares> all;
  for (const Group& group : rule.groups) {
    Shares s{group.coefficient, Matrix<double>::Zero(z.size(), a.size()),
             Vector<double>::Zero(z.size())};
    for (Index k = 0; k < z.size(); ++k) {
      if (group.when == When::z_positive && !(z[k] > 0)) continue;
      if (group.when == When::z_negative && !(z[k] < 0)) continue;
      for (const Term& term : group.terms)
        for (Index j = 0; j < a.size(); ++j)
          s.numerators(k, j) += part_of(term.input, a[j], rule) * term.weight(layer.weights(k, j));
      const double b = layer.bias[k];
      const double D = s.numerators.row(k).sum() + group.bias.value * b +
                       group.bias.positive * std::max(b, 0.0) +
                       group.bias.negative * std::min(b, 0.0);
      s.denominators[k] = D + (D >= 0 ? rule.epsilon : -rule.epsilon);
    }
    all.push_back(std::move(s));
  }
  return all;
}

void hand_down(const Shares& left, const Shares& right, const Matrix<double>& above,
               Matrix<double>& below) {
  for (Index k = 0; k < above.rows(); ++k)
    for (Index l = 0; l < above.cols(); ++l) {
      const double whole = left.denominators[k] * right.denominators[l];
      if (above(k, l) == 0 || whole == 0) continue;
      const double share = left.coefficient * right.coefficient * above(k, l) / whole;
      for (Index i = 0; i < below.rows(); ++i)
        for (Index j = 0; j < below.cols(); ++j)
          below(i, j) += left.numerators(k, i) * right.numerators(l, j) * share;
    }
}

}  // namespace

std::vector<Matrix<double>> propagate_pairs(const Network<double>& features,
                                            const Composite& composite, const Trace<double>& left,
                                            const Trace<double>& right) {
  const auto rules = assign_rules(features, composite);
  std::vector<Matrix<double>> pairs(size_t(features.size()));
  const auto output = size_t(features.output());
  const Index count = left.values[output].rows();
  pairs[output].setZero(count, count);
  for (Index m = 0; m < count; ++m)
    pairs[output](m, m) = left.values[output](m, 0) * right.values[output](m, 0);
  for (int n = features.output(); n > 0; --n) {
    const auto& node = features.node(n);
    if (node.inputs.empty()) continue;
    const auto source = size_t(node.inputs[0]);
    const auto* dense = std::get_if<Dense<double>>(&node.layer);
    if (dense == nullptr) {
      if (!std::holds_alternative<Activation>(node.layer) &&
          !std::holds_alternative<Reshape>(node.layer))
        throw Error("not-explainable",
                    "propagate_pairs: node \"" + node.name + "\" is a " + layer_name(node.layer) +
                        ", expected dense layers and activations",
                    {{"node", node.name}, {"layer", layer_name(node.layer)}});
      pairs[source] = pairs[size_t(n)];
      continue;
    }
    const double edges = double(dense->weights.size());
    check_work("propagate_pairs", "node \"" + node.name + "\"", edges * edges, kMaxEdgePairs,
               "pairs of edges");
    const Vector<double> a = left.values[source].col(0), a2 = right.values[source].col(0);
    const auto one = shares_of(*rules[size_t(n)], *dense, a, left.values[size_t(n)].col(0));
    const auto two = shares_of(*rules[size_t(n)], *dense, a2, right.values[size_t(n)].col(0));
    pairs[source].setZero(a.size(), a2.size());
    for (const Shares& x : one)
      for (const Shares& x2 : two) hand_down(x, x2, pairs[size_t(n)], pairs[source]);
  }
  return pairs;
}

}  // namespace relevance
