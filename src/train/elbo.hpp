#pragma once
// The evidence lower bound of a variational autoencoder, with its gradients.
//
//   Elbo<double> elbo({encoder, decoder, logits});
//   double loss = elbo(x, epsilon).loss();          // −ELBO where beta is 1, nats per sample
//   elbo.decoder_gradients()[i].weights             // d loss/dW of the decoder's node i

#include "nn/backward.hpp"
#include "train/loss.hpp"

namespace relevance {

/// Two networks beside each other; their parameters are what training changes.
template <class S>
struct Autoencoder {
  Network<S> encoder;  ///< x [n] → means over log-variances [2d]
  Network<S> decoder;  ///< code z [d] → image
  int logits = 0;      ///< the decoder's node whose sigmoid are the pixels of x [n]
};

/// Both parts, in nats per sample.
struct ElboValue {
  double reconstruction = 0;  ///< −E log p(x | z), Bernoulli
  double divergence = 0;      ///< KL(q(z | x) ‖ N(0, I)), closed form
  double beta = 1;
  double loss() const { return reconstruction + beta * divergence; }
};

/// L = −log p(x | z) + β KL(q(z | x) ‖ N(0, I)), z = μ(x) + exp(½ s(x)) ∘ ε, mean over the batch
/// (Kingma and Welling 2014, eq. 10; β: Higgins et al. 2017).
template <class S>
class Elbo {
 public:
  /// Keeps a reference to `model`, which must outlive this. Raises `shape-mismatch` where
  /// encoder, decoder and logits do not fit, `out-of-range` for a negative beta.
  explicit Elbo(const Autoencoder<S>& model, double beta = 1);

  /// Another weight of the divergence from now on. Raises `out-of-range` for a negative one.
  void set_beta(double beta);
  Index code_size() const { return model_.decoder.input_size(); }
  /// Value at pixels `x [n × batch]` in [0, 1] and noise `epsilon [d × batch]`.
  /// Raises `shape-mismatch`.
  ElboValue value(const Matrix<S>& x, const Matrix<S>& epsilon);
  /// The same, and the gradients of the loss.
  ElboValue operator()(const Matrix<S>& x, const Matrix<S>& epsilon);
  const std::vector<ParameterGradient<S>>& encoder_gradients() const;
  const std::vector<ParameterGradient<S>>& decoder_gradients() const;
  /// Prepares the weights again after they changed.
  void refresh();

 private:
  const Autoencoder<S>& model_;
  double beta_ = 1;
  Loss<S> reconstruction_, divergence_;
  Forward<S> encode_, decode_;
  Backward<S> encoder_back_, decoder_back_;
  Matrix<S> spread_;  // exp(½ s) ∘ ε
  Batch<S> batch_;
  Heads<S> encoder_heads_, decoder_heads_;
};

}  // namespace relevance
