#pragma once
// One function per operator: reads the node's inputs and attributes, appends layers,
// returns the value of its first output.

#include <map>

#include "io/onnx_graph.hpp"

namespace relevance::onnx {

using Operator = Value (*)(Graph&, const NodeProto&);
using OperatorTable = std::map<std::string_view, Operator>;

void add_linear_operators(OperatorTable& table);       // Gemm, MatMul, Conv, BatchNormalization
void add_pooling_operators(OperatorTable& table);      // MaxPool … GlobalAveragePool, Reduce…
void add_elementwise_operators(OperatorTable& table);  // Add, Sub, Mul, Div, Relu … Clip
void add_shape_operators(OperatorTable& table);        // Reshape, Flatten, Squeeze, Pad, Concat …
void add_source_operators(OperatorTable& table);       // Constant, Shape
/// Those used where every input is a constant: Gather, Slice, Concat, Cast, Add …
void add_constant_operators(OperatorTable& table);

/// y = scale x + shift by channels, merged into the layer before where that has no other
/// reader: into the weights (`into_weights`, batch norm), the bias (scale 1), or an Affine.
Value add_affine(Graph& graph, const NodeProto& node, const Value& value, Vector<double> scale,
                 Vector<double> shift, bool into_weights);

/// What a sliding window needs to know of an image: C×H×W, {C, L} being C×1×L.
struct Image {
  Value value;
  bool one_dimensional = false;
};
/// Raises `unsupported-operator` unless the sample has two or three axes.
Image as_image(Graph& graph, const NodeProto& node, const Value& value);
/// Back from C×1×L to {C, L} where it was one.
Value from_image(Graph& graph, const NodeProto& node, const Image& image, Value result);

/// The window of Conv, MaxPool or AveragePool: attributes strides, pads, dilations and
/// auto_pad. Raises `bad-model` for sizes that make no sense.
Window read_window(const NodeProto& node, const Image& image, const Shape& shape,
                   std::vector<int64_t> kernel);

}  // namespace relevance::onnx
