#pragma once
// NumPy's .npy: versions 1–3, little-endian floats, integers and booleans are read, single
// precision is written.

#include "base/types.hpp"
#include "io/bytes.hpp"

namespace relevance {

/// A numeric array, row-major.
struct NpyArray {
  Shape shape;
  std::vector<double> values;
  bool bytes = false;  ///< the file held uint8: 0–255 stands for 0–1
};

/// Raises `bad-data`.
NpyArray read_npy(ByteView bytes);

/// Writes version 1, single precision, `values` row-major.
/// Raises `shape-mismatch` unless there is a value for each element.
Bytes write_npy(const Shape& shape, const std::vector<float>& values);

}  // namespace relevance
