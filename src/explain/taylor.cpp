#include "explain/taylor.hpp"

#include "base/error.hpp"

namespace relevance {

Expansion expand(const Differentiable& f, const Vector<double>& x, const Vector<double>& root) {
  check_size("expand", "the root point", root.size(), x.size());
  const auto gradient = f.gradient(root);
  if (!gradient) throw Error("no-gradient", "expand: f has no gradient at the expansion point", {});
  Expansion e;
  e.f = f.value(x);
  e.f_root = f.value(root);
  e.relevance = gradient->cwiseProduct(x - root);
  e.remainder = e.f - e.f_root - e.relevance.sum();
  return e;
}

Differentiable cone(const Vector<double>& mu) {
  return {[mu](const Vector<double>& x) { return (x - mu).norm() - 1; },
          [mu](const Vector<double>& x) -> std::optional<Vector<double>> {
            const double distance = (x - mu).norm();
            if (distance == 0) return std::nullopt;
            return Vector<double>((x - mu) / distance);
          }};
}

std::optional<Vector<double>> cone_root(const Vector<double>& x, const Vector<double>& mu) {
  check_size("cone_root", "mu", mu.size(), x.size());
  const double distance = (x - mu).norm();
  if (distance < 1) return std::nullopt;
  if (distance == 1) return x;
  return Vector<double>(mu + (x - mu) / distance);
}

std::optional<Vector<double>> ray_root(const Vector<double>& x, const Vector<double>& mu) {
  check_size("ray_root", "mu", mu.size(), x.size());
  const double distance = (x - mu).norm();
  if (distance == 0) return std::nullopt;
  return Vector<double>(mu + (x - mu) / distance);
}

}  // namespace relevance
