#include "io/npy.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include "base/error.hpp"
#include "base/utf8.hpp"

namespace relevance {
namespace {

[[noreturn]] void fail_npy(const std::string& message) {
  throw Error("bad-data", "read_npy: " + message);
}

constexpr size_t kMostAxes = 64;  // as NumPy has them

/// What follows `'key':` in the header's Python dictionary.
std::string value_of(const std::string& header, const std::string& key) {
  for (const char* quote : {"'", "\""}) {
    const auto at = header.find(quote + key + quote);
    if (at == std::string::npos) continue;
    const auto colon = header.find(':', at);
    if (colon == std::string::npos) break;
    const auto begin = header.find_first_not_of(" \t", colon + 1);
    if (begin != std::string::npos) return header.substr(begin);
  }
  fail_npy("the header has no \"" + key + "\"");
}

std::vector<int64_t> read_shape(const std::string& text) {
  const auto close = text.find(')');
  if (text.empty() || text[0] != '(' || close == std::string::npos)
    fail_npy("the header's shape is not a tuple");
  std::vector<int64_t> shape;
  int64_t number = -1;  // none yet
  for (size_t i = 1; i <= close; ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      number = std::max<int64_t>(number, 0) * 10 + (c - '0');
      if (number > (int64_t{1} << 40)) fail_npy("the header's sizes overflow");
    } else if (c == ',' || c == ')') {
      if (number >= 0) shape.push_back(number);
      if (shape.size() > kMostAxes)
        fail_npy("the shape has more axes than " + std::to_string(kMostAxes) + ", NumPy's most");
      number = -1;
    } else if (c != ' ') {
      fail_npy("the header's shape holds an unexpected character");
    }
  }
  return shape;
}

struct Type {
  char kind;     // f, i, u or b
  size_t width;  // bytes per element
};

Type read_type(const std::string& text) {
  if (text.size() < 5 || (text[0] != '\'' && text[0] != '"'))
    fail_npy("the header's descr is not a simple type");
  const char order = text[1], kind = text[2], width = text[3];
  const std::string descr = printable(text.substr(1, 3), 12);
  const bool known = (kind == 'f' && (width == '4' || width == '8')) ||
                     ((kind == 'i' || kind == 'u') &&
                      (width == '1' || width == '2' || width == '4' || width == '8')) ||
                     (kind == 'b' && width == '1');
  if (!known || text[4] != text[0])
    fail_npy("unsupported type \"" + descr + "\", expected floats, integers or booleans");
  if (order != '<' && order != '|')
    fail_npy("unsupported byte order in \"" + descr + "\", expected little-endian");
  return {kind, size_t(width - '0')};
}

template <class T>
double load(const uint8_t* bytes) {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  return double(value);
}

double element(Type type, const uint8_t* bytes) {
  switch (type.kind) {
    case 'f':
      return type.width == 4 ? load<float>(bytes) : load<double>(bytes);
    case 'i':
      switch (type.width) {
        case 1:
          return load<int8_t>(bytes);
        case 2:
          return load<int16_t>(bytes);
        case 4:
          return load<int32_t>(bytes);
        default:
          return load<int64_t>(bytes);
      }
    case 'u':
      switch (type.width) {
        case 1:
          return load<uint8_t>(bytes);
        case 2:
          return load<uint16_t>(bytes);
        case 4:
          return load<uint32_t>(bytes);
        default:
          return load<uint64_t>(bytes);
      }
    default:
      return *bytes != 0;
  }
}

/// Row-major order of what the file holds column by column.
std::vector<double> transposed(const std::vector<double>& values, const Shape& shape) {
  std::vector<double> result(values.size());
  std::vector<Index> at(shape.size(), 0);
  for (double& value : result) {
    size_t source = 0;
    for (size_t d = shape.size(); d-- > 0;) source = source * size_t(shape[d]) + size_t(at[d]);
    value = values[source];
    for (size_t d = shape.size(); d-- > 0 && ++at[d] == shape[d];) at[d] = 0;
  }
  return result;
}

}  // namespace

NpyArray read_npy(ByteView bytes) {
  if (bytes.size() < 12 || std::memcmp(bytes.data(), "\x93NUMPY", 6) != 0)
    fail_npy("the file does not begin as a .npy file");
  const int version = bytes[6];
  if (version < 1 || version > 3) fail_npy("unsupported version " + std::to_string(version));
  const size_t start = version == 1 ? 10 : 12;
  uint64_t length = uint64_t(bytes[8]) | uint64_t(bytes[9]) << 8;
  if (version > 1) length |= uint64_t(bytes[10]) << 16 | uint64_t(bytes[11]) << 24;
  if (length > bytes.size() - start) fail_npy("the header is longer than the file");
  const std::string header(bytes.begin() + std::ptrdiff_t(start),
                           bytes.begin() + std::ptrdiff_t(start + length));
  const Type type = read_type(value_of(header, "descr"));
  const auto sizes = read_shape(value_of(header, "shape"));
  const int64_t held = int64_t(bytes.size() - start - length);
  int64_t count = 1;
  for (const int64_t size : sizes) {
    if (size != 0 && count > (int64_t{1} << 40) / size) fail_npy("the header's sizes overflow");
    count *= size;
  }
  if (count * int64_t(type.width) != held)
    fail_npy("the header promises " + std::to_string(count * int64_t(type.width)) +
             " bytes, the file holds " + std::to_string(held));
  NpyArray array;
  for (const int64_t size : sizes) {
    if (size > held && count == 0) fail_npy("the header's sizes overflow");
    array.shape.push_back(Index(size));
  }
  array.bytes = type.kind == 'u' && type.width == 1;
  array.values.resize(size_t(count));
  const uint8_t* data = bytes.data() + start + length;
  for (size_t i = 0; i < array.values.size(); ++i)
    array.values[i] = element(type, data + i * type.width);
  if (value_of(header, "fortran_order").starts_with("True"))
    array.values = transposed(array.values, array.shape);
  return array;
}

Bytes write_npy(const Shape& shape, const std::vector<float>& values) {
  constexpr size_t kPreamble = 10, kAlignment = 64;  // as NumPy aligns the data
  check_size("write_npy", "the list of values", Index(values.size()), size_of(shape));
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
  for (const Index size : shape) header += std::to_string(size) + ", ";
  header += "), }";
  header.append(kAlignment - 1 - (kPreamble + header.size()) % kAlignment, ' ');
  header += '\n';
  Bytes bytes{0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  bytes.push_back(uint8_t(header.size()));
  bytes.push_back(uint8_t(header.size() >> 8));
  bytes.insert(bytes.end(), header.begin(), header.end());
  const auto* data = reinterpret_cast<const uint8_t*>(values.data());
  bytes.insert(bytes.end(), data, data + values.size() * sizeof(float));
  return bytes;
}

}  // namespace relevance
