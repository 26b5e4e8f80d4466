// relevance evaluate MODEL.onnx --images F --labels F
#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "cli/commands.hpp"
#include "cli/samples.hpp"
#include "explain/lrp.hpp"
#include "io/file.hpp"
#include "io/idx.hpp"
#include "io/onnx/onnx.hpp"
#include "nn/scores.hpp"

namespace relevance::cli {
namespace {

struct EvaluateOptions {
  std::string model, images, labels;
};

void evaluate(const EvaluateOptions& options) {
  const auto model = read_onnx<float>(read_file(options.model));
  const Network<float>& network = model.network;
  check_size("evaluate", "the list of the network's inputs", Index(network.inputs().size()), 1);
  check_work("evaluate", "the confusion matrix", double(network.output_size()), double(kMaxClasses),
             "classes");
  const Matrix<float> images = read_samples(options.images, network.input_shape()).cast<float>();
  const std::vector<int> labels = read_idx_labels(read_file(options.labels));
  check_size("evaluate", "the list of labels", Index(labels.size()), images.cols());
  const Matrix<float> scores = predict(network, images);
  std::vector<std::vector<int>> confusion(size_t(scores.rows()),
                                          std::vector<int>(size_t(scores.rows()), 0));
  int correct = 0;
  Vector<double> surest = Vector<double>::Constant(scores.rows(), -INFINITY);
  for (Index i = 0; i < scores.cols(); ++i) {
    const int label = labels[size_t(i)];
    if (label >= scores.rows())
      throw Error("target-out-of-range",
                  "evaluate: label " + std::to_string(label) + " of image " + std::to_string(i) +
                      ", expected 0 to " + std::to_string(scores.rows() - 1),
                  {{"given", std::to_string(label)}, {"expected", std::to_string(scores.rows())}});
    const Index predicted = winner(scores, i);
    ++confusion[size_t(label)][size_t(predicted)];
    correct += predicted == label;
    surest = surest.cwiseMax(all_log_odds(scores, i));
  }
  const nlohmann::ordered_json json{
      {"accuracy", labels.empty() ? 0.0 : double(correct) / double(labels.size())},
      {"n", labels.size()},
      {"confusion", confusion},
      {"surest", std::vector<double>(surest.begin(), surest.end())}};
  std::cout << json.dump() << "\n";
}

}  // namespace

void add_evaluate(CLI::App& app) {
  auto options = std::make_shared<EvaluateOptions>();
  auto* command = app.add_subcommand(
      "evaluate",
      "Accuracy of a classifier; confusion has a row for each true class, surest the log-odds of "
      "each class in the image that the classifier is surest to be one");
  command->add_option("MODEL", options->model, "network, an ONNX file")->required();
  command->add_option("--images", options->images, "IDX, .npy or JSON file")->required();
  command->add_option("--labels", options->labels, "IDX file")->required();
  command->callback([options] { evaluate(*options); });
}

}  // namespace relevance::cli
