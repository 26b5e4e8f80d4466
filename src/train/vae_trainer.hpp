#pragma once
// Training of a variational autoencoder, in slices like every training.
//
//   VaeTrainer<float> trainer(model, images.cols(), labelled_images(images, labels, shape),
//                             {.beta = 1});
//   trainer.run();    // model.decoder now makes images of codes z ~ N(0, I)

#include "train/elbo.hpp"
#include "train/train_loop.hpp"

namespace relevance {

struct VaeOptions {
  TrainOptions train = {};
  double beta = 1;  ///< weight of the divergence: larger fills the code space, smaller sharpens
  /// In this first share of the steps beta rises evenly from 0, so that the decoder learns to
  /// use the whole code before the divergence can switch directions off (Bowman et al. 2016).
  double warm_up = 0;
};

template <class S>
class VaeTrainer : public TrainLoop {
 public:
  /// Keeps a reference to `model`, which must outlive this and whose parameters it changes.
  /// A batch's first input is both what is encoded and what is to be decoded, values 0–1;
  /// the noise ε comes from the training's seed. Raises what Elbo and TrainLoop raise.
  VaeTrainer(Autoencoder<S>& model, Index samples, MakeBatch<S> make_batch,
             const VaeOptions& options);

  /// Of the last batch, before its step.
  const ElboValue& value() const { return value_; }

 private:
  double learn(const std::vector<Index>& samples, Random& random, double factor) override;

  Autoencoder<S>& model_;
  VaeOptions options_;
  MakeBatch<S> make_batch_;
  Elbo<S> elbo_;
  Optimizer<S> encoder_optimizer_, decoder_optimizer_;
  Batch<S> batch_;
  ElboValue value_;
};

}  // namespace relevance
