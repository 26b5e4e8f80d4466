// MaxPool, AveragePool, GlobalAveragePool, GlobalMaxPool, ReduceMean, ReduceSum, ReduceSumSquare.
#include <algorithm>
#include <numeric>

#include "io/onnx/pending.hpp"
#include "io/onnx/window.hpp"

namespace relevance::onnx {
namespace {

Value pool(Graph& graph, const NodeProto& node, PoolKind kind) {
  const Image image = as_image(graph, node, graph.data(node, 0));
  if (!find_attribute(node, "kernel_shape")) fail_model(node, "kernel_shape is missing");
  const auto axes = read_axes(node, image, graph.shape(image.value),
                              attribute(node, "kernel_shape", std::vector<int64_t>{}));
  for (const Axis& axis : axes) {
    check_touches(node, axis);
    if (attribute(node, "ceil_mode", int64_t{0}) != 0 && axis.room() % axis.stride != 0)
      fail_operator(node, "ceil_mode=1 where the windows do not fit the image");
  }
  if (node.outputs.size() > 1 && graph.readers(node.outputs[1]) > 0)
    fail_operator(node, "the output Indices is not supported");
  Pool2d layer{.kind = kind, .window = to_window(axes)};
  layer.count_padding = attribute(node, "count_include_pad", int64_t{0}) != 0;
  return from_image(graph, node, image, graph.add(node, layer, {image.value.node}));
}

Value max_pool(Graph& graph, const NodeProto& node) { return pool(graph, node, PoolKind::max); }
Value average_pool(Graph& graph, const NodeProto& node) {
  return pool(graph, node, PoolKind::average);
}

Value global_pool(Graph& graph, const NodeProto& node, PoolKind kind) {
  const Image image = as_image(graph, node, graph.data(node, 0));
  Pool2d layer{.kind = kind, .window = {}};
  layer.global = true;
  return from_image(graph, node, image, graph.add(node, layer, {image.value.node}));
}

Value global_max(Graph& graph, const NodeProto& node) {
  return global_pool(graph, node, PoolKind::max);
}
Value global_average(Graph& graph, const NodeProto& node) {
  return global_pool(graph, node, PoolKind::average);
}

/// Reduces sample axes first … last to extent 1, as a pool over an image of one column.
Value reduce_run(Graph& graph, const NodeProto& node, const Value& x, PoolKind kind, size_t first,
                 size_t last) {
  Shape shape = graph.shape(x);
  const auto product = [&](size_t from, size_t to) {
    return std::accumulate(shape.begin() + std::ptrdiff_t(from), shape.begin() + std::ptrdiff_t(to),
                           Index{1}, std::multiplies<>());
  };
  Pool2d layer{.kind = kind, .window = {}};
  Shape image{product(0, first), product(first, last + 1), product(last + 1, shape.size())};
  if (image[2] == 1) {
    layer.global = true;
    if (first == 1 && last == 2 && shape.size() == 3) image = shape;
  } else {
    layer.window.kernel_h = image[1];
  }
  const Value in = graph.reshape(node, x, image);
  const Value pooled = graph.add(node, layer, {in.node});
  for (size_t i = first; i <= last; ++i) shape[i] = 1;
  return graph.reshape(node, pooled, shape);
}

Value reduce(Graph& graph, const NodeProto& node, PoolKind kind) {
  Value x = graph.data(node, 0);
  const auto axes = reduced_axes(graph, node, int64_t(graph.shape(x).size()) + 1);
  if (axes.empty()) {
    if (attribute(node, "noop_with_empty_axes", int64_t{0}) != 0) return x;
    fail_operator(node, "reducing all axes, the batch among them, is not supported");
  }
  for (size_t i = 0; i < axes.size();) {
    size_t end = i;
    while (end + 1 < axes.size() && axes[end + 1] == axes[end] + 1) ++end;
    x = reduce_run(graph, node, x, kind, size_t(axes[i]), size_t(axes[end]));
    i = end + 1;
  }
  if (attribute(node, "keepdims", int64_t{1}) != 0) return x;
  Shape shape = graph.shape(x);
  for (size_t i = axes.size(); i-- > 0;) shape.erase(shape.begin() + std::ptrdiff_t(axes[i]));
  return graph.reshape(node, x, shape);
}

Value reduce_mean(Graph& graph, const NodeProto& node) {
  return reduce(graph, node, PoolKind::average);
}
Value reduce_sum(Graph& graph, const NodeProto& node) {
  if (const auto h = sum_of_features(graph, node, false)) return *h;
  return reduce(graph, node, PoolKind::sum);
}
Value reduce_sum_square(Graph& graph, const NodeProto& node) {
  if (const auto h = sum_of_features(graph, node, true)) return *h;
  graph.data(node, 0);
  fail_operator(node, "expected a difference of the data and points, over the features");
}

}  // namespace

std::vector<int64_t> reduced_axes(Graph& graph, const NodeProto& node, int64_t rank) {
  std::vector<int64_t> axes = attribute(node, "axes", std::vector<int64_t>{});
  if (graph.has_input(node, 1)) axes = graph.constant(node, 1).wholes();
  if (axes.size() > size_t(rank)) fail_model(node, "more axes than the input has");
  for (int64_t& axis : axes) {
    axis = checked_axis(node, axis, rank) - 1;
    if (axis < 0) fail_operator(node, "reducing the batch axis is not supported");
  }
  std::sort(axes.begin(), axes.end());
  if (std::adjacent_find(axes.begin(), axes.end()) != axes.end())
    fail_model(node, "an axis is named twice");
  return axes;
}

void add_pooling_operators(OperatorTable& table) {
  table["MaxPool"] = max_pool;
  table["AveragePool"] = average_pool;
  table["GlobalMaxPool"] = global_max;
  table["GlobalAveragePool"] = global_average;
  table["ReduceMean"] = reduce_mean;
  table["ReduceSum"] = reduce_sum;
  table["ReduceSumSquare"] = reduce_sum_square;
}

}  // namespace relevance::onnx
