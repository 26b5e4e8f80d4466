// Reshape, Flatten, Squeeze, Unsqueeze, Transpose, Identity, Dropout, Cast: the elements stay.
#include <cmath>

#include "io/onnx/operators.hpp"

namespace relevance::onnx {
namespace {

/// The sample's shape for a Reshape target that keeps the batch in front.
Shape target_shape(Graph& graph, const NodeProto& node, const Constant& target, const Shape& from) {
  if (target.values.empty() || target.dims.size() > 1)
    fail_operator(node, "a target shape without a batch axis");
  const bool zero_copies = attribute(node, "allowzero", int64_t{0}) == 0;
  const double front = target.values[0];
  const bool keeps_batch = std::isnan(front) || (front == 0 && zero_copies) ||
                           front == double(graph.batch) || front == 1 || front == -1;
  if (!keeps_batch) fail_operator(node, "a target shape that changes the batch axis");
  std::vector<int64_t> sizes;
  int64_t known = 1, unknown = -1;
  for (size_t i = 1; i < target.values.size(); ++i) {
    if (std::isnan(target.values[i])) fail_operator(node, "the batch's size away from the front");
    int64_t size = target.whole(i);
    if (size == 0 && zero_copies) {
      if (i - 1 >= from.size())
        fail_model(node, "the target shape copies an axis that is not there");
      size = from[i - 1];
    }
    if (size == -1) {
      if (unknown >= 0 || front == -1) fail_operator(node, "more than one open axis");
      unknown = int64_t(i) - 1;
      size = 1;
    }
    known *= size;
    if (size < 1 || known > kMaxSampleSize) fail_model(node, "the target shape makes no sense");
    sizes.push_back(size);
  }
  const int64_t total = size_of(from);
  if (unknown >= 0) sizes[size_t(unknown)] = total / known, known *= total / known;
  if (known != total)
    fail_operator(node, "a target shape of " + std::to_string(known) +
                            " elements per sample, the data have " + std::to_string(total));
  return Shape(sizes.begin(), sizes.end());
}

Value reshape(Graph& graph, const NodeProto& node) {
  const Value x = graph.data(node, 0);
  return graph.reshape(node, x, target_shape(graph, node, graph.constant(node, 1), graph.shape(x)));
}

Value flatten(Graph& graph, const NodeProto& node) {
  const Value x = graph.data(node, 0);
  const Shape shape = graph.shape(x);
  const int64_t rank = int64_t(shape.size()) + 1;
  int64_t axis = attribute(node, "axis", int64_t{1});
  if (axis != rank) axis = checked_axis(node, axis, rank);
  Index in_front = 1;
  for (int64_t i = 1; i < axis; ++i) in_front *= shape[size_t(i) - 1];
  if (axis == 0 || in_front != 1) fail_operator(node, "flattening axes into the batch");
  return graph.reshape(node, x, {size_of(shape)});
}

/// Marks the axes of a tensor of that rank. Raises `unsupported-operator` for the batch's.
std::vector<bool> marked_axes(const NodeProto& node, const std::vector<int64_t>& axes,
                              int64_t rank) {
  std::vector<bool> marked(size_t(rank), false);
  for (const int64_t axis : axes) marked[size_t(checked_axis(node, axis, rank))] = true;
  if (marked[0]) fail_operator(node, "the batch axis has to stay in front");
  return marked;
}

Value squeeze(Graph& graph, const NodeProto& node) {
  const Value x = graph.data(node, 0);
  const Shape shape = graph.shape(x);
  const auto axes = given_axes(graph, node);
  const auto marked = marked_axes(node, axes, int64_t(shape.size()) + 1);
  Shape rest;
  for (size_t i = 0; i < shape.size(); ++i) {
    const bool goes = axes.empty() ? shape[i] == 1 : marked[i + 1];
    if (goes && shape[i] != 1) fail_model(node, "squeezes an axis that is not of size 1");
    if (!goes) rest.push_back(shape[i]);
  }
  return graph.reshape(node, x, rest);
}

Value unsqueeze(Graph& graph, const NodeProto& node) {
  const Value x = graph.data(node, 0);
  const Shape shape = graph.shape(x);
  const auto axes = given_axes(graph, node);
  if (axes.size() > 16) fail_model(node, "more axes than makes sense");
  const auto marked = marked_axes(node, axes, int64_t(shape.size() + axes.size()) + 1);
  Shape result;
  auto next = shape.begin();
  for (size_t i = 1; i < marked.size(); ++i) {
    if (!marked[i] && next == shape.end()) fail_model(node, "an axis is named twice");
    result.push_back(marked[i] ? 1 : *next++);
  }
  return graph.reshape(node, x, result);
}

/// Only where it moves no element: the axes longer than 1 keep their order.
Value transpose(Graph& graph, const NodeProto& node) {
  const Value x = graph.data(node, 0);
  const Shape shape = graph.shape(x);
  const size_t rank = shape.size() + 1;
  std::vector<int64_t> order;
  for (size_t i = rank; i-- > 0;) order.push_back(int64_t(i));
  order = attribute(node, "perm", order);
  if (order.size() != rank) fail_model(node, "perm does not fit the input's rank");
  Shape result;
  std::vector<bool> seen(rank, false);
  int64_t last = 0;
  for (size_t i = 0; i < rank; ++i) {
    const int64_t axis = checked_axis(node, order[i], int64_t(rank));
    if (seen[size_t(axis)]) fail_model(node, "perm names an axis twice");
    seen[size_t(axis)] = true;
    const bool moves =
        (i == 0) != (axis == 0) || (axis > 0 && shape[size_t(axis) - 1] != 1 && axis < last);
    if (moves) fail_operator(node, "it would move the data's elements");
    if (axis > 0 && shape[size_t(axis) - 1] != 1) last = axis;
    if (axis > 0) result.push_back(shape[size_t(axis) - 1]);
  }
  return graph.reshape(node, x, result);
}

Value identity(Graph& graph, const NodeProto& node) { return graph.unsettled(node, 0); }

Value dropout(Graph& graph, const NodeProto& node) {
  if (graph.has_input(node, 2) && graph.constant(node, 2).values != std::vector<double>{0})
    fail_operator(node, "training_mode is not supported");
  if (node.outputs.size() > 1 && graph.readers(node.outputs[1]) > 0)
    fail_operator(node, "the output mask is not supported");
  return graph.input(node, 0);
}

Value cast_data(Graph& graph, const NodeProto& node) {
  const int64_t to = attribute(node, "to", int64_t{0});
  if (to != kFloat && to != kDouble)
    fail_operator(node, "data can be cast to float or double only");
  return graph.data(node, 0);
}

}  // namespace

void add_shape_operators(OperatorTable& table) {
  table["Reshape"] = reshape;
  table["Flatten"] = flatten;
  table["Squeeze"] = squeeze;
  table["Unsqueeze"] = unsqueeze;
  table["Transpose"] = transpose;
  table["Identity"] = identity;
  table["Dropout"] = dropout;
  table["Cast"] = cast_data;
}

}  // namespace relevance::onnx
