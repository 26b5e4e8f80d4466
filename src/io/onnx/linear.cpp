// Gemm, MatMul, Conv, BatchNormalization.
#include <cmath>

#include "io/onnx/window.hpp"

namespace relevance::onnx {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

void check_not_empty(const NodeProto& node, const Constant& weights) {
  if (!weights.values.empty()) return;
  fail_model(node, "the weights are empty, their shape is " +
                       to_string(Shape(weights.dims.begin(), weights.dims.end())));
}

/// A two-dimensional constant as it stands.
Eigen::Map<const RowMajor> as_matrix(const NodeProto& node, const Constant& constant) {
  check_not_empty(node, constant);
  if (constant.dims.size() != 2)
    fail_model(node, "the weights have " + std::to_string(constant.dims.size()) +
                         " dimensions, expected 2");
  return {constant.values.data(), Index(constant.dims[0]), Index(constant.dims[1])};
}

Vector<double> as_vector(const NodeProto& node, const Constant& constant, Index expected,
                         const char* what) {
  const Index size = Index(constant.values.size());
  const bool flat = constant.dims.empty() || constant.dims.back() == size;
  if (!flat || (size != expected && size != 1))
    fail_model(node, std::string(what) + " has " + std::to_string(size) + " elements, expected " +
                         std::to_string(expected));
  if (size == 1) return Vector<double>::Constant(expected, constant.values[0]);
  return Eigen::Map<const Vector<double>>(constant.values.data(), size);
}

/// Rank-2 data [N × n]: leading axes of extent 1 may stand before n.
void check_flat(Graph& graph, const NodeProto& node, const Value& x, Index columns) {
  const Shape& shape = graph.shape(x);
  if (shape.empty() || size_of(shape) != shape.back())
    fail_operator(
        node, "its input has shape " + to_string(shape) + " per sample, expected a single axis");
  if (size_of(shape) != columns)
    fail_model(node, "its weights expect " + std::to_string(columns) +
                         " inputs, the layer before gives " + std::to_string(size_of(shape)));
}

Value gemm(Graph& graph, const NodeProto& node) {
  const Value x = graph.data(node, 0);
  if (attribute(node, "transA", int64_t{0}) != 0)
    fail_operator(node, "transA on data would move the batch axis");
  const auto given = as_matrix(node, graph.weights(node, 1));
  const bool turned = attribute(node, "transB", int64_t{0}) != 0;
  Matrix<double> weights = turned ? Matrix<double>(given) : Matrix<double>(given.transpose());
  check_flat(graph, node, x, weights.cols());
  weights *= attribute(node, "alpha", 1.0);
  const double beta = attribute(node, "beta", 1.0);
  Vector<double> bias = Vector<double>::Zero(weights.rows());
  const bool has_c = graph.has_input(node, 2) && beta != 0;
  if (has_c && graph.input(node, 2).constant)
    bias = beta * as_vector(node, graph.weights(node, 2), weights.rows(), "the bias");
  const Index n_out = weights.rows();
  Value y = graph.add(node, Dense<double>{std::move(weights), std::move(bias)}, {x.node});
  if (!has_c || graph.input(node, 2).constant) return y;
  Value c = graph.input(node, 2);
  if (graph.shape(c) != Shape{n_out})
    fail_operator(node, "its summand has shape " + to_string(graph.shape(c)) +
                            " per sample, expected " + to_string({n_out}));
  if (beta != 1)
    c = graph.add(node, Affine<double>{Vector<double>::Constant(1, beta), Vector<double>::Zero(1)},
                  {c.node}, "/beta");
  return graph.add(node, Add{}, {y.node, c.node}, "/add");
}

Value matmul(Graph& graph, const NodeProto& node) {
  const Value x = graph.data(node, 0);
  const auto given = as_matrix(node, graph.weights(node, 1));
  check_flat(graph, node, x, given.rows());
  Shape shape = graph.shape(x);
  shape.back() = given.cols();
  const Value y = graph.add(
      node, Dense<double>{given.transpose(), Vector<double>::Zero(given.cols())}, {x.node});
  Value result = graph.reshape(node, y, shape);
  result.linear = y.node;
  return result;
}

/// Adds the zero padding of a Pad right before a convolution to the convolution's own.
Value absorb_padding(Graph& graph, const Value& x, Window& window) {
  const auto* pad = std::get_if<Pad>(&graph.network.node(x.node).layer);
  if (!pad || pad->value != 0 || x.shared) return x;
  // No overflow: either is at most kMaxSampleSize, and what they come to is checked by add().
  window.pad_top += pad->top;
  window.pad_left += pad->left;
  window.pad_bottom += pad->bottom;
  window.pad_right += pad->right;
  return {nullptr, graph.network.node(x.node).inputs[0], false, -1};
}

Value conv(Graph& graph, const NodeProto& node) {
  const Image image = as_image(graph, node, graph.data(node, 0));
  const Constant& w = graph.weights(node, 1);
  const size_t spatial = image.one_dimensional ? 1 : 2;
  check_not_empty(node, w);
  if (w.dims.size() != spatial + 2)
    fail_model(node, "the weights have " + std::to_string(w.dims.size()) +
                         " dimensions, expected " + std::to_string(spatial + 2));
  const std::vector<int64_t> kernel(w.dims.begin() + 2, w.dims.end());
  if (attribute(node, "kernel_shape", kernel) != kernel)
    fail_model(node, "kernel_shape differs from the weights' dimensions");
  Conv2d<double> layer;
  layer.window = to_window(read_axes(node, image, graph.shape(image.value), kernel));
  const int64_t groups = attribute(node, "group", int64_t{1});
  if (groups < 1 || groups > w.dims[0]) fail_model(node, "group is " + std::to_string(groups));
  layer.groups = Index(groups);
  const Index c_out = Index(w.dims[0]);
  layer.weights =
      Eigen::Map<const RowMajor>(w.values.data(), c_out, Index(w.values.size()) / c_out);
  layer.bias = Vector<double>::Zero(c_out);
  if (graph.has_input(node, 2)) {
    const Constant& bias = graph.weights(node, 2);
    if (bias.size() != c_out) fail_model(node, "the bias' size differs from the number of filters");
    layer.bias = as_vector(node, bias, c_out, "the bias");
  }
  const Value x = absorb_padding(graph, image.value, layer.window);
  const Value y = graph.add(node, std::move(layer), {x.node});
  Value result = from_image(graph, node, image, y);
  result.linear = y.node;
  return result;
}

Value batch_normalization(Graph& graph, const NodeProto& node) {
  const Value x = graph.data(node, 0);
  if (attribute(node, "training_mode", int64_t{0}) != 0)
    fail_operator(node, "training_mode is not supported");
  const Shape& shape = graph.shape(x);
  const Index channels = shape.empty() ? 1 : shape[0];
  Vector<double> part[4];  // scale, shift, mean, variance
  for (size_t i = 0; i < 4; ++i) {
    const Constant& given = graph.weights(node, i + 1);
    if (given.size() != channels)
      fail_model(node, "input " + std::to_string(i + 1) + " has " + std::to_string(given.size()) +
                           " elements, expected " + std::to_string(channels));
    part[i] = Eigen::Map<const Vector<double>>(given.values.data(), channels);
  }
  const double epsilon = attribute(node, "epsilon", double(1e-5f));
  if (part[3].minCoeff() + epsilon <= 0) fail_model(node, "variance + epsilon is not positive");
  const Vector<double> scale = (part[0].array() / (part[3].array() + epsilon).sqrt()).matrix();
  return add_affine(graph, node, x, scale, part[1] - Vector<double>(part[2].cwiseProduct(scale)),
                    true);
}

/// `v` with each entry repeated so that there are n.
Vector<double> stretch(const Vector<double>& v, Index n) {
  Vector<double> result(n);
  for (Index i = 0; i < n; ++i) result[i] = v[i / (n / v.size())];
  return result;
}

template <class L>
void fold(L& layer, const Vector<double>& scale, const Vector<double>& shift) {
  layer.weights = scale.asDiagonal() * layer.weights;
  layer.bias = layer.bias.cwiseProduct(scale) + shift;
}

/// Makes the shift the offsets of distances that have none. The layer is called after the node, as
/// one with offsets is written.
bool becomes_offsets(Graph& graph, const NodeProto& node, const Value& value,
                     const Vector<double>& shift) {
  auto* distance = std::get_if<SquaredDistance<double>>(&graph.network.node(value.node).layer);
  if (!distance || value.shared || !distance->offsets.isZero(0)) return false;
  if (distance->offsets.size() % shift.size() != 0) return false;
  distance->offsets = stretch(shift, distance->offsets.size());
  graph.rename(value.node, node);
  return true;
}

}  // namespace

Value add_affine(Graph& graph, const NodeProto& node, const Value& value, Vector<double> scale,
                 Vector<double> shift, bool into_weights) {
  const Index n = std::max(scale.size(), shift.size());
  scale = stretch(scale, n);
  shift = stretch(shift, n);
  if (!value.shared && value.linear >= 0 && (into_weights || (scale.array() == 1).all())) {
    auto& layer = graph.network.node(value.linear).layer;
    auto* dense = std::get_if<Dense<double>>(&layer);
    auto* conv = std::get_if<Conv2d<double>>(&layer);
    const Index n_out = dense ? dense->bias.size() : conv->bias.size();
    if (n == n_out || n == 1) {
      const Vector<double> a = stretch(scale, n_out), b = stretch(shift, n_out);
      dense ? fold(*dense, a, b) : fold(*conv, a, b);
      return value;
    }
  }
  if ((scale.array() == 1).all() && becomes_offsets(graph, node, value, shift)) return value;
  if (!value.shared) {
    if (auto* affine = std::get_if<Affine<double>>(&graph.network.node(value.node).layer)) {
      const Index m = std::max(n, affine->scale.size());
      const Vector<double> a = stretch(scale, m), b = stretch(shift, m);
      affine->shift = stretch(affine->shift, m).cwiseProduct(a) + b;
      affine->scale = stretch(affine->scale, m).cwiseProduct(a);
      return value;
    }
  }
  return graph.add(node, Affine<double>{std::move(scale), std::move(shift)}, {value.node});
}

void add_linear_operators(OperatorTable& table) {
  table["Gemm"] = gemm;
  table["MatMul"] = matmul;
  table["Conv"] = conv;
  table["BatchNormalization"] = batch_normalization;
}

}  // namespace relevance::onnx
