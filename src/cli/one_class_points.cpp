#include "cli/one_class_points.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/error.hpp"
#include "cli/digits.hpp"
#include "cli/samples.hpp"

namespace relevance::cli {
namespace {

/// Bytes over 255 in double precision, as `explain` reads them: a training image is then exactly
/// its support vector.
Matrix<double> exact(const Matrix<float>& images) {
  return ((images.cast<double>().array() * 255).round() / 255).matrix();
}

void check_class(const std::vector<int>& labels, int64_t digit) {
  std::vector<std::string> names;
  for (const int label : std::set<int>(labels.begin(), labels.end()))
    names.push_back(std::to_string(label));
  check_name("train", "class", std::to_string(digit), names);
}

}  // namespace

OneClassPoints read_class(const std::string& folder, int64_t digit, int64_t count) {
  const Shape frame{1, 28, 28};
  const Digits training = read_digits(folder, "train", frame),
               test = read_digits(folder, "test", frame);
  check_class(training.labels, digit);
  const auto all = std::count(training.labels.begin(), training.labels.end(), int(digit));
  check_range("train", "count", double(count), 1, double(all));
  OneClassPoints result{.points = Matrix<double>(training.images.rows(), Index(count)),
                        .shape = frame,
                        .source = "examples/data/digits, the first " + std::to_string(count) +
                                  " of class " + std::to_string(digit),
                        .test = exact(test.images),
                        .foreign = {}};
  const Matrix<double> images = exact(training.images);
  for (Index i = 0, k = 0; k < result.points.cols(); ++i)
    if (training.labels[size_t(i)] == digit) result.points.col(k++) = images.col(i);
  for (const int label : test.labels) result.foreign.push_back(label != digit);
  return result;
}

OneClassPoints read_points(const std::string& table) {
  OneClassPoints result{.points = read_table(table),
                        .shape = {},
                        .source = std::filesystem::path(table).filename().string(),
                        .test = {},
                        .foreign = {}};
  result.shape = {result.points.rows()};
  return result;
}

}  // namespace relevance::cli
