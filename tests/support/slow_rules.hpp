#pragma once
// Every propagation rule as the explicit formula of rules.md over explicit matrices.

#include <cmath>
#include <map>
#include <string>

#include "support/slow_layers.hpp"

namespace relevance::testing {

inline double plus(double v) { return v > 0 ? v : 0; }
inline double minus(double v) { return v < 0 ? v : 0; }
inline double stab(double z, double epsilon) { return z + (z >= 0 ? epsilon : -epsilon); }

/// R_j for one sample; nothing flows where R_k = 0 or a denominator is 0.
inline Eigen::VectorXd slow_rule(const std::string& rule, std::map<std::string, double> p,
                                 const ExplicitLayer& layer, const Eigen::VectorXd& a,
                                 const Eigen::VectorXd& out) {
  const Index n_in = a.size(), n_out = out.size();
  const double epsilon = p.count("epsilon") ? p["epsilon"] : rule == "epsilon" ? 1e-6 : 0;
  const double gamma = p.count("gamma") ? p["gamma"] : 0.25;
  const double alpha = p.count("alpha") ? p["alpha"] : 2, beta = p.count("beta") ? p["beta"] : 1;
  Eigen::VectorXd in = Eigen::VectorXd::Zero(n_in);
  const auto share = [&](double relevance, double bias, auto numerator) {
    double sum = 0;
    for (Index j = 0; j < n_in; ++j) sum += numerator(j);
    const double whole = stab(sum + bias, epsilon);
    if (relevance == 0 || whole == 0) return;
    for (Index j = 0; j < n_in; ++j) in[j] += numerator(j) / whole * relevance;
  };
  for (Index k = 0; k < n_out; ++k) {
    const auto w = [&](Index j) { return layer.weights(k, j); };
    const double b = layer.bias[k], z = layer.weights.row(k).dot(a) + b;
    if (rule == "zero" || rule == "epsilon") {
      share(out[k], b, [&](Index j) { return a[j] * w(j); });
    } else if (rule == "gamma") {
      if (z > 0)
        share(out[k], b + gamma * plus(b), [&](Index j) {
          return plus(a[j]) * (w(j) + gamma * plus(w(j))) +
                 minus(a[j]) * (w(j) + gamma * minus(w(j)));
        });
      if (z < 0)
        share(out[k], b + gamma * minus(b), [&](Index j) {
          return plus(a[j]) * (w(j) + gamma * minus(w(j))) +
                 minus(a[j]) * (w(j) + gamma * plus(w(j)));
        });
    } else if (rule == "zplus" || rule == "alpha-beta") {
      const double for_it = rule == "zplus" ? 1 : alpha, against = rule == "zplus" ? 0 : beta;
      share(for_it * out[k], plus(b),
            [&](Index j) { return plus(a[j]) * plus(w(j)) + minus(a[j]) * minus(w(j)); });
      share(-against * out[k], minus(b),
            [&](Index j) { return plus(a[j]) * minus(w(j)) + minus(a[j]) * plus(w(j)); });
    } else if (rule == "w-square") {
      share(out[k], 0, [&](Index j) { return w(j) * w(j); });
    } else if (rule == "flat") {
      share(out[k], 0, [&](Index j) { return layer.connected(k, j); });
    } else if (rule == "z-box") {
      share(out[k], 0,
            [&](Index j) { return a[j] * w(j) - p["low"] * plus(w(j)) - p["high"] * minus(w(j)); });
    }
  }
  return in;
}

}  // namespace relevance::testing
