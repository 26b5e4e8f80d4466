// Pad and Concat: something is put beside the data.
#include <algorithm>

#include "io/onnx/window.hpp"

namespace relevance::onnx {
namespace {

Value pad(Graph& graph, const NodeProto& node) {
  const Image image = as_image(graph, node, graph.data(node, 0));
  if (const auto mode = attribute(node, "mode", "constant"); mode != "constant")
    fail_operator(node, "mode \"" + mode + "\", only \"constant\" is supported");
  if (graph.has_input(node, 3)) fail_operator(node, "the input axes is not supported");
  std::vector<int64_t> pads = attribute(node, "pads", std::vector<int64_t>{});
  if (graph.has_input(node, 1)) pads = graph.constant(node, 1).wholes();
  const size_t rank = image.one_dimensional ? 3 : 4;
  if (pads.size() != 2 * rank)
    fail_model(node, "pads has " + std::to_string(pads.size()) + " entries, expected " +
                         std::to_string(2 * rank));
  for (size_t i = 0; i < pads.size(); ++i) {
    if (pads[i] < 0) fail_operator(node, "a negative pad");
    if (pads[i] != 0 && i % rank < 2) fail_operator(node, "padding of batch or channels");
  }
  double value = attribute(node, "value", 0.0);
  if (graph.has_input(node, 2)) {
    const Constant& given = graph.weights(node, 2);
    if (given.size() != 1) fail_model(node, "constant_value is not one number");
    value = given.values[0];
  }
  const Shape shape = graph.shape(image.value);
  Pad layer;
  layer.value = value;
  const int64_t left = pads[rank - 1], right = pads[2 * rank - 1];
  const int64_t top = rank == 4 ? pads[2] : 0, bottom = rank == 4 ? pads[6] : 0;
  if (std::max({left, right, top, bottom}) > kMaxSampleSize)
    fail_model(node, "the pads are too large");
  checked_size("the output of " + in_quotes(name_of(node)),
               {int64_t(shape[0]), shape[1] + top + bottom, shape[2] + left + right});
  layer.left = Index(left), layer.right = Index(right);
  layer.top = Index(top), layer.bottom = Index(bottom);
  if (left + right + top + bottom == 0) return graph.data(node, 0);
  return from_image(graph, node, image, graph.add(node, layer, {image.value.node}));
}

Value concat(Graph& graph, const NodeProto& node) {
  std::vector<int> inputs;
  int64_t total = 0, rank = 0;
  for (size_t i = 0; i < node.inputs.size(); ++i) {
    const Value& x = graph.data(node, i);
    inputs.push_back(x.node);
    rank = int64_t(graph.shape(x).size()) + 1;
    total += size_of(graph.shape(x));
    if (total > kMaxSampleSize) fail_model(node, "its output is too large");
  }
  if (inputs.empty()) fail_model(node, "it has no inputs");
  if (!find_attribute(node, "axis")) fail_model(node, "axis is missing");
  const int64_t axis = checked_axis(node, attribute(node, "axis", int64_t{0}), rank);
  if (axis == 0) fail_operator(node, "joining along the batch axis");
  if (inputs.size() == 1) return graph.data(node, 0);
  return graph.add(node, Concat{Index(axis) - 1}, inputs);
}

}  // namespace

void add_frame_operators(OperatorTable& table) {
  table["Pad"] = pad;
  table["Concat"] = concat;
}

}  // namespace relevance::onnx
