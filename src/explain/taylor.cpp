#include "explain/taylor.hpp"

#include <memory>

#include "base/error.hpp"
#include "nn/backward.hpp"
#include "nn/kernels/small_matrix.hpp"

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

SecondExpansion expand_second(const Differentiable& f, const Vector<double>& x,
                              const Vector<double>& root) {
  SecondExpansion e{expand(f, x, root), {}};
  const auto hessian = f.hessian ? f.hessian(root) : std::nullopt;
  if (!hessian)
    throw Error("no-gradient", "expand_second: f has no Hessian at the expansion point", {});
  const Vector<double> step = x - root;
  e.interactions = *hessian;
  for (Index i = 0; i < step.size(); ++i)
    for (Index j = 0; j < step.size(); ++j) e.interactions(i, j) *= 0.5 * step[i] * step[j];
  e.remainder -= e.interactions.sum();
  return e;
}

Differentiable similarity(const Network<double>& features) {
  for (const auto& node : features.nodes()) {
    const auto* activation = std::get_if<Activation>(&node.layer);
    if (activation == nullptr || activation->kind == ActivationKind::relu ||
        activation->kind == ActivationKind::leaky_relu || activation->kind == ActivationKind::clip)
      continue;
    throw Error("not-explainable",
                "similarity: node \"" + node.name + "\" is a " + layer_name(node.layer) +
                    ", expected layers that are linear piece by piece",
                {{"node", node.name}, {"layer", layer_name(node.layer)}});
  }
  const Index d = features.input_size();
  auto forward = std::make_shared<Forward<double>>(features);
  const auto phi = [forward, &features, d](const Vector<double>& both, bool second) {
    return Vector<double>((*forward)(Matrix<double>(both.segment(second ? d : 0, d)))
                              .values[size_t(features.output())]);
  };
  const auto J = [&features, d](const Vector<double>& both, bool second) {
    return jacobian(features, Matrix<double>(both.segment(second ? d : 0, d)));
  };
  return {
      .value = [=](const Vector<double>& both) { return phi(both, false).dot(phi(both, true)); },
      .gradient = [=](const Vector<double>& both) -> std::optional<Vector<double>> {
        Vector<double> gradient(2 * d);
        gradient.head(d) = transposed_product(J(both, false), Matrix<double>(phi(both, true)));
        gradient.tail(d) = transposed_product(J(both, true), Matrix<double>(phi(both, false)));
        return gradient;
      },
      .hessian = [=](const Vector<double>& both) -> std::optional<Matrix<double>> {
        Matrix<double> hessian = Matrix<double>::Zero(2 * d, 2 * d);
        hessian.topRightCorner(d, d) = transposed_product(J(both, false), J(both, true));
        hessian.bottomLeftCorner(d, d) = hessian.topRightCorner(d, d).transpose();
        return hessian;
      }};
}

Differentiable cone(const Vector<double>& mu) {
  return {[mu](const Vector<double>& x) { return (x - mu).norm() - 1; },
          [mu](const Vector<double>& x) -> std::optional<Vector<double>> {
            const double distance = (x - mu).norm();
            if (distance == 0) return std::nullopt;
            return Vector<double>((x - mu) / distance);
          },
          [mu](const Vector<double>& x) -> std::optional<Matrix<double>> {
            const double distance = (x - mu).norm();
            if (distance == 0) return std::nullopt;
            const Vector<double> u = (x - mu) / distance;
            Matrix<double> hessian = Matrix<double>::Identity(u.size(), u.size()) / distance;
            for (Index i = 0; i < u.size(); ++i) hessian.col(i) -= u[i] / distance * u;
            return hessian;
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
