#pragma once
#include <string>

#include "base/types.hpp"

namespace relevance::cli {

/// One part of the digits: `images [size_of(frame) × n]`, values 0–1, and what they show.
struct Digits {
  Matrix<float> images;
  std::vector<int> labels;
};

/// The part "train" or "test" of a folder of IDX files, centred in the frame.
/// Raises `file-missing`, `bad-data`, `shape-mismatch`.
Digits read_digits(const std::string& folder, const std::string& part, const Shape& frame);

}  // namespace relevance::cli
