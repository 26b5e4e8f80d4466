#pragma once
// Losses: small functions of a trace, each handing back gradients at the nodes it reads.
//
//   Loss<float> loss = sum_of({{1.0, cross_entropy<float>(logits)}, {0.1, my_penalty}});
//   Heads<float> heads;
//   double value = loss(trace, batch, heads);   // then Backward with these heads

#include <utility>

#include "nn/forward.hpp"
#include "train/batch.hpp"

namespace relevance {

/// dL/d(values of a node) [size × batch].
template <class S>
struct Head {
  int node = 0;
  Matrix<S> gradient;
};
template <class S>
using Heads = std::vector<Head<S>>;

/// Returns the mean loss over the batch, dimensionless, and appends its gradients.
/// A loss of several parts (reconstruction and divergence) appends several heads.
template <class S>
using Loss = std::function<double(const Trace<S>&, const Batch<S>&, Heads<S>&)>;

/// Cross-entropy of softmax(logits) against `batch.labels`:
/// L = mean_b (log Σ_k exp z_kb − z_{label b, b}), in log-sum-exp form, so that no logit is
/// too large. Raises `shape-mismatch`, `target-out-of-range` for a label without a logit.
template <class S>
Loss<S> cross_entropy(int node);

/// L = mean over batch and elements of (y − t)², t = `batch.targets [n_out × batch]`.
/// Raises `shape-mismatch`.
template <class S>
Loss<S> mean_squared_error(int node);

/// Negative log-likelihood of pixels t = `batch.targets [n × batch]` in [0, 1] under
/// independent Bernoulli with the probabilities sigmoid(l), l the node's logits:
/// L = mean_b Σ_i (log(1 + exp l_ib) − t_ib l_ib), in nats per sample, stable for any logit.
/// Raises `shape-mismatch`.
template <class S>
Loss<S> bernoulli(int node);

/// Kullback–Leibler divergence of N(μ, diag exp s) from N(0, I), the node's values [2d × batch]
/// being μ over s: L = mean_b ½ Σ_i (μ_ib² + exp s_ib − s_ib − 1), in nats per sample
/// (Kingma and Welling 2014, appendix B). Raises `shape-mismatch` for an odd number of values.
template <class S>
Loss<S> normal_divergence(int node);

/// Σ_i weight_i L_i.
template <class S>
Loss<S> sum_of(std::vector<std::pair<double, Loss<S>>> parts);

}  // namespace relevance
