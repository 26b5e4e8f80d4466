// relevance train digits --model NAME
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/digits.hpp"
#include "cli/train.hpp"
#include "io/file.hpp"
#include "io/onnx/onnx.hpp"
#include "nn/scores.hpp"
#include "train/digit_models.hpp"
#include "train/labelled_images.hpp"
#include "train/trainer.hpp"

namespace relevance::cli {
namespace {

struct TrainDigitsOptions {
  std::string model, data = "examples/data/digits", out;
  std::optional<int64_t> epochs, batch_size;  // of the recipe where not given
  std::optional<double> rate;
  int64_t seed = 1;
};

double accuracy(const Network<float>& network, const Digits& digits) {
  const Matrix<float> scores = predict(network, digits.images);
  int correct = 0;
  for (Index i = 0; i < scores.cols(); ++i)
    correct += winner(scores, i) == digits.labels[size_t(i)];
  return double(correct) / double(scores.cols());
}

void train(const TrainDigitsOptions& options) {
  DigitRecipe recipe = digit_recipe(options.model, checked_seed(options.seed));
  if (options.epochs) recipe.options.epochs = checked_count("epochs", *options.epochs);
  if (options.batch_size)
    recipe.options.batch_size = checked_count("batch_size", *options.batch_size);
  if (options.rate) recipe.options.optimizer.rate = *options.rate;
  Network<float>& network = recipe.network;
  const Shape& frame = network.input_shape();
  const Digits training = read_digits(options.data, "train", frame);
  const Digits test = read_digits(options.data, "test", frame);
  Trainer<float> trainer(
      network, training.images.cols(),
      labelled_images<float>(training.images, training.labels, frame, recipe.augmentation),
      cross_entropy<float>(network.output()), recipe.options);
  run_and_report(trainer);
  const std::string name = "digits-" + options.model;
  const std::string out = options.out.empty() ? name + ".onnx" : options.out;
  const double on_test = accuracy(network, test);
  write_file(out, write_onnx(network, name,
                             {{"architecture", recipe.description},
                              {"data", "examples/data/digits"},
                              {"command", "relevance train digits --model " + options.model},
                              {"seed", std::to_string(options.seed)}}));
  const nlohmann::ordered_json json{{"file", out},
                                    {"parameters", network.parameter_count()},
                                    {"epochs", recipe.options.epochs},
                                    {"seed", options.seed},
                                    {"loss", trainer.state().last_epoch_loss},
                                    {"train_accuracy", accuracy(network, training)},
                                    {"accuracy", on_test},
                                    {"n", test.labels.size()}};
  std::cout << json.dump() << "\n";
}

}  // namespace

void add_train_digits(CLI::App& train_command) {
  auto options = std::make_shared<TrainDigitsOptions>();
  auto* command = train_command.add_subcommand(
      "digits", "The shipped digit classifiers, from examples/data/digits");
  command->add_option("--model", options->model, "linear, cnn or cnn-bias-free")->required();
  command->add_option("--data", options->data, "folder of the IDX files (examples/data/digits)");
  command->add_option("--out", options->out, "file to write (digits-MODEL.onnx)");
  command->add_option("--epochs", options->epochs, "how often each image is seen");
  command->add_option("--batch-size", options->batch_size, "images in one step");
  command->add_option("--rate", options->rate, "learning rate at the start");
  command->add_option("--seed", options->seed, "of weights, order and distortions (1)");
  command->callback([options] { train(*options); });
}

}  // namespace relevance::cli
