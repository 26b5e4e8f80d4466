#include "cli/digits.hpp"

#include "base/error.hpp"
#include "io/file.hpp"
#include "io/idx.hpp"
#include "io/image_input.hpp"

namespace relevance::cli {

Digits read_digits(const std::string& folder, const std::string& part, const Shape& frame) {
  const IdxImages images = read_idx_images(read_file(folder + "/" + part + "-images.idx3-ubyte"));
  Digits digits{centre_in_frame(images.pixels, images.shape, frame),
                read_idx_labels(read_file(folder + "/" + part + "-labels.idx1-ubyte"))};
  check_size("train", "the list of labels", Index(digits.labels.size()), digits.images.cols());
  return digits;
}

}  // namespace relevance::cli
