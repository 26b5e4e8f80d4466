#include "train/digit_decoder.hpp"

#include "train/initialise.hpp"

namespace relevance {
namespace {

constexpr Index kCode = 10, kSide = 20, kPixels = kSide * kSide;

int add_dense(Network<float>& net, const std::string& name, Index n_out, int input) {
  const Index n_in = size_of(net.node(input).shape);
  return net.add(name, Dense<float>{Matrix<float>::Zero(n_out, n_in), Vector<float>::Zero(n_out)},
                 {input});
}

/// Dense layers of these widths, ReLU after each; returns the last node.
int add_hidden(Network<float>& net, const std::vector<Index>& widths, int input) {
  for (size_t i = 0; i < widths.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    input = add_dense(net, "hidden" + number, widths[i], input);
    input = net.add("relu" + number, Activation{ActivationKind::relu}, {input});
  }
  return input;
}

void build_encoder(Network<float>& net) {
  int x = net.add("image", Input{{1, kSide, kSide}}, {});
  x = net.add("flatten", Reshape{{kPixels}}, {x});
  net.set_output(add_dense(net, "code", 2 * kCode, add_hidden(net, {256, 128}, x)));
}

/// The digits are 20×20 in the middle of the frame, so only that much is decoded. Depth is what
/// keeps the digits apart: with few layers more codes lie between two of them.
int build_decoder(Network<float>& net) {
  constexpr Index kMargin = 4;
  int x = net.add("code", Input{{kCode}}, {});
  const int logits = add_dense(net, "pixels", kPixels, add_hidden(net, {64, 64, 64, 112}, x));
  x = net.add("ink", Activation{ActivationKind::sigmoid}, {logits});
  x = net.add("middle", Reshape{{1, kSide, kSide}}, {x});
  net.set_output(net.add("image", Pad{kMargin, kMargin, kMargin, kMargin}, {x}));
  return logits;
}

}  // namespace

DecoderRecipe decoder_recipe(uint64_t seed) {
  DecoderRecipe recipe;
  recipe.description =
      "encoder 400, 256, 128, 2 · 10; decoder 10, 64, 64, 64, 112, 400; ReLU between, sigmoid last";
  build_encoder(recipe.model.encoder);
  recipe.model.logits = build_decoder(recipe.model.decoder);
  // Only what writing varies in: shifted digits would use up the code for their places.
  recipe.augmentation = {.rotation = 4, .scale = 0.03, .stretch = 0.04, .shear = 0.08};
  recipe.options.beta = 1.5;
  recipe.options.warm_up = 0.15;  // without it six directions of the code stay dead
  recipe.options.train = {.epochs = 250,
                          .batch_size = 32,
                          .optimizer = {.rate = 2e-3},
                          .schedule = {.kind = ScheduleKind::cosine},
                          .seed = seed};
  Random random(seed);
  initialise(recipe.model.encoder, random);
  initialise(recipe.model.decoder, random);
  return recipe;
}

}  // namespace relevance
