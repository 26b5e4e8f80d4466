// relevance train decoder
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/digits.hpp"
#include "cli/train.hpp"
#include "io/file.hpp"
#include "io/onnx/onnx.hpp"
#include "train/confidence.hpp"
#include "train/digit_decoder.hpp"
#include "train/labelled_images.hpp"

namespace relevance::cli {
namespace {

struct TrainDecoderOptions {
  std::string data = "examples/data/digits", out = "digits-decoder.onnx", classifier;
  std::optional<int64_t> epochs, batch_size;  // of the recipe where not given
  std::optional<double> rate, beta;
  int64_t seed = 1;
};

/// Of images that were not distorted; the noise has its own seed.
ElboValue evaluate(const Autoencoder<float>& model, double beta, const Matrix<float>& images) {
  Random random(1);
  Elbo<float> elbo(model, beta);
  return elbo.value(images, random.normal_matrix<float>(elbo.code_size(), images.cols()));
}

/// Share of 1,000 decoded codes of N(0, I) of which the classifier is surer than 90 %.
double recognised(const Network<float>& decoder, const std::string& classifier) {
  constexpr Index kCodes = 1000;
  constexpr double kSure = 0.9;
  const OnnxModel<float> model = read_onnx<float>(read_file(classifier));
  Random random(1);
  const Matrix<float> codes = random.normal_matrix<float>(decoder.input_size(), kCodes);
  return confident_share(model.network, predict(decoder, codes), kSure);
}

void train(const TrainDecoderOptions& options) {
  DecoderRecipe recipe = decoder_recipe(checked_seed(options.seed));
  TrainOptions& training = recipe.options.train;
  if (options.epochs) training.epochs = checked_count("epochs", *options.epochs);
  if (options.batch_size) training.batch_size = checked_count("batch_size", *options.batch_size);
  if (options.rate) training.optimizer.rate = *options.rate;
  if (options.beta) recipe.options.beta = *options.beta;
  Autoencoder<float>& model = recipe.model;
  const Shape& frame = model.encoder.input_shape();
  const Digits digits = read_digits(options.data, "train", frame);
  const Digits test = read_digits(options.data, "test", frame);
  VaeTrainer<float> trainer(
      model, digits.images.cols(),
      labelled_images<float>(digits.images, digits.labels, frame, recipe.augmentation),
      recipe.options);
  run_and_report(trainer);
  const ElboValue on_test = evaluate(model, recipe.options.beta, test.images);
  write_file(options.out, write_onnx(model.decoder, "digits-decoder",
                                     {{"architecture", recipe.description},
                                      {"data", "examples/data/digits"},
                                      {"command", "relevance train decoder"},
                                      {"seed", std::to_string(options.seed)}}));
  nlohmann::ordered_json json{{"file", options.out},
                              {"parameters", model.decoder.parameter_count()},
                              {"encoder_parameters", model.encoder.parameter_count()},
                              {"code", model.decoder.input_size()},
                              {"epochs", training.epochs},
                              {"seed", options.seed},
                              {"beta", recipe.options.beta},
                              {"loss", trainer.state().last_epoch_loss},
                              {"test_reconstruction", on_test.reconstruction},
                              {"test_divergence", on_test.divergence},
                              {"n", test.labels.size()}};
  if (!options.classifier.empty())
    json["recognised"] = recognised(model.decoder, options.classifier);
  std::cout << json.dump() << "\n";
}

}  // namespace

void add_train_decoder(CLI::App& train_command) {
  auto options = std::make_shared<TrainDecoderOptions>();
  auto* command = train_command.add_subcommand(
      "decoder", "The shipped decoder of digits, a variational autoencoder's second half");
  command->add_option("--data", options->data, "folder of the IDX files (examples/data/digits)");
  command->add_option("--out", options->out, "file to write (digits-decoder.onnx)");
  command->add_option("--epochs", options->epochs, "how often each image is seen");
  command->add_option("--batch-size", options->batch_size, "images in one step");
  command->add_option("--rate", options->rate, "learning rate at the start");
  command->add_option("--beta", options->beta, "weight of the divergence");
  command->add_option("--classifier", options->classifier,
                      "ONNX file: how many decoded codes does it recognise?");
  command->add_option("--seed", options->seed, "of weights, order, distortions and noise (1)");
  command->callback([options] { train(*options); });
}

}  // namespace relevance::cli
