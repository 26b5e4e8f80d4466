// relevance train one-class --model NAME
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/one_class_points.hpp"
#include "cli/train.hpp"
#include "io/file.hpp"
#include "io/onnx/onnx.hpp"
#include "nn/forward.hpp"
#include "oneclass/k_means.hpp"
#include "oneclass/one_class_svm.hpp"
#include "oneclass/roc.hpp"

namespace relevance::cli {
namespace {

using Json = nlohmann::ordered_json;

const std::string kSvm = "one-class-svm", kDensity = "kde", kMeans = "k-means";

struct TrainOneClassOptions {
  std::string model = kSvm, data = "examples/data/digits", table, out = "one-class.onnx";
  int64_t digit = 3, count = 200, clusters = 3, cluster = 0, seed = 1;
  double gamma = 0.3, nu = 0.1, beta = 1;
};

/// What comes of a training: the network, and what is told of it.
struct Trained {
  Network<double> network;
  Json facts;           ///< printed
  std::string options;  ///< of the command that makes it again
};

/// With every digit, so that the command of a card makes the same model.
std::string text(double number) { return Json(number).dump(); }

/// The same network for inputs of that shape.
Network<double> with_input(const Network<double>& network, const Shape& shape) {
  Network<double> result;
  for (const auto& node : network.nodes()) {
    const bool is_input = std::holds_alternative<Input>(node.layer);
    result.add(node.name, is_input ? Layer<double>(Input{shape}) : node.layer, node.inputs);
  }
  return result;
}

Trained train_svm(const Matrix<double>& points, const TrainOneClassOptions& options) {
  const OneClassSvm svm = train_one_class(
      points, {.gamma = options.gamma, .nu = options.nu}, [](const Progress& progress) {
        std::fprintf(stderr, "\r%3.0f %%  %s ", 100 * progress.fraction, progress.label.c_str());
        return true;
      });
  std::fprintf(stderr, "\n");
  return {neuralize(svm.model),
          {{"support_vectors", svm.model.alpha.size()},
           {"gamma", options.gamma},
           {"nu", options.nu},
           {"rho", svm.rho},
           {"duality_gap", svm.duality_gap},
           {"iterations", svm.iterations},
           {"converged", svm.converged}},
          " --gamma " + text(options.gamma) + " --nu " + text(options.nu)};
}

Trained train_density(const Matrix<double>& points, const TrainOneClassOptions& options) {
  return {neuralize(kernel_density(points, options.gamma)),
          {{"support_vectors", points.cols()}, {"gamma", options.gamma}},
          " --gamma " + text(options.gamma)};
}

Trained train_clusters(const Matrix<double>& points, const TrainOneClassOptions& options) {
  const KMeans means = k_means(points, Index(options.clusters), checked_seed(options.seed));
  std::vector<int64_t> sizes(size_t(options.clusters), 0);
  for (const Index own : means.cluster) ++sizes[size_t(own)];
  return {neuralize_cluster(means.centres, Index(options.cluster), options.beta),
          {{"clusters", options.clusters},
           {"sizes", sizes},
           {"cluster", options.cluster},
           {"beta", options.beta},
           {"seed", options.seed},
           {"inertia", means.inertia},
           {"iterations", means.iterations},
           {"converged", means.converged}},
          " --clusters " + std::to_string(options.clusters) + " --cluster " +
              std::to_string(options.cluster) + " --beta " + text(options.beta) + " --seed " +
              std::to_string(options.seed)};
}

/// How well outlierness, and the distance to the mean of the points, find what is of another class.
void add_areas(Json& json, const Network<double>& network, const OneClassPoints& data) {
  Forward<double> forward(network);
  const Vector<double> scores = forward(data.test).values[size_t(network.output())].row(0);
  const Vector<double> mean = data.points.rowwise().mean();
  const Vector<double> apart = (data.test.colwise() - mean).colwise().squaredNorm();
  json["auc"] = roc_curve(scores, data.foreign).area;
  json["auc_mean"] = roc_curve(apart, data.foreign).area;
}

void train(const TrainOneClassOptions& options) {
  check_name("train", "model", options.model, {kSvm, kDensity, kMeans});
  const bool digits = options.table.empty();
  const OneClassPoints data =
      digits ? read_class(options.data, options.digit, options.count) : read_points(options.table);
  Trained trained = options.model == kSvm       ? train_svm(data.points, options)
                    : options.model == kDensity ? train_density(data.points, options)
                                                : train_clusters(data.points, options);
  const Network<double> network = with_input(trained.network, data.shape);
  Json json{{"file", options.out}, {"model", options.model}, {"n", data.points.cols()}};
  json.update(trained.facts);
  if (digits && options.model != kMeans) add_areas(json, network, data);
  const std::string of = digits ? " --class " + std::to_string(options.digit) + " --count " +
                                      std::to_string(options.count)
                                : " --table " + data.source;
  const std::string command =
      "relevance train one-class --model " + options.model + of + trained.options;
  std::vector<std::pair<std::string, std::string>> metadata{
      {"architecture", std::to_string(size_of(data.shape)) + " → " +
                           std::to_string(size_of(network.node(1).shape)) + " → 1"},
      {"data", data.source},
      {"command", command}};
  if (options.model == kSvm) metadata.emplace_back("rho", trained.facts["rho"].dump());
  if (options.model == kMeans) metadata.emplace_back("seed", std::to_string(options.seed));
  write_file(options.out, write_onnx(network, "one-class", metadata));
  std::cout << json.dump() << "\n";
}

/// Raises `bad-argument` for an option that this model, or a table, has no use for.
void check_used(const CLI::App& command, const TrainOneClassOptions& options) {
  const auto refuse = [&](const char* option, bool useless, const std::string& with) {
    if (useless && command.count(option) > 0)
      throw Error("bad-argument", std::string("train: ") + option + " has no meaning with " + with,
                  {{"name", option}});
  };
  const std::string model = "--model " + options.model;
  refuse("--gamma", options.model == kMeans, model);
  refuse("--nu", options.model != kSvm, model);
  for (const char* option : {"--clusters", "--cluster", "--beta", "--seed"})
    refuse(option, options.model != kMeans, model);
  for (const char* option : {"--data", "--class", "--count"})
    refuse(option, !options.table.empty(), "--table");
}

}  // namespace

void add_train_one_class(CLI::App& train_command) {
  auto options = std::make_shared<TrainOneClassOptions>();
  auto* command = train_command.add_subcommand(
      "one-class",
      "What is unlike one class: outlierness, or evidence for a cluster, as a network");
  command->add_option("--model", options->model, "one-class-svm, kde or k-means (one-class-svm)");
  command->add_option("--data", options->data, "folder of the IDX files (examples/data/digits)");
  command->add_option("--class", options->digit, "which digit (3)");
  command->add_option("--count", options->count, "how many of its training images, in order (200)");
  command->add_option("--table", options->table,
                      "CSV, JSON array or .npy of points instead of digits, one in each row");
  command->add_option("--out", options->out, "file to write (one-class.onnx)");
  command->add_option("--gamma", options->gamma, "of the kernel exp(-gamma |x-u|^2) (0.3)");
  command->add_option("--nu", options->nu, "largest share of points left outside (0.1)");
  command->add_option("--clusters", options->clusters, "of k-means (3)");
  command->add_option("--cluster", options->cluster, "whose evidence is written, from 0 (0)");
  command->add_option("--beta", options->beta, "stiffness of its soft minimum (1)");
  command->add_option("--seed", options->seed, "of the first centres (1)");
  command->callback([options, command] {
    check_used(*command, *options);
    train(*options);
  });
}

}  // namespace relevance::cli
