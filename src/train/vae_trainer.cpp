#include "train/vae_trainer.hpp"

#include "base/error.hpp"

namespace relevance {

template <class S>
VaeTrainer<S>::VaeTrainer(Autoencoder<S>& model, Index samples, MakeBatch<S> make_batch,
                          const VaeOptions& options)
    : TrainLoop(samples, options.train),
      model_(model),
      options_(options),
      make_batch_(std::move(make_batch)),
      elbo_(model, options.beta),
      encoder_optimizer_(model.encoder, options.train.optimizer),
      decoder_optimizer_(model.decoder, options.train.optimizer) {
  check_range("train", "warm_up", options.warm_up, 0, 1);
}

template <class S>
double VaeTrainer<S>::learn(const std::vector<Index>& samples, Random& random, double factor) {
  make_batch_(samples, random, batch_);
  const Matrix<S>& x = batch_.inputs.front();
  const double rising = options_.warm_up * double(state().steps);
  const double step = double(state().step);
  elbo_.set_beta(options_.beta * (step < rising ? step / rising : 1));
  value_ = elbo_(x, random.normal_matrix<S>(elbo_.code_size(), x.cols()));
  check_loss(value_.loss());
  encoder_optimizer_.step(model_.encoder, elbo_.encoder_gradients(), factor);
  decoder_optimizer_.step(model_.decoder, elbo_.decoder_gradients(), factor);
  elbo_.refresh();
  return value_.loss();
}

template class VaeTrainer<float>;
template class VaeTrainer<double>;

}  // namespace relevance
