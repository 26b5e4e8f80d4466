#pragma once
// Sliding windows as ONNX describes them: Conv, MaxPool and AveragePool share these.

#include "io/onnx/operators.hpp"

namespace relevance::onnx {

/// What a sliding window needs to know of an image: C×H×W, {C, L} being C×1×L.
struct Image {
  Value value;
  bool one_dimensional = false;
};
/// Raises `unsupported-operator` unless the sample has two or three axes.
Image as_image(Graph& graph, const NodeProto& node, const Value& value);
/// Back from C×1×L to {C, L} where it was one.
Value from_image(Graph& graph, const NodeProto& node, const Image& image, Value result);

/// One axis of a window, before it is put into a Window.
struct Axis {
  int64_t size, kernel, stride, dilation, before, after;
  int64_t reach() const { return dilation * (kernel - 1) + 1; }
  int64_t room() const { return size + before + after - reach(); }
};

/// From the attributes strides, pads, dilations and auto_pad. Raises `bad-model` for sizes
/// that make no sense.
std::vector<Axis> read_axes(const NodeProto& node, const Image& image, const Shape& shape,
                            const std::vector<int64_t>& kernel);

/// A pool's window must touch the image wherever it stands. Raises `bad-model`.
void check_touches(const NodeProto& node, const Axis& axis);

Window to_window(const std::vector<Axis>& axes);

}  // namespace relevance::onnx
