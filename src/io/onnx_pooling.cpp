// MaxPool, AveragePool, GlobalAveragePool, GlobalMaxPool, ReduceMean, ReduceSum, and the
// windows they share with Conv.
#include <algorithm>
#include <numeric>

#include "io/onnx_operators.hpp"

namespace relevance::onnx {
namespace {

constexpr int64_t kMaxExtent = int64_t{1} << 20;

/// One axis of a window, before it is put into a Window.
struct Axis {
  int64_t size, kernel, stride, dilation, before, after;
  int64_t reach() const { return dilation * (kernel - 1) + 1; }
  int64_t room() const { return size + before + after - reach(); }
};

std::vector<int64_t> list(const NodeProto& node, const char* name, size_t count, int64_t otherwise,
                          int64_t low) {
  auto values = attribute(node, name, std::vector<int64_t>(count, otherwise));
  if (values.size() != count)
    fail_model(node, std::string(name) + " has " + std::to_string(values.size()) +
                         " entries, expected " + std::to_string(count));
  for (const int64_t value : values)
    if (value < low || value > kMaxExtent)
      fail_model(node, std::string(name) + " holds " + std::to_string(value));
  return values;
}

void pad_automatically(Axis& axis, const std::string& mode, const NodeProto& node) {
  if (mode == "VALID") {
    axis.before = axis.after = 0;
    return;
  }
  if (mode != "SAME_UPPER" && mode != "SAME_LOWER")
    fail_model(node, "unknown auto_pad \"" + mode + "\"");
  const int64_t out = (axis.size + axis.stride - 1) / axis.stride;
  const int64_t total = std::max<int64_t>((out - 1) * axis.stride + axis.reach() - axis.size, 0);
  axis.before = mode == "SAME_UPPER" ? total / 2 : total - total / 2;
  axis.after = total - axis.before;
}

std::vector<Axis> read_axes(const NodeProto& node, const Image& image, const Shape& shape,
                            const std::vector<int64_t>& kernel) {
  const size_t n = image.one_dimensional ? 1 : 2;
  if (kernel.size() != n)
    fail_model(node, "kernel_shape has " + std::to_string(kernel.size()) + " entries, expected " +
                         std::to_string(n));
  const auto strides = list(node, "strides", n, 1, 1);
  const auto dilations = list(node, "dilations", n, 1, 1);
  const auto pads = list(node, "pads", 2 * n, 0, 0);
  const std::string mode = attribute(node, "auto_pad", "NOTSET");
  std::vector<Axis> axes;
  for (size_t i = 0; i < n; ++i) {
    if (kernel[i] < 1 || kernel[i] > kMaxExtent)
      fail_model(node, "a kernel of size " + std::to_string(kernel[i]));
    Axis axis{int64_t(shape[3 - n + i]), kernel[i], strides[i], dilations[i], pads[i], pads[n + i]};
    if (mode != "NOTSET" && !mode.empty()) pad_automatically(axis, mode, node);
    if (axis.room() < 0)
      fail_model(node, "the kernel reaches over " + std::to_string(axis.reach()) +
                           " pixels, the padded image has " +
                           std::to_string(axis.size + axis.before + axis.after));
    axes.push_back(axis);
  }
  const int64_t rows = axes.front().room() / axes.front().stride + 1;
  const int64_t columns = n == 1 ? 1 : axes[1].room() / axes[1].stride + 1;
  checked_size("the output of " + quoted(name_of(node)), {rows, columns});
  return axes;
}

Window to_window(const std::vector<Axis>& axes) {
  Window w;
  const Axis& x = axes.back();
  w.kernel_w = Index(x.kernel), w.stride_w = Index(x.stride), w.dilation_w = Index(x.dilation);
  w.pad_left = Index(x.before), w.pad_right = Index(x.after);
  if (axes.size() == 1) return w;
  const Axis& y = axes.front();
  w.kernel_h = Index(y.kernel), w.stride_h = Index(y.stride), w.dilation_h = Index(y.dilation);
  w.pad_top = Index(y.before), w.pad_bottom = Index(y.after);
  return w;
}

/// A pool's window must touch the image wherever it stands.
void check_touches(const NodeProto& node, const Axis& axis) {
  if (axis.before >= axis.reach() || axis.after >= axis.reach())
    fail_model(node, "the padding is as large as the kernel");
  for (int64_t start = -axis.before; start <= axis.size + axis.after - axis.reach();
       start += axis.stride) {
    const int64_t skipped = start < 0 ? (-start + axis.dilation - 1) / axis.dilation : 0;
    if (skipped >= axis.kernel || start + skipped * axis.dilation >= axis.size)
      fail_model(node, "a window stands on padding alone");
  }
}

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

/// The axes of the sample to reduce, sorted (0 is the first after the batch).
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
  return reduce(graph, node, PoolKind::sum);
}

}  // namespace

Image as_image(Graph& graph, const NodeProto& node, const Value& value) {
  const Shape shape = graph.shape(value);
  if (shape.size() == 3) return {value, false};
  if (shape.size() == 2) return {graph.reshape(node, value, {shape[0], 1, shape[1]}), true};
  fail_operator(node, "its input has shape " + to_string(shape) +
                          " per sample, expected channels × length or channels × height × width");
}

Value from_image(Graph& graph, const NodeProto& node, const Image& image, Value result) {
  if (!image.one_dimensional) return result;
  const Shape& shape = graph.shape(result);
  return graph.reshape(node, result, {shape[0], shape[2]});
}

Window read_window(const NodeProto& node, const Image& image, const Shape& shape,
                   std::vector<int64_t> kernel) {
  return to_window(read_axes(node, image, shape, kernel));
}

void add_pooling_operators(OperatorTable& table) {
  table["MaxPool"] = max_pool;
  table["AveragePool"] = average_pool;
  table["GlobalMaxPool"] = global_max;
  table["GlobalAveragePool"] = global_average;
  table["ReduceMean"] = reduce_mean;
  table["ReduceSum"] = reduce_sum;
}

}  // namespace relevance::onnx
