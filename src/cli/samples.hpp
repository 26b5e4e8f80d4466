#pragma once
// Inputs for a network, or points to train on, from a file, whatever its format.

#include <string>

#include "base/types.hpp"

namespace relevance::cli {

/// Reads a JSON array (flat or nested), a .npy or an IDX file and puts every sample into
/// the network's input: bytes 0–255 as 0–1, smaller images centred. `[size_of(frame) × n]`.
///
/// As many numbers as the input takes are one sample; an array whose first axis counts
/// pieces of that size is several. A list of numbers without rows is an image if it is a
/// square at least half as wide as the frame.
/// Raises `file-missing`, `bad-data`, `shape-mismatch`, `not-finite`.
Matrix<double> read_samples(const std::string& path, const Shape& frame);

/// Reads a table from such a file: each row is a point. `[columns × rows]`.
/// Raises `file-missing`, `bad-data`, `shape-mismatch` unless the array has two axes, `not-finite`.
Matrix<double> read_table(const std::string& path);

/// Column `index` of the samples as a batch of one. Raises `out-of-range`.
Matrix<double> pick_sample(const Matrix<double>& samples, int64_t index);

}  // namespace relevance::cli
