#pragma once
// Training in slices: natively in one go, in the browser between two frames.
//
//   Trainer<float> trainer(network, images.cols(), labelled_images(images, labels, shape),
//                          cross_entropy<float>(network.output()), {.epochs = 10});
//   while (!trainer.state().done) trainer.advance_for(10);

#include "base/progress.hpp"
#include "train/loss.hpp"
#include "train/optimizer.hpp"
#include "train/schedule.hpp"

namespace relevance {

struct TrainOptions {
  int64_t epochs = 10;
  Index batch_size = 32;
  OptimizerOptions optimizer = {};
  Schedule schedule = {};
  uint64_t seed = 0;  ///< of the order of the samples and of what is random in a batch
};

/// Where training stands.
struct TrainState {
  int64_t step = 0, steps = 0;  ///< one step is one batch
  int64_t epoch = 0;            ///< whole epochs behind us
  double loss = 0;              ///< mean over the steps of this epoch so far
  double last_epoch_loss = 0;   ///< mean over the last whole epoch
  bool done = false;
};

template <class S>
class Trainer {
 public:
  /// Keeps a reference to `network`, which must outlive this and whose parameters it changes.
  /// Raises `out-of-range` for options that make no sense.
  Trainer(Network<S>& network, Index samples, MakeBatch<S> make_batch, Loss<S> loss,
          const TrainOptions& options);

  /// Exactly that many steps, or as many as are left. The parameters after n steps do not
  /// depend on how they were sliced. Raises `diverged` where the loss is no longer finite.
  const TrainState& advance(int64_t steps);
  /// Steps until about that many milliseconds have passed, at least one.
  const TrainState& advance_for(double budget_ms);
  /// To the end, or until the callback, asked after every epoch and every 50 steps, returns
  /// false. Returns whether the end was reached.
  bool run(const ProgressCallback& progress = {});

  const TrainState& state() const { return state_; }
  Progress progress() const;

 private:
  void step();

  Network<S>& network_;
  Index samples_;
  MakeBatch<S> make_batch_;
  Loss<S> loss_;
  TrainOptions options_;
  Forward<S> forward_;
  Backward<S> backward_;
  Optimizer<S> optimizer_;
  Random random_;
  TrainState state_;
  double loss_sum_ = 0;
  int64_t loss_count_ = 0;
  std::vector<Index> order_;
  Batch<S> batch_;
  Heads<S> heads_;
};

}  // namespace relevance
