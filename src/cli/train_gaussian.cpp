// relevance train gaussian
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/digits.hpp"
#include "cli/train.hpp"
#include "io/file.hpp"
#include "io/npy.hpp"
#include "train/shrunk_covariance.hpp"

namespace relevance::cli {
namespace {

struct TrainGaussianOptions {
  std::string data = "examples/data/digits", out = "digits-gaussian.npy";
  int64_t rank = 64;
};

/// [rank+2 × n], a row each: the mean, the diagonal σ², the columns of U.
Bytes write(const LowRankNormal& normal) {
  const Index n = normal.mean.size(), rows = normal.factor.cols() + 2;
  std::vector<float> values(size_t(rows * n));
  Eigen::Map<Matrix<float>> columns(values.data(), n, rows);  // the file's rows
  columns.col(0) = normal.mean.cast<float>();
  columns.col(1).setConstant(float(normal.variance));
  columns.rightCols(rows - 2) = normal.factor.cast<float>();
  return write_npy({rows, n}, values);
}

void train(const TrainGaussianOptions& options) {
  const Shape frame{1, 28, 28};
  const Matrix<double> images = read_digits(options.data, "train", frame).images.cast<double>();
  const Matrix<double> test = read_digits(options.data, "test", frame).images.cast<double>();
  const ShrunkCovariance shrunk = shrunk_covariance(images);
  const LowRankNormal normal = low_rank_normal(shrunk, Index(options.rank));
  write_file(options.out, write(normal));
  const double trace = shrunk.covariance.trace();
  const nlohmann::ordered_json json{
      {"file", options.out},
      {"rank", options.rank},
      {"shrinkage", shrunk.shrinkage},
      {"variance", normal.variance},
      {"trace", trace},
      {"share_of_trace", 1 - normal.variance * double(normal.mean.size() - options.rank) / trace},
      {"train_log_density", mean_log_density(normal, images)},
      {"test_log_density", mean_log_density(normal, test)},
      {"n", images.cols()}};
  std::cout << json.dump() << "\n";
}

}  // namespace

void add_train_gaussian(CLI::App& train_command) {
  auto options = std::make_shared<TrainGaussianOptions>();
  auto* command = train_command.add_subcommand(
      "gaussian", "A normal distribution of the digits, low rank plus diagonal");
  command->add_option("--data", options->data, "folder of the IDX files (examples/data/digits)");
  command->add_option("--out", options->out, "file to write (digits-gaussian.npy)");
  command->add_option("--rank", options->rank, "how many directions are kept (64)");
  command->callback([options] { train(*options); });
}

}  // namespace relevance::cli
