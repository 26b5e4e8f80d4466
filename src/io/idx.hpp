#pragma once
// The IDX format of the handwritten-digit sets (LeCun and Cortes).

#include "base/types.hpp"
#include "io/bytes.hpp"

namespace relevance {

/// `pixels [size_of(shape) × n]`, bytes 0–255 as 0–1; `shape` is {rows, columns}.
struct IdxImages {
  Shape shape;
  Matrix<float> pixels;
};

/// Raises `bad-data` where the header promises more than the file holds, or nothing at all.
IdxImages read_idx_images(ByteView bytes);
std::vector<int> read_idx_labels(ByteView bytes);

}  // namespace relevance
