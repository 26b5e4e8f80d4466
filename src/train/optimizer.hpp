#pragma once
// How parameters follow their gradients.

#include "nn/backward.hpp"

namespace relevance {

enum class OptimizerKind { sgd, adam };

struct OptimizerOptions {
  OptimizerKind kind = OptimizerKind::adam;
  double rate = 1e-3;       ///< learning rate
  double momentum = 0.9;    ///< of sgd, in [0, 1)
  double beta1 = 0.9;       ///< of adam, in [0, 1)
  double beta2 = 0.999;     ///< of adam, in [0, 1)
  double epsilon = 1e-8;    ///< of adam
  double weight_decay = 0;  ///< of weights, not biases; decoupled from the gradient
  bool train_bias = true;   ///< false leaves every bias as it is
};

/// Raises `out-of-range` for a rate, momentum or decay that makes no sense.
void check_options(const OptimizerOptions& options);

/// Steps the weights and biases of every Dense and Conv2d; an Affine is left alone
/// (it holds what a file gave: normalisation, constants).
///
///   sgd    v ← μ v + g,  w ← w − η v
///   adam   m ← β₁ m + (1−β₁) g,  v ← β₂ v + (1−β₂) g²,
///          w ← w − η m̂/(√v̂ + ε),  m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ)  (Kingma and Ba 2015, alg. 1)
///   both   w ← w − η λ w  for weight decay λ (Loshchilov and Hutter 2019)
template <class S>
class Optimizer {
 public:
  Optimizer(const Network<S>& network, const OptimizerOptions& options);

  /// One step with learning rate η = rate · factor.
  void step(Network<S>& network, const std::vector<ParameterGradient<S>>& gradients,
            double factor = 1);

 private:
  struct Moments {
    Matrix<S> weights[2];
    Matrix<S> bias[2];
  };
  void update(S* w, const S* g, Index n, Matrix<S> (&moments)[2], double rate) const;

  OptimizerOptions options_;
  std::vector<Moments> moments_;
  int64_t steps_ = 0;
};

}  // namespace relevance
