#include "train/optimizer.hpp"

#include <cmath>

#include "base/error.hpp"
#include "nn/kernels/update.hpp"

namespace relevance {
namespace {

/// Calls f(weights, bias) for a layer that is trained.
template <class S, class L, class F>
void with_parameters(L& layer, F f) {
  if (auto* dense = std::get_if<Dense<S>>(&layer)) f(dense->weights, dense->bias);
  if (auto* conv = std::get_if<Conv2d<S>>(&layer)) f(conv->weights, conv->bias);
}

}  // namespace

void check_options(const OptimizerOptions& options) {
  check_range("train", "rate", options.rate, 1e-12, 1e3);
  check_range("train", "momentum", options.momentum, 0, 0.9999);
  check_range("train", "beta1", options.beta1, 0, 0.9999);
  check_range("train", "beta2", options.beta2, 0, 0.999999);
  check_range("train", "epsilon", options.epsilon, 1e-300, 1);
  check_range("train", "weight_decay", options.weight_decay, 0, 1e3);
}

template <class S>
Optimizer<S>::Optimizer(const Network<S>& network, const OptimizerOptions& options)
    : options_(options), moments_(size_t(network.size())) {
  check_options(options);
  for (int i = 0; i < network.size(); ++i) {
    with_parameters<S>(network.node(i).layer, [&](const Matrix<S>& w, const Vector<S>& b) {
      for (int k = 0; k < 2; ++k) {
        moments_[size_t(i)].weights[k].setZero(w.rows(), w.cols());
        moments_[size_t(i)].bias[k].setZero(b.size(), 1);
      }
    });
  }
}

template <class S>
void Optimizer<S>::update(S* w, const S* g, Index n, Matrix<S> (&moments)[2], double rate) const {
  S *first = moments[0].data(), *second = moments[1].data();
  if (options_.kind == OptimizerKind::sgd) {
    momentum_update(n, S(rate), S(options_.momentum), g, first, w);
    return;
  }
  const auto correction = [&](double beta) { return S(1 / (1 - std::pow(beta, double(steps_)))); };
  const AdamFactors<S> factors{S(rate),
                               S(options_.beta1),
                               S(options_.beta2),
                               correction(options_.beta1),
                               correction(options_.beta2),
                               S(options_.epsilon)};
  adam_update(n, factors, g, first, second, w);
}

template <class S>
void Optimizer<S>::step(Network<S>& network, const std::vector<ParameterGradient<S>>& gradients,
                        double factor) {
  const double rate = options_.rate * factor;
  ++steps_;
  for (int i = 0; i < network.size(); ++i)
    with_parameters<S>(network.node(i).layer, [&](Matrix<S>& w, Vector<S>& b) {
      const auto& gradient = gradients[size_t(i)];
      if (options_.weight_decay > 0) w *= S(1 - rate * options_.weight_decay);
      update(w.data(), gradient.weights.data(), w.size(), moments_[size_t(i)].weights, rate);
      if (options_.train_bias)
        update(b.data(), gradient.bias.data(), b.size(), moments_[size_t(i)].bias, rate);
    });
}

template class Optimizer<float>;
template class Optimizer<double>;

}  // namespace relevance
