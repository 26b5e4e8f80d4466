// relevance train pca
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/digits.hpp"
#include "cli/train.hpp"
#include "io/file.hpp"
#include "io/onnx/onnx.hpp"
#include "train/pca.hpp"

namespace relevance::cli {
namespace {

struct TrainPcaOptions {
  std::string data = "examples/data/digits", out = "digits-pca.onnx";
  int64_t components = 32;
};

/// What the components leave of the images, mean over images and pixels of the squared error.
double error_of(const Pca& pca, const Matrix<double>& images) {
  const Matrix<double> centred = images.colwise() - pca.mean;
  const Matrix<double> kept = pca.components * (pca.components.transpose() * centred);
  return (centred - kept).squaredNorm() / double(images.size());
}

void train(const TrainPcaOptions& options) {
  const Shape frame{1, 28, 28};
  const Matrix<double> images = read_digits(options.data, "train", frame).images.cast<double>();
  const Matrix<double> test = read_digits(options.data, "test", frame).images.cast<double>();
  const Pca pca = principal_components(images, Index(options.components));
  const double total = (images.colwise() - pca.mean).squaredNorm() / double(images.cols());
  const Network<float> generator = pca_generator(pca, frame);
  write_file(options.out,
             write_onnx(generator, "digits-pca",
                        {{"architecture", std::to_string(options.components) + " → 784"},
                         {"data", "examples/data/digits"},
                         {"command", "relevance train pca"}}));
  const nlohmann::ordered_json json{{"file", options.out},
                                    {"parameters", generator.parameter_count()},
                                    {"components", options.components},
                                    {"variance", total},
                                    {"share_of_variance", pca.variances.sum() / total},
                                    {"train_error", error_of(pca, images)},
                                    {"test_error", error_of(pca, test)},
                                    {"n", images.cols()}};
  std::cout << json.dump() << "\n";
}

}  // namespace

void add_train_pca(CLI::App& train_command) {
  auto options = std::make_shared<TrainPcaOptions>();
  auto* command = train_command.add_subcommand(
      "pca", "Principal components of the digits as a linear generator");
  command->add_option("--data", options->data, "folder of the IDX files (examples/data/digits)");
  command->add_option("--out", options->out, "file to write (digits-pca.onnx)");
  command->add_option("--components", options->components, "how many are kept (32)");
  command->callback([options] { train(*options); });
}

}  // namespace relevance::cli
