#include "train/vae_trainer.hpp"

namespace relevance {

template <class S>
VaeTrainer<S>::VaeTrainer(Autoencoder<S>& model, Index samples, MakeBatch<S> make_batch,
                          const VaeOptions& options)
    : TrainLoop(samples, options.train),
      model_(model),
      make_batch_(std::move(make_batch)),
      elbo_(model, options.beta),
      encoder_optimizer_(model.encoder, options.train.optimizer),
      decoder_optimizer_(model.decoder, options.train.optimizer) {}

template <class S>
double VaeTrainer<S>::learn(const std::vector<Index>& samples, Random& random, double factor) {
  make_batch_(samples, random, batch_);
  const Matrix<S>& x = batch_.inputs.front();
  const double loss = elbo_(x, random.normal_matrix<S>(elbo_.code_size(), x.cols())).loss();
  check_loss(loss);
  encoder_optimizer_.step(model_.encoder, elbo_.encoder_gradients(), factor);
  decoder_optimizer_.step(model_.decoder, elbo_.decoder_gradients(), factor);
  elbo_.refresh();
  return loss;
}

template class VaeTrainer<float>;
template class VaeTrainer<double>;

}  // namespace relevance
