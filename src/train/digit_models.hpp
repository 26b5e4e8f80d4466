#pragma once
// The recipes of the shipped digit classifiers: architecture and training, nothing else.
//
//   DigitRecipe recipe = digit_recipe("cnn");
//   Trainer<float> trainer(recipe.network, …, recipe.options);

#include <string>

#include "train/augment.hpp"
#include "train/trainer.hpp"

namespace relevance {

struct DigitRecipe {
  std::string description;  ///< e.g. "784 → 10"
  Network<float> network;   ///< initialised; input {1, 28, 28}, values 0–1; output 10 logits
  Augmentation augmentation;
  TrainOptions options;
};

/// "linear", "cnn", "cnn-bias-free".
const std::vector<std::string>& digit_model_names();

/// Raises `unknown-name`. The seed governs initial weights, order and distortions alike.
DigitRecipe digit_recipe(const std::string& name, uint64_t seed = 1);

}  // namespace relevance
