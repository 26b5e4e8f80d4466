#pragma once
// One function per operator: reads the node's inputs and attributes, appends layers,
// returns the value of its first output.

#include <map>

#include "io/onnx/graph.hpp"

namespace relevance::onnx {

using Operator = Value (*)(Graph&, const NodeProto&);
using OperatorTable = std::map<std::string_view, Operator>;

void add_linear_operators(OperatorTable& table);       // Gemm, MatMul, Conv, BatchNormalization
void add_pooling_operators(OperatorTable& table);      // MaxPool … GlobalAveragePool, Reduce…
void add_elementwise_operators(OperatorTable& table);  // Add, Sub, Mul, Div, Relu … Clip
void add_shape_operators(OperatorTable& table);        // Reshape, Flatten, Squeeze, Transpose …
void add_frame_operators(OperatorTable& table);        // Pad, Concat
void add_minimum_operators(OperatorTable& table);      // ReduceLogSumExp, ReduceMin
void add_source_operators(OperatorTable& table);       // Constant, Shape
// Those used where every input is a constant:
void add_constant_operators(OperatorTable& table);    // Gather, Slice, Concat, Reshape …
void add_arithmetic_operators(OperatorTable& table);  // Cast, ConstantOfShape, Add …

/// Whether the axis of a softmax holds all values of a sample. Raises `unsupported-operator`.
bool softmax_over_all(Graph& graph, const NodeProto& node);

/// A folded constant as a value. Raises `bad-model` where folding takes too much memory.
Value constant_value(Graph& graph, const NodeProto& node, Constant constant);
/// Raises `unsupported-operator` unless the constant has one axis, which is all shapes need.
void check_one_axis(const NodeProto& node, const Constant& constant);

/// The axes of the sample to reduce, sorted; 0 is the first after the batch, `rank` counts that
/// too.
std::vector<int64_t> reduced_axes(Graph& graph, const NodeProto& node, int64_t rank);

/// y = scale x + shift by channels, merged into the layer before where that has no other
/// reader: into the weights (`into_weights`, batch norm), the bias (scale 1), the offsets of
/// distances (scale 1), or an Affine.
Value add_affine(Graph& graph, const NodeProto& node, const Value& value, Vector<double> scale,
                 Vector<double> shift, bool into_weights);

}  // namespace relevance::onnx
