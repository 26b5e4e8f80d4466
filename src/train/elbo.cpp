#include "train/elbo.hpp"

#include "base/error.hpp"
#include "train/trainer.hpp"

namespace relevance {

template <class S>
Elbo<S>::Elbo(const Autoencoder<S>& model, double beta)
    : model_(model),
      reconstruction_(bernoulli<S>(model.logits)),
      divergence_(normal_divergence<S>(model.encoder.output())),
      encode_(model.encoder),
      decode_(model.decoder),
      encoder_back_(model.encoder),
      decoder_back_(model.decoder) {
  set_beta(beta);
  check_range("elbo", "the node of the logits", model.logits, 0, model.decoder.size() - 1);
  check_size("elbo", "the encoder's output", model.encoder.output_size(), 2 * code_size());
  check_size("elbo", "the decoder's logits", size_of(model.decoder.node(model.logits).shape),
             model.encoder.input_size());
}

template <class S>
void Elbo<S>::set_beta(double beta) {
  check_range("elbo", "beta", beta, 0, 1e6);
  beta_ = beta;
}

template <class S>
ElboValue Elbo<S>::value(const Matrix<S>& x, const Matrix<S>& epsilon) {
  const Index d = code_size();
  check_size("elbo", "epsilon", epsilon.rows(), d);
  check_size("elbo", "the batch of epsilon", epsilon.cols(), x.cols());
  encoder_heads_.clear(), decoder_heads_.clear();
  batch_.targets = x;
  const Trace<S>& encoded = encode_(x);
  const Matrix<S>& q = encoded.values[size_t(model_.encoder.output())];
  spread_ = (q.bottomRows(d).array() * S(0.5)).exp() * epsilon.array();
  const Matrix<S> z = q.topRows(d) + spread_;
  ElboValue value;
  value.beta = beta_;
  value.divergence = divergence_(encoded, batch_, encoder_heads_);
  value.reconstruction = reconstruction_(decode_(z), batch_, decoder_heads_);
  return value;
}

template <class S>
ElboValue Elbo<S>::operator()(const Matrix<S>& x, const Matrix<S>& epsilon) {
  const ElboValue value = this->value(x, epsilon);
  backward_from(decoder_back_, decode_.trace(), decoder_heads_);
  const Index d = code_size();
  const Matrix<S>& dz = decoder_back_.node_gradient(model_.decoder.input());
  Matrix<S>& dq = encoder_heads_.front().gradient;
  dq *= S(beta_);
  dq.topRows(d) += dz;
  dq.bottomRows(d) += S(0.5) * dz.cwiseProduct(spread_);
  backward_from(encoder_back_, encode_.trace(), encoder_heads_);
  return value;
}

template <class S>
const std::vector<ParameterGradient<S>>& Elbo<S>::encoder_gradients() const {
  return encoder_back_.parameters();
}

template <class S>
const std::vector<ParameterGradient<S>>& Elbo<S>::decoder_gradients() const {
  return decoder_back_.parameters();
}

template <class S>
void Elbo<S>::refresh() {
  encode_.refresh(), decode_.refresh();
  encoder_back_.refresh(), decoder_back_.refresh();
}

template class Elbo<float>;
template class Elbo<double>;

}  // namespace relevance
