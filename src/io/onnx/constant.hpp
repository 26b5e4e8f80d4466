#pragma once
// Constants of an ONNX graph: initializers, Constant nodes, and what Shape chains give.

#include <vector>

#include "io/onnx/proto.hpp"

namespace relevance::onnx {

/// Numbers with dimensions, row-major. In integers a NaN stands for the size of the
/// batch, which is known only when the network runs.
struct Constant {
  std::vector<int64_t> dims;
  std::vector<double> values;
  bool integer = false;

  int64_t size() const { return int64_t(values.size()); }
  /// Entry i as an integer, clamped to ±2⁶²; NaN (the batch) is −1.
  int64_t whole(size_t i) const;
  std::vector<int64_t> wholes() const;
};

/// A one-dimensional constant of integers.
Constant whole_numbers(const std::vector<int64_t>& values);

/// The numbers of a tensor, raw or typed. Raises `bad-model` unless the file holds exactly
/// as many as the dimensions promise; nothing is allocated before that is known.
Constant decode(const TensorProto& tensor);

}  // namespace relevance::onnx
