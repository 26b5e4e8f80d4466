#pragma once
// Eigen aliases and shape symbols used on every floor.
//
//   A sample is one contiguous column (images C×H×W, row-major); a batch is
//   columns beside each other:  Matrix<float> x(784, 64);

#include <Eigen/Core>
#include <string>
#include <vector>

namespace relevance {

using Index = Eigen::Index;

/// Dense matrix, column-major: `[features × batch]` or `[n_out × n_in]`.
template <class S>
using Matrix = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;

/// Column vector.
template <class S>
using Vector = Eigen::Matrix<S, Eigen::Dynamic, 1>;

/// Shape of one sample, without the batch axis: `{C, H, W}` or `{n}`.
using Shape = std::vector<Index>;

/// Number of elements of a sample of that shape (1 for the empty shape).
Index size_of(const Shape& shape);

/// "[1 × 28 × 28]", as it stands in messages.
std::string to_string(const Shape& shape);

/// The shape seen as C×H×W: `{n}` is n channels of 1×1; `{H, W}` is one channel.
struct ImageShape {
  Index channels = 0;
  Index height = 0;
  Index width = 0;
  Index size() const { return channels * height * width; }
  bool operator==(const ImageShape&) const = default;
};
ImageShape image_shape(const Shape& shape);

}  // namespace relevance
