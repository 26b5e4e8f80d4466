#include "io/idx.hpp"

#include <string>

#include "base/error.hpp"

namespace relevance {
namespace {

[[noreturn]] void fail_idx(const std::string& message) {
  throw Error("bad-data", "read_idx: " + message);
}

/// The sizes an IDX header of bytes promises, once the file is known to hold them.
std::vector<int64_t> read_header(ByteView bytes, size_t dimensions) {
  const size_t header = 4 + 4 * dimensions;
  if (bytes.size() < header)
    fail_idx("the file holds " + std::to_string(bytes.size()) + " bytes, a header takes " +
             std::to_string(header));
  if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 0x08)
    fail_idx("the file does not begin as an IDX file of bytes (00 00 08)");
  if (bytes[3] != dimensions)
    fail_idx("the file has " + std::to_string(int(bytes[3])) + " dimensions, expected " +
             std::to_string(dimensions));
  std::vector<int64_t> sizes;
  int64_t product = 1;
  const int64_t held = int64_t(bytes.size() - header);
  for (size_t d = 0; d < dimensions; ++d) {
    int64_t size = 0;
    for (size_t i = 0; i < 4; ++i) size = size * 256 + bytes[4 + 4 * d + i];
    if (size != 0 && product > (int64_t{1} << 40) / size) fail_idx("the header's sizes overflow");
    product *= size;
    sizes.push_back(size);
  }
  if (sizes[0] == 0) fail_idx("the file is empty: it holds 0 items, expected at least 1");
  if (product != held)
    fail_idx("the header promises " + std::to_string(product) + " bytes, the file holds " +
             std::to_string(held));
  return sizes;
}

}  // namespace

IdxImages read_idx_images(ByteView bytes) {
  const auto sizes = read_header(bytes, 3);
  if (sizes[1] == 0 || sizes[2] == 0) fail_idx("the images have no pixels");
  // Every size is now at most the number of bytes held, so Index holds it.
  IdxImages images{{Index(sizes[1]), Index(sizes[2])},
                   Matrix<float>(Index(sizes[1] * sizes[2]), Index(sizes[0]))};
  const uint8_t* pixel = bytes.data() + 16;
  for (Index i = 0; i < images.pixels.size(); ++i)
    images.pixels.data()[i] = float(pixel[i]) / 255.0f;
  return images;
}

std::vector<int> read_idx_labels(ByteView bytes) {
  read_header(bytes, 1);
  return {bytes.begin() + 8, bytes.end()};
}

}  // namespace relevance
