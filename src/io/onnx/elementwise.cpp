// Add, Sub, Mul, Div, Neg, Pow, Sum, and the activations.
#include <cmath>
#include <limits>

#include "io/onnx/pending.hpp"

namespace relevance::onnx {
namespace {

/// A constant as one number for each channel of the sample, where a channel is as many
/// leading axes as it varies over. Raises `unsupported-operator` where it would enlarge
/// the data, `bad-model` where it does not fit.
Vector<double> by_channels(const NodeProto& node, const Constant& constant, const Shape& shape) {
  const size_t rank = shape.size() + 1;
  std::vector<int64_t> dims = constant.dims;
  while (dims.size() > rank && dims.front() == 1) dims.erase(dims.begin());
  if (dims.size() > rank) fail_operator(node, "its constant has more axes than the data");
  dims.insert(dims.begin(), rank - dims.size(), 1);
  if (dims[0] != 1) fail_operator(node, "its constant differs from sample to sample");
  size_t varying = 0;  // number of leading axes of the sample it varies over
  for (size_t i = 1; i < rank; ++i) {
    if (dims[i] == 1) continue;
    if (shape[i - 1] == 1) fail_operator(node, "its constant is larger than the data");
    if (dims[i] != shape[i - 1])
      fail_model(node, "its constant does not fit the data's shape " + to_string(shape));
    varying = i;
  }
  int64_t count = 1;
  for (size_t i = 0; i < varying; ++i) count *= shape[i];
  if (count > std::max<int64_t>(65536, 64 * constant.size()))
    fail_operator(node, "its constant would be repeated too often");
  Vector<double> result = Vector<double>::Zero(Index(count));
  for (Index k = 0; k < result.size(); ++k) {
    int64_t rest = k, source = 0, stride = 1;
    for (size_t i = varying; i > 0; --i) {
      source += dims[i] == 1 ? 0 : rest % shape[i - 1] * stride;
      stride *= dims[i];
      rest /= shape[i - 1];
    }
    result[k] = constant.values[size_t(source)];
  }
  return result;
}

Vector<double> constant_vector(double value) { return Vector<double>::Constant(1, value); }

/// A sum-pool is exported as an average times the kernel's size: takes that back.
bool becomes_sum_pool(Graph& graph, const Value& x, const Vector<double>& scale) {
  auto* pool = std::get_if<Pool2d>(&graph.network.node(x.node).layer);
  if (!pool || x.shared || pool->kind != PoolKind::average || pool->global) return false;
  const Window& w = pool->window;
  const bool padded = w.pad_top + w.pad_left + w.pad_bottom + w.pad_right > 0;
  const bool fits = scale.size() == 1 && scale[0] == double(w.kernel_h * w.kernel_w);
  if (!fits || (padded && !pool->count_padding)) return false;
  pool->kind = PoolKind::sum;
  pool->count_padding = false;
  return true;
}

Value add_data(Graph& graph, const NodeProto& node, const std::vector<Value>& summands) {
  std::vector<int> inputs;
  for (const Value& value : summands) {
    if (graph.shape(value) != graph.shape(summands[0]))
      fail_operator(node, "its summands have shapes " + to_string(graph.shape(summands[0])) +
                              " and " + to_string(graph.shape(value)) +
                              ", broadcasting data is not supported");
    inputs.push_back(value.node);
  }
  return graph.add(node, Add{}, inputs);
}

Value negate(Graph& graph, const NodeProto& node, const Value& x) {
  return graph.add(node, Affine<double>{constant_vector(-1), constant_vector(0)}, {x.node},
                   "/negate");
}

Value add(Graph& graph, const NodeProto& node, double sign) {
  const Value a = graph.input(node, 0), b = graph.input(node, 1);
  if (a.constant && b.constant) fail_operator(node, "both its inputs are constants");
  if (!a.constant && !b.constant)
    return add_data(graph, node, {a, sign < 0 ? negate(graph, node, b) : b});
  const Value& x = a.constant ? b : a;
  const Constant& given = graph.weights(node, a.constant ? 0 : 1);
  if (const auto apart =
          difference(graph, node, x, given, a.constant ? sign : 1, a.constant ? 1 : sign))
    return *apart;
  const Vector<double> c = by_channels(node, given, graph.shape(x));
  if (a.constant) return add_affine(graph, node, x, constant_vector(sign), c, false);
  return add_affine(graph, node, x, constant_vector(1), sign * c, false);
}

Value plus(Graph& graph, const NodeProto& node) { return add(graph, node, 1); }
Value minus(Graph& graph, const NodeProto& node) { return add(graph, node, -1); }

/// A scale that a soft minimum takes back stays apart from the layers before.
Value scaled(Graph& graph, const NodeProto& node, const Value& x, const Vector<double>& c) {
  if (becomes_sum_pool(graph, x, c)) return x;
  const Vector<double> zero = Vector<double>::Zero(c.size());
  if (graph.is_read_by(node, "ReduceLogSumExp"))
    return graph.add(node, Affine<double>{c, zero}, {x.node});
  return add_affine(graph, node, x, c, zero, false);
}

Value multiply(Graph& graph, const NodeProto& node) {
  for (const size_t i : {0, 1})
    if (const Value x = graph.unsettled(node, i); x.pending) {
      if (node.inputs[0] == node.inputs[1])
        if (const auto square = squared(node, x)) return *square;
      if (graph.unsettled(node, 1 - i).constant)
        if (const auto product = times(graph, node, x, graph.weights(node, 1 - i))) return *product;
    }
  const Value a = graph.input(node, 0), b = graph.input(node, 1);
  if (!a.constant == !b.constant)
    fail_operator(node, "the product of two computed values is not supported");
  const Value& x = a.constant ? b : a;
  return scaled(graph, node, x,
                by_channels(node, graph.weights(node, a.constant ? 0 : 1), graph.shape(x)));
}

Value divide(Graph& graph, const NodeProto& node) {
  const Value before = graph.unsettled(node, 0);
  Constant inverse = graph.weights(node, 1);
  for (double& value : inverse.values) {
    if (value == 0) fail_model(node, "divides by zero");
    value = 1 / value;
  }
  if (const auto quotient = times(graph, node, before, inverse)) return *quotient;
  const Value x = graph.data(node, 0);
  return scaled(graph, node, x, by_channels(node, inverse, graph.shape(x)));
}

Value negative(Graph& graph, const NodeProto& node) {
  if (const auto product = times(graph, node, graph.unsettled(node, 0), {{}, {-1}, false}))
    return *product;
  return scaled(graph, node, graph.data(node, 0), constant_vector(-1));
}

Value power(Graph& graph, const NodeProto& node) {
  const Constant& exponent = graph.constant(node, 1);
  if (exponent.values == std::vector<double>{2})
    if (const auto square = squared(node, graph.unsettled(node, 0))) return *square;
  fail_operator(node, "expected the square of a difference of the data and points");
}

Value sum(Graph& graph, const NodeProto& node) {
  std::vector<Value> summands;
  for (size_t i = 0; i < node.inputs.size(); ++i) summands.push_back(graph.data(node, i));
  if (summands.empty()) fail_model(node, "it has no inputs");
  return summands.size() == 1 ? summands[0] : add_data(graph, node, summands);
}

template <ActivationKind kind>
Value activation(Graph& graph, const NodeProto& node) {
  Activation layer{kind};
  if (kind == ActivationKind::leaky_relu) layer.slope = attribute(node, "alpha", double(0.01f));
  return graph.add(node, layer, {graph.data(node, 0).node});
}

double bound(Graph& graph, const NodeProto& node, size_t i, const char* name, double otherwise) {
  if (!graph.has_input(node, i)) return attribute(node, name, otherwise);
  const Constant& given = graph.constant(node, i);
  if (given.size() != 1 || std::isnan(given.values[0]))
    fail_model(node, std::string(name) + " is not one number");
  return given.values[0];
}

Value clip(Graph& graph, const NodeProto& node) {
  const double infinity = std::numeric_limits<double>::infinity();
  const Value x = graph.data(node, 0);
  Activation layer{ActivationKind::clip};
  layer.low = bound(graph, node, 1, "min", -infinity);
  layer.high = bound(graph, node, 2, "max", infinity);
  if (layer.low > layer.high) fail_model(node, "min is larger than max");
  if (layer.low == 0 && layer.high >= double(std::numeric_limits<float>::max()))
    layer = {ActivationKind::relu};
  return graph.add(node, layer, {x.node});
}

/// How the values of a sample lie about the axis of a softmax: [before, along, after].
struct SoftmaxAxis {
  Index before = 1, along = 1, after = 1;
};

SoftmaxAxis softmax_axis(Graph& graph, const NodeProto& node) {
  const Shape shape = graph.shape(graph.data(node, 0));
  const int64_t rank = int64_t(shape.size()) + 1;
  const bool flattens = graph.opset < 13;  // there everything from `axis` on is one axis
  const int64_t axis =
      checked_axis(node, attribute(node, "axis", flattens ? int64_t{1} : int64_t{-1}), rank);
  if (axis == 0) fail_operator(node, "a softmax over the batch");
  SoftmaxAxis lies{.along = shape[size_t(axis) - 1]};
  for (int64_t i = 1; i < axis; ++i) lies.before *= shape[size_t(i) - 1];
  for (int64_t i = axis + 1; i < rank; ++i)
    (flattens ? lies.along : lies.after) *= shape[size_t(i) - 1];
  return lies;
}

/// Softmax over the channels; other axes only where they are the same thing.
Value softmax(Graph& graph, const NodeProto& node) {
  const Value x = graph.data(node, 0);
  const Shape shape = graph.shape(x);
  const auto [before, n, after] = softmax_axis(graph, node);
  if (before != 1) fail_operator(node, "a softmax is supported over the channels only");
  const Value image = graph.reshape(node, x, after == 1 ? Shape{n} : Shape{n, after, 1});
  return graph.reshape(node, graph.add(node, Activation{ActivationKind::softmax}, {image.node}),
                       shape);
}

}  // namespace

bool softmax_over_all(Graph& graph, const NodeProto& node) {
  const SoftmaxAxis lies = softmax_axis(graph, node);
  return lies.before == 1 && lies.after == 1;
}

void add_elementwise_operators(OperatorTable& table) {
  table["Add"] = plus;
  table["Sub"] = minus;
  table["Mul"] = multiply;
  table["Div"] = divide;
  table["Neg"] = negative;
  table["Pow"] = power;
  table["Sum"] = sum;
  table["Relu"] = activation<ActivationKind::relu>;
  table["LeakyRelu"] = activation<ActivationKind::leaky_relu>;
  table["Tanh"] = activation<ActivationKind::tanh>;
  table["Sigmoid"] = activation<ActivationKind::sigmoid>;
  table["Softplus"] = activation<ActivationKind::softplus>;
  table["Softmax"] = softmax;
  table["Clip"] = clip;
}

}  // namespace relevance::onnx
