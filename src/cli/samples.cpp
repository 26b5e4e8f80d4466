#include "cli/samples.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json_position.hpp"
#include "io/csv.hpp"
#include "io/file.hpp"
#include "io/idx.hpp"
#include "io/image_input.hpp"
#include "io/npy.hpp"

namespace relevance::cli {
namespace {

/// Numbers as a file holds them, row-major.
struct Array {
  Shape shape;
  std::vector<double> values;
};

[[noreturn]] void fail_data(const std::string& path, const std::string& why) {
  throw Error("bad-data", path + ": " + why, {{"name", path}});
}

[[noreturn]] void fail_shape(const std::string& path, const Shape& given, const Shape& frame) {
  throw Error("shape-mismatch",
              path + ": the data have shape " + to_string(given) +
                  ", which does not fit the network's input " + to_string(frame),
              {{"name", path}, {"given", to_string(given)}, {"expected", to_string(frame)}});
}

void collect(const nlohmann::json& json, const std::string& path, size_t depth, Array& array) {
  constexpr size_t kDeepest = 8;
  if (json.is_number()) {
    if (depth != array.shape.size()) fail_data(path, "the rows of the array differ in depth");
    array.values.push_back(json.get<double>());
    return;
  }
  if (!json.is_array())
    fail_data(path, "expected numbers in arrays, found " + json.dump().substr(0, 40));
  if (depth == kDeepest) fail_data(path, "the arrays are nested too deeply");
  if (depth == array.shape.size()) {
    if (!array.values.empty()) fail_data(path, "the rows of the array differ in depth");
    array.shape.push_back(Index(json.size()));
  }
  if (array.shape[depth] != Index(json.size()))
    fail_data(path, "the rows of the array differ in length");
  for (const nlohmann::json& part : json) collect(part, path, depth + 1, array);
}

Array read_json(const Bytes& bytes, const std::string& path) {
  const std::string text(bytes.begin(), bytes.end());
  constexpr int kDeepest = 64;  // that a recursive reader goes into
  if (json_depth(text) > kDeepest) fail_data(path, "the arrays are nested too deeply");
  Array array;
  try {
    const nlohmann::json json = nlohmann::json::parse(text);
    if (!json.is_array()) fail_data(path, "expected a JSON array, a .npy or an IDX file");
    collect(json, path, 0, array);
  } catch (const nlohmann::json::exception& error) {
    const bool overflows = dynamic_cast<const nlohmann::json::out_of_range*>(&error) != nullptr;
    if (overflows || text.find("NaN") != std::string::npos ||
        text.find("Infinity") != std::string::npos)
      throw Error("not-finite", path + ": the input holds NaN or infinity, expected finite numbers",
                  {{"name", path}});
    fail_data(path, "not a JSON array, a .npy or an IDX file");
  }
  return array;
}

Array read_array(const std::string& path) {
  const Bytes bytes = read_file(path);
  const auto begins = [&](std::initializer_list<uint8_t> magic) {
    return bytes.size() >= magic.size() && std::equal(magic.begin(), magic.end(), bytes.begin());
  };
  if (begins({0x93, 'N', 'U', 'M', 'P', 'Y'})) {
    NpyArray npy = read_npy(bytes);
    if (npy.bytes)
      for (double& value : npy.values) value /= 255;
    return {npy.shape, std::move(npy.values)};
  }
  if (begins({0, 0})) {
    const IdxImages idx = read_idx_images(bytes);
    Array array{{idx.pixels.cols(), idx.shape[0], idx.shape[1]}, {}};
    for (Index i = 0; i < idx.pixels.size(); ++i)
      array.values.push_back(std::round(double(idx.pixels.data()[i]) * 255) / 255);
    return array;
  }
  if (path.ends_with(".csv")) {
    const Matrix<double> rows = read_csv(bytes).values.transpose();  // row by row
    return {{rows.cols(), rows.rows()}, {rows.data(), rows.data() + rows.size()}};
  }
  return read_json(bytes, path);
}

/// How the array divides into samples: their number and the shape of each.
std::pair<Index, Shape> divide(const std::string& path, const Shape& given, const Shape& frame) {
  const Index size = size_of(frame);
  if (size_of(given) == size) return {1, frame};
  if (given.empty() || size_of(given) == 0) fail_shape(path, given, frame);
  const Shape rest(given.begin() + 1, given.end());
  if (given.size() > 1 && size_of(rest) == size) return {given[0], frame};
  const bool is_image = frame.size() > 1;
  const ImageShape image = image_shape(frame);
  if (is_image && given.size() == 1 && image.channels == 1) {
    const Index side = Index(std::lround(std::sqrt(double(given[0]))));
    if (side * side == given[0] && 2 * side >= std::max(image.height, image.width))
      return {1, {1, side, side}};
  }
  if (is_image && given.size() == 2) return {1, {1, given[0], given[1]}};
  if (is_image && given.size() == 3 && image.channels == 1)
    return {given[0], {1, rest[0], rest[1]}};
  if (is_image && given.size() == 3) return {1, given};
  if (is_image && given.size() == 4) return {given[0], rest};
  fail_shape(path, given, frame);
}

}  // namespace

Matrix<double> read_samples(const std::string& path, const Shape& frame) {
  const Array array = read_array(path);
  const auto [count, shape] = divide(path, array.shape, frame);
  const Matrix<double> samples =
      Eigen::Map<const Matrix<double>>(array.values.data(), size_of(shape), count);
  check_finite("explain", path, samples);
  try {
    return centre_in_frame(samples, shape, frame);
  } catch (const Error& error) {
    if (error.code != "shape-mismatch") throw;
    fail_shape(path, array.shape, frame);
  }
}

Matrix<double> read_table(const std::string& path) {
  const Array array = read_array(path);
  if (array.shape.size() != 2)
    throw Error(
        "shape-mismatch",
        path + ": the data have shape " + to_string(array.shape) + ", expected rows and columns",
        {{"name", path}, {"given", to_string(array.shape)}, {"expected", "two axes"}});
  Matrix<double> points =
      Eigen::Map<const Matrix<double>>(array.values.data(), array.shape[1], array.shape[0]);
  check_finite("train", path, points);
  return points;
}

Matrix<double> pick_sample(const Matrix<double>& samples, int64_t index) {
  check_range("explain", "index", double(index), 0, double(samples.cols() - 1));
  return samples.col(Index(index));
}

}  // namespace relevance::cli
