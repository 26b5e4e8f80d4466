#include "train/train_loop.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/error.hpp"

namespace relevance {

TrainLoop::TrainLoop(Index samples, const TrainOptions& options)
    : samples_(samples), options_(options), random_(options.seed) {
  check_range("train", "the number of samples", double(samples), 1, 1e9);
  check_range("train", "batch_size", double(options.batch_size), 1, 65536);
  check_range("train", "epochs", double(options.epochs), 0, 1e6);
  const int64_t per_epoch = (int64_t(samples) + options.batch_size - 1) / options.batch_size;
  state_.steps = options.epochs * per_epoch;
  state_.done = state_.steps == 0;
}

void TrainLoop::check_loss(double loss) const {
  if (std::isfinite(loss)) return;
  throw Error("diverged",
              "train: the loss is not finite at step " + std::to_string(state_.step) +
                  "; a smaller learning rate may help",
              {{"step", std::to_string(state_.step)}});
}

void TrainLoop::step() {
  const int64_t per_epoch = state_.steps / options_.epochs, place = state_.step % per_epoch;
  if (place == 0) {
    order_ = random_.permutation(samples_);
    loss_sum_ = 0, loss_count_ = 0;
  }
  const Index first = Index(place) * options_.batch_size;
  const Index last = std::min(samples_, first + options_.batch_size);
  const double loss = learn({order_.begin() + first, order_.begin() + last}, random_,
                            rate_factor(options_.schedule, state_.step, state_.steps));
  loss_sum_ += loss;
  state_.loss = loss_sum_ / double(++loss_count_);
  ++state_.step;
  state_.epoch = state_.step / per_epoch;
  if (place + 1 == per_epoch) state_.last_epoch_loss = state_.loss;
  state_.done = state_.step == state_.steps;
}

const TrainState& TrainLoop::advance(int64_t steps) {
  for (; steps > 0 && !state_.done; --steps) step();
  return state_;
}

const TrainState& TrainLoop::advance_for(double budget_ms) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  do advance(1);
  while (!state_.done &&
         std::chrono::duration<double, std::milli>(Clock::now() - start).count() < budget_ms);
  return state_;
}

bool TrainLoop::run(const ProgressCallback& progress) {
  constexpr int64_t kStepsBetweenQuestions = 50;
  while (!state_.done) {
    const int64_t epoch = state_.epoch;
    for (int64_t i = 0; i < kStepsBetweenQuestions && !state_.done && state_.epoch == epoch; ++i)
      advance(1);
    if (progress && !progress(this->progress())) return state_.done;
  }
  return true;
}

Progress TrainLoop::progress() const {
  const double fraction = state_.steps > 0 ? double(state_.step) / double(state_.steps) : 1;
  return {fraction, "epoch " + std::to_string(std::min(state_.epoch + 1, options_.epochs)) +
                        " of " + std::to_string(options_.epochs)};
}

}  // namespace relevance
