#include "train/trainer.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/error.hpp"

namespace relevance {

template <class S>
Trainer<S>::Trainer(Network<S>& network, Index samples, MakeBatch<S> make_batch, Loss<S> loss,
                    const TrainOptions& options)
    : network_(network),
      samples_(samples),
      make_batch_(std::move(make_batch)),
      loss_(std::move(loss)),
      options_(options),
      forward_(network),
      backward_(network),
      optimizer_(network, options.optimizer),
      random_(options.seed) {
  check_range("train", "the number of samples", double(samples), 1, 1e9);
  check_range("train", "batch_size", double(options.batch_size), 1, 65536);
  check_range("train", "epochs", double(options.epochs), 0, 1e6);
  const int64_t per_epoch = (int64_t(samples) + options.batch_size - 1) / options.batch_size;
  state_.steps = options.epochs * per_epoch;
  state_.done = state_.steps == 0;
}

template <class S>
void Trainer<S>::step() {
  const int64_t per_epoch = state_.steps / options_.epochs, place = state_.step % per_epoch;
  if (place == 0) {
    order_ = random_.permutation(samples_);
    loss_sum_ = 0, loss_count_ = 0;
  }
  const Index first = Index(place) * options_.batch_size;
  const Index last = std::min(samples_, first + options_.batch_size);
  make_batch_({order_.begin() + first, order_.begin() + last}, random_, batch_);
  std::vector<const Matrix<S>*> inputs;
  for (const auto& input : batch_.inputs) inputs.push_back(&input);
  const Trace<S>& trace = forward_(inputs);
  heads_.clear();
  const double loss = loss_(trace, batch_, heads_);
  if (!std::isfinite(loss))
    throw Error("diverged",
                "train: the loss is not finite at step " + std::to_string(state_.step) +
                    "; a smaller learning rate may help",
                {{"step", std::to_string(state_.step)}});
  std::vector<std::pair<int, const Matrix<S>*>> heads;
  for (const auto& head : heads_) heads.emplace_back(head.node, &head.gradient);
  backward_(trace, heads);
  optimizer_.step(network_, backward_.parameters(),
                  rate_factor(options_.schedule, state_.step, state_.steps));
  forward_.refresh();
  backward_.refresh();
  loss_sum_ += loss;
  state_.loss = loss_sum_ / double(++loss_count_);
  ++state_.step;
  state_.epoch = state_.step / per_epoch;
  if (place + 1 == per_epoch) state_.last_epoch_loss = state_.loss;
  state_.done = state_.step == state_.steps;
}

template <class S>
const TrainState& Trainer<S>::advance(int64_t steps) {
  for (; steps > 0 && !state_.done; --steps) step();
  return state_;
}

template <class S>
const TrainState& Trainer<S>::advance_for(double budget_ms) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  do advance(1);
  while (!state_.done &&
         std::chrono::duration<double, std::milli>(Clock::now() - start).count() < budget_ms);
  return state_;
}

template <class S>
bool Trainer<S>::run(const ProgressCallback& progress) {
  constexpr int64_t kStepsBetweenQuestions = 50;
  while (!state_.done) {
    const int64_t epoch = state_.epoch;
    for (int64_t i = 0; i < kStepsBetweenQuestions && !state_.done && state_.epoch == epoch; ++i)
      advance(1);
    if (progress && !progress(this->progress())) return state_.done;
  }
  return true;
}

template <class S>
Progress Trainer<S>::progress() const {
  const double fraction = state_.steps > 0 ? double(state_.step) / double(state_.steps) : 1;
  return {fraction, "epoch " + std::to_string(std::min(state_.epoch + 1, options_.epochs)) +
                        " of " + std::to_string(options_.epochs)};
}

template class Trainer<float>;
template class Trainer<double>;

}  // namespace relevance
