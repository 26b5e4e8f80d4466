#pragma once
// Training in slices: natively in one go, in the browser between two frames.
//
//   Trainer<float> trainer(network, images.cols(), labelled_images(images, labels, shape),
//                          cross_entropy<float>(network.output()), {.epochs = 10});
//   while (!trainer.state().done) trainer.advance_for(10);

#include "train/loss.hpp"
#include "train/train_loop.hpp"

namespace relevance {

template <class S>
class Trainer : public TrainLoop {
 public:
  /// Keeps a reference to `network`, which must outlive this and whose parameters it changes.
  /// Raises `out-of-range` for options that make no sense.
  Trainer(Network<S>& network, Index samples, MakeBatch<S> make_batch, Loss<S> loss,
          const TrainOptions& options);

 private:
  double learn(const std::vector<Index>& samples, Random& random, double factor) override;

  Network<S>& network_;
  MakeBatch<S> make_batch_;
  Loss<S> loss_;
  Forward<S> forward_;
  Backward<S> backward_;
  Optimizer<S> optimizer_;
  Batch<S> batch_;
  Heads<S> heads_;
};

/// Runs the network backward from the heads a loss has left.
template <class S>
void backward_from(Backward<S>& backward, const Trace<S>& trace, const Heads<S>& heads);

}  // namespace relevance
