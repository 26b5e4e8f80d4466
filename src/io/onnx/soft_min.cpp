// ReduceLogSumExp between a scale and its inverse, and ReduceMin: the soft and the hard minimum.
#include <algorithm>
#include <cmath>
#include <limits>

#include "io/onnx/pending.hpp"

namespace relevance::onnx {
namespace {

constexpr double kScaleTolerance = 1e-6;  // of s · s⁻¹ in single precision

/// What is left of the sample's shape. Raises `unsupported-operator` unless all its elements are
/// reduced to one.
Shape reduced_shape(Graph& graph, const NodeProto& node, const Value& x) {
  Shape shape = graph.shape(x);
  const auto axes = reduced_axes(graph, node, int64_t(shape.size()) + 1);
  if (axes.empty())
    fail_operator(node, "reducing all axes, the batch among them, is not supported");
  const bool keeps = attribute(node, "keepdims", int64_t{1}) != 0;
  for (size_t i = axes.size(); i-- > 0;) {
    const auto axis = shape.begin() + std::ptrdiff_t(axes[i]);
    if (keeps)
      *axis = 1;
    else
      shape.erase(axis);
  }
  if (size_of(shape) != 1)
    fail_operator(node, "it leaves " + to_string(shape) +
                            " of a sample; a minimum is supported over all its elements only");
  return shape;
}

/// h + offsets; those of distances are part of their layer.
int with_offsets(Graph& graph, const NodeProto& node, int h, const Vector<double>& offsets) {
  const auto& from = graph.network.node(h);
  const auto* distance = std::get_if<SquaredDistance<double>>(&from.layer);
  if (!distance) {
    const Vector<double> ones = Vector<double>::Ones(offsets.size());
    return graph.add(node, Affine<double>{ones, offsets}, {h}, "/offsets").node;
  }
  SquaredDistance<double> shifted = *distance;
  const Index run = shifted.offsets.size() / offsets.size();
  for (Index i = 0; i < shifted.offsets.size(); ++i) shifted.offsets[i] += offsets[i / run];
  return graph.add(node, std::move(shifted), from.inputs, "/distance").node;
}

Value reduce_log_sum_exp(Graph& graph, const NodeProto& node) {
  const Value x = graph.data(node, 0);
  const Shape shape = reduced_shape(graph, node, x);
  const auto& before = graph.network.node(graph.without_reshapes(x.node));
  const auto* affine = std::get_if<Affine<double>>(&before.layer);
  const double scale = affine ? affine->scale[0] : 1;
  if (!(scale < 0) || (affine->scale.array() != scale).any())
    fail_operator(node, "its input is not multiplied by one number below 0, as for a soft minimum");
  const Vector<double> offsets = affine->shift / scale;
  int h = graph.without_reshapes(before.inputs[0]);
  if ((offsets.array() != 0).any()) h = with_offsets(graph, node, h, offsets);
  return pending_value(node, {nullptr, h, true, -1}, LogSumExp{scale, 1, shape});
}

Value reduce_min(Graph& graph, const NodeProto& node) {
  const Value x = graph.data(node, 0);
  const Shape shape = reduced_shape(graph, node, x);
  const SoftMin layer{std::numeric_limits<double>::infinity()};
  return graph.reshape(node, graph.add(node, layer, {graph.without_reshapes(x.node)}), shape);
}

}  // namespace

Value times(Graph& graph, const NodeProto& node, const Value& h, LogSumExp sum, double c) {
  sum.factor *= c;
  if (std::abs(sum.factor * sum.scale - 1) <= kScaleTolerance)
    return graph.reshape(node, graph.add(node, SoftMin{-sum.scale}, {h.node}), sum.shape);
  return pending_value(node, h, std::move(sum));
}

void add_minimum_operators(OperatorTable& table) {
  table["ReduceLogSumExp"] = reduce_log_sum_exp;
  table["ReduceMin"] = reduce_min;
}

}  // namespace relevance::onnx
