#include "io/onnx/constant.hpp"

#include <cmath>
#include <cstring>
#include <string>

#include "base/error.hpp"

namespace relevance::onnx {
namespace {

[[noreturn]] void fail(const TensorProto& tensor, const std::string& message) {
  throw Error("bad-model",
              std::string("read_onnx: tensor \"").append(tensor.name).append("\" ") + message);
}

int64_t promised_size(const TensorProto& tensor) {
  int64_t size = 1;
  for (const int64_t dim : tensor.dims) {
    if (dim < 0) fail(tensor, "has a negative dimension");
    if (dim != 0 && size > (int64_t{1} << 40) / dim) fail(tensor, "has dimensions that overflow");
    size *= dim;
  }
  return size;
}

template <class T>
void load(std::string_view raw, std::vector<double>& values) {
  for (size_t i = 0; i < raw.size() / sizeof(T); ++i) {
    T value;
    std::memcpy(&value, raw.data() + i * sizeof(T), sizeof(T));
    values.push_back(double(value));
  }
}

size_t width(const TensorProto& tensor) {
  switch (tensor.type) {
    case kFloat:
    case kInt32:
      return 4;
    case kDouble:
    case kInt64:
      return 8;
    case kUint8:
    case kInt8:
    case kBool:
      return 1;
    default:
      fail(tensor, "has element type " + std::to_string(tensor.type) +
                       ", expected float, double or integers");
  }
}

void load_raw(const TensorProto& tensor, std::vector<double>& values) {
  switch (tensor.type) {
    case kFloat:
      return load<float>(tensor.raw, values);
    case kDouble:
      return load<double>(tensor.raw, values);
    case kInt32:
      return load<int32_t>(tensor.raw, values);
    case kInt64:
      return load<int64_t>(tensor.raw, values);
    case kInt8:
      return load<int8_t>(tensor.raw, values);
    default:
      return load<uint8_t>(tensor.raw, values);
  }
}

}  // namespace

int64_t Constant::whole(size_t i) const {
  const double limit = 0x1.0p62, value = values[i];
  if (std::isnan(value)) return -1;
  return int64_t(value > limit ? limit : value < -limit ? -limit : value);
}

std::vector<int64_t> Constant::wholes() const {
  std::vector<int64_t> result;
  for (size_t i = 0; i < values.size(); ++i) result.push_back(whole(i));
  return result;
}

Constant whole_numbers(const std::vector<int64_t>& values) {
  return {{int64_t(values.size())}, {values.begin(), values.end()}, true};
}

Constant decode(const TensorProto& tensor) {
  if (tensor.external)
    fail(tensor,
         "keeps its data in another file; external data are not supported, expected one file "
         "that holds its weights");
  const int64_t size = promised_size(tensor);
  const size_t element = width(tensor);
  const bool is_float = tensor.type == kFloat, is_double = tensor.type == kDouble;
  const int64_t held = tensor.has_raw ? int64_t(tensor.raw.size() / element)
                       : is_float     ? int64_t(tensor.floats.size())
                       : is_double    ? int64_t(tensor.doubles.size())
                                      : int64_t(tensor.integers.size());
  if (held != size || (tensor.has_raw && tensor.raw.size() % element != 0))
    fail(tensor,
         "promises " + std::to_string(size) + " numbers, the file holds " + std::to_string(held));
  Constant constant{tensor.dims, {}, !is_float && !is_double};
  constant.values.reserve(size_t(size));
  auto& values = constant.values;
  if (tensor.has_raw)
    load_raw(tensor, values);
  else if (is_float)
    values.assign(tensor.floats.begin(), tensor.floats.end());
  else if (is_double)
    values.assign(tensor.doubles.begin(), tensor.doubles.end());
  else
    values.assign(tensor.integers.begin(), tensor.integers.end());
  return constant;
}

}  // namespace relevance::onnx
