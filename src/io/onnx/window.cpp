#include "io/onnx/window.hpp"

#include <algorithm>

namespace relevance::onnx {
namespace {

constexpr int64_t kMaxExtent = int64_t{1} << 20;

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
  checked_size("the output of " + in_quotes(name_of(node)), {rows, columns});
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

void check_touches(const NodeProto& node, const Axis& axis) {
  if (axis.before >= axis.reach() || axis.after >= axis.reach())
    fail_model(node, "the padding is as large as the kernel");
  // A loop of at most kMaxExtent steps: the padding is smaller than the kernel's reach.
  for (int64_t start = -axis.before; start <= axis.size + axis.after - axis.reach();
       start += axis.stride) {
    const int64_t skipped = start < 0 ? (-start + axis.dilation - 1) / axis.dilation : 0;
    if (skipped >= axis.kernel || start + skipped * axis.dilation >= axis.size)
      fail_model(node, "a window stands on padding alone");
  }
}

}  // namespace relevance::onnx
