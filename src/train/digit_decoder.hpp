#pragma once
// The recipe of the shipped decoder of digits: architecture and training, nothing else.
//
//   DecoderRecipe recipe = decoder_recipe();
//   VaeTrainer<float> trainer(recipe.model, …, recipe.options);   // images [400 × n]

#include <string>

#include "train/augment.hpp"
#include "train/vae_trainer.hpp"

namespace relevance {

struct DecoderRecipe {
  std::string description;   ///< of encoder and decoder
  Autoencoder<float> model;  ///< initialised; images {1, 20, 20}, decoder's output {1, 28, 28}
  Augmentation augmentation;
  VaeOptions options;
};

/// The seed governs initial weights, order, distortions and noise alike.
DecoderRecipe decoder_recipe(uint64_t seed = 1);

}  // namespace relevance
