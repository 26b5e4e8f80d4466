#include "train/digit_models.hpp"

#include "base/error.hpp"
#include "train/initialise.hpp"

namespace relevance {
namespace {

Dense<float> dense(Index n_out, Index n_in) {
  return {Matrix<float>::Zero(n_out, n_in), Vector<float>::Zero(n_out)};
}

int add_conv(Network<float>& net, const std::string& name, Index filters, int input) {
  constexpr Index kKernel = 5;
  const Index channels = image_shape(net.node(input).shape).channels;
  Conv2d<float> conv;
  conv.window.kernel_h = conv.window.kernel_w = kKernel;
  conv.weights = Matrix<float>::Zero(filters, channels * kKernel * kKernel);
  conv.bias = Vector<float>::Zero(filters);
  return net.add(name, conv, {input});
}

int add_relu(Network<float>& net, const std::string& name, int input) {
  return net.add(name, Activation{ActivationKind::relu}, {input});
}

int add_pool(Network<float>& net, const std::string& name, int input) {
  Window window;
  window.kernel_h = window.kernel_w = window.stride_h = window.stride_w = 2;
  return net.add(name, Pool2d{.kind = PoolKind::average, .window = window}, {input});
}

void build_linear(Network<float>& net) {
  const int image = net.add("image", Input{{1, 28, 28}}, {});
  const int flat = net.add("flatten", Reshape{{784}}, {image});
  net.set_output(net.add("scores", dense(10, 784), {flat}));
}

/// 8 and 16 filters of 5×5, averages pooled by halves, 64 hidden units: 20,522 parameters.
void build_cnn(Network<float>& net) {
  int x = net.add("image", Input{{1, 28, 28}}, {});
  x = add_relu(net, "relu1", add_conv(net, "conv1", 8, x));
  x = add_pool(net, "pool1", x);
  x = add_relu(net, "relu2", add_conv(net, "conv2", 16, x));
  x = add_pool(net, "pool2", x);
  x = net.add("flatten", Reshape{{256}}, {x});
  x = add_relu(net, "relu3", net.add("hidden", dense(64, 256), {x}));
  net.set_output(net.add("scores", dense(10, 64), {x}));
}

}  // namespace

const std::vector<std::string>& digit_model_names() {
  static const std::vector<std::string> names{"linear", "cnn", "cnn-bias-free"};
  return names;
}

DigitRecipe digit_recipe(const std::string& name, uint64_t seed) {
  check_name("train digits", "model", name, digit_model_names());
  DigitRecipe recipe;
  // The digits of the data are 16 pixels large, those drawn on a canvas are brought to 20:
  // the distortions reach from a little below the one to a little above the other.
  recipe.augmentation = {.zoom = 1.12, .scale = 0.2};
  recipe.options.seed = seed;
  recipe.options.batch_size = 32;
  recipe.options.schedule.kind = ScheduleKind::cosine;
  if (name == "linear") {
    recipe.description = "784 → 10";
    build_linear(recipe.network);
    recipe.augmentation.rotation = 6;
    recipe.augmentation.shear = 0.1;
    recipe.augmentation.translation = 1;
    recipe.options.epochs = 60;
    recipe.options.optimizer = {.rate = 3e-3, .weight_decay = 0.02};
  } else {
    recipe.description =
        "8 filters 5×5, ReLU, average 2×2, 16 filters 5×5, ReLU, average 2×2, 64 hidden, ReLU, 10";
    build_cnn(recipe.network);
    recipe.augmentation.rotation = 12;
    recipe.augmentation.stretch = 0.15;
    recipe.augmentation.shear = 0.25;
    recipe.augmentation.translation = 2;
    recipe.augmentation.noise = 0.02;
    recipe.options.epochs = 60;
    recipe.options.optimizer = {.rate = 2e-3, .weight_decay = 0.01};
    recipe.options.optimizer.train_bias = name == "cnn";
  }
  Random random(seed);
  initialise(recipe.network, random);
  return recipe;
}

}  // namespace relevance
