#include "train/optimizer.hpp"

#include <cmath>

#include "base/error.hpp"

namespace relevance {
namespace {

/// Calls f(weights, bias) for a layer that is trained.
template <class S, class F>
void with_parameters(Layer<S>& layer, F f) {
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
    Layer<S> layer = network.node(i).layer;
    with_parameters(layer, [&](const Matrix<S>& w, const Vector<S>& b) {
      for (int k = 0; k < 2; ++k) {
        moments_[size_t(i)].weights[k].setZero(w.rows(), w.cols());
        moments_[size_t(i)].bias[k].setZero(b.size(), 1);
      }
    });
  }
}

template <class S>
void Optimizer<S>::update(Eigen::Ref<Matrix<S>> w, const Eigen::Ref<const Matrix<S>>& g,
                          Matrix<S> (&moments)[2], double rate) const {
  if (options_.kind == OptimizerKind::sgd) {
    moments[0] = S(options_.momentum) * moments[0] + g;
    w -= S(rate) * moments[0];
    return;
  }
  const S beta1 = S(options_.beta1), beta2 = S(options_.beta2);
  moments[0] = beta1 * moments[0] + (S(1) - beta1) * g;
  moments[1] = beta2 * moments[1] + (S(1) - beta2) * g.cwiseAbs2();
  const S correction1 = S(1 / (1 - std::pow(options_.beta1, double(steps_))));
  const S correction2 = S(1 / (1 - std::pow(options_.beta2, double(steps_))));
  w.array() -= S(rate) * correction1 * moments[0].array() /
               ((correction2 * moments[1].array()).sqrt() + S(options_.epsilon));
}

template <class S>
void Optimizer<S>::step(Network<S>& network, const std::vector<ParameterGradient<S>>& gradients,
                        double factor) {
  const double rate = options_.rate * factor;
  ++steps_;
  for (int i = 0; i < network.size(); ++i)
    with_parameters(network.node(i).layer, [&](Matrix<S>& w, Vector<S>& b) {
      const auto& gradient = gradients[size_t(i)];
      if (options_.weight_decay > 0) w *= S(1 - rate * options_.weight_decay);
      update(w, gradient.weights, moments_[size_t(i)].weights, rate);
      if (options_.train_bias) update(b, gradient.bias, moments_[size_t(i)].bias, rate);
    });
}

template class Optimizer<float>;
template class Optimizer<double>;

}  // namespace relevance
