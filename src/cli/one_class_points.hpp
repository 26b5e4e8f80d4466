#pragma once
// What a one-class model is trained on: one class of the digits, or the rows of a table.

#include <string>
#include <vector>

#include "base/types.hpp"

namespace relevance::cli {

struct OneClassPoints {
  Matrix<double> points;      ///< [size_of(shape) × n]
  Shape shape;                ///< of one point
  std::string source;         ///< for people
  Matrix<double> test;        ///< test images of every class; none for a table
  std::vector<bool> foreign;  ///< whether a test image is of another class
};

/// The first `count` training images of that class, in a frame of 28×28, and all test images.
/// Raises `file-missing`, `bad-data`, `unknown-name` for a class without images, `out-of-range`.
OneClassPoints read_class(const std::string& folder, int64_t digit, int64_t count);

/// Raises what read_table raises.
OneClassPoints read_points(const std::string& table);

}  // namespace relevance::cli
