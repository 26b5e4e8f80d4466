#pragma once
// What every training has in common: epochs, order, schedule, slices.

#include "base/progress.hpp"
#include "base/random.hpp"
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

/// Goes through the samples in random order, epoch after epoch; what is done with a batch is
/// the derived class's part.
class TrainLoop {
 public:
  virtual ~TrainLoop() = default;

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

 protected:
  /// Raises `out-of-range` for options that make no sense.
  TrainLoop(Index samples, const TrainOptions& options);

  /// Changes the parameters by these samples, the learning rate times `factor`; returns the
  /// loss before the change.
  virtual double learn(const std::vector<Index>& samples, Random& random, double factor) = 0;
  /// Raises `diverged`; to be called before parameters follow a gradient.
  void check_loss(double loss) const;

 private:
  void step();

  Index samples_;
  TrainOptions options_;
  Random random_;
  TrainState state_;
  double loss_sum_ = 0;
  int64_t loss_count_ = 0;
  std::vector<Index> order_;
};

}  // namespace relevance
