#include "experiments/prototypes/decoder_training.hpp"

#include <chrono>

#include "train/labelled_images.hpp"

namespace relevance {
namespace {

DecoderRecipe recipe_for(const DecoderTraining::Question& question) {
  DecoderRecipe recipe = decoder_recipe();
  recipe.options.train.epochs = question.epochs;
  recipe.options.beta = question.beta;
  return recipe;
}

}  // namespace

DecoderTraining::DecoderTraining(const IdxImages& digits, const Question& question)
    : question_(question),
      recipe_(recipe_for(question)),
      trainer_(recipe_.model, digits.pixels.cols(),
               labelled_images<float>(digits.pixels, std::vector<int>(size_t(digits.pixels.cols())),
                                      recipe_.model.encoder.input_shape(), recipe_.augmentation),
               recipe_.options) {}

void DecoderTraining::advance(double budget_ms) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double, std::milli>(budget_ms);
  do {
    trainer_.advance(1);
    sum_.reconstruction += trainer_.value().reconstruction;
    sum_.divergence += trainer_.value().divergence;
    if (size_t(state().epoch) == epochs_.size()) continue;
    const auto batches = state().steps / question_.epochs;
    epochs_.push_back(
        {sum_.reconstruction / double(batches), sum_.divergence / double(batches), question_.beta});
    sum_ = {};
  } while (!state().done && Clock::now() < end);
}

std::unique_ptr<NetworkGenerator<float>> DecoderTraining::generator() const {
  return std::make_unique<NetworkGenerator<float>>(recipe_.model.decoder);
}

}  // namespace relevance
