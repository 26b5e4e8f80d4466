// Differences of the data and many points, until they are distances.
#include "io/onnx/pending.hpp"

#include "base/error.hpp"

namespace relevance::onnx {
namespace {

/// A constant as one number for each feature of each point, [d × M]; an axis of size 1 is repeated.
/// None where it has other axes.
std::optional<Matrix<double>> by_points(const Constant& c, int64_t d, int64_t M) {
  std::vector<int64_t> dims = c.dims;
  if (dims.size() == 3 && dims[0] == 1) dims.erase(dims.begin());
  if (dims.size() > 2) return {};
  dims.insert(dims.begin(), 2 - dims.size(), 1);
  const int64_t rows = dims[0], columns = dims[1];
  if ((rows != 1 && rows != M) || (columns != 1 && columns != d)) return {};
  return Matrix<double>::NullaryExpr(Index(d), Index(M), [&](Index j, Index i) {
    return c.values[size_t((rows == 1 ? 0 : i) * columns + (columns == 1 ? 0 : j))];
  });
}

/// Shared where the difference itself is: a layer made of the one may not change the other.
Value source_of(const Value& value) {
  Value source = value.pending->source;
  source.shared = source.shared || value.shared;
  return source;
}

/// One difference is the data shifted and scaled.
Value as_affine(Graph& graph, const Value& value, const Differences& from) {
  Vector<double> scale = Vector<double>::Ones(from.points.rows());
  if (from.weights.size() > 0) scale = from.weights.col(0);
  const Vector<double> shift = -scale.cwiseProduct(from.points.col(0));
  Value result = add_affine(graph, *value.pending->node, source_of(value), scale, shift, false);
  result.shared = value.shared;
  return result;
}

}  // namespace

Value pending_value(const NodeProto& node, Value source,
                    std::variant<Differences, LogSumExp> value) {
  const int index = source.node;
  return {nullptr, index, false, -1,
          std::make_shared<const Pending>(Pending{std::move(value), std::move(source), &node})};
}

Value settled(Graph& graph, const NodeProto& reader, const Value& value) {
  if (const auto* sum = pending_as<LogSumExp>(value))
    fail_operator(reader, "its input is a log-sum-exp of values times " + number_text(sum->scale) +
                              ", itself times " + number_text(sum->factor) +
                              "; expected a soft minimum, where the two multiply to 1");
  const Differences& from = *pending_as<Differences>(value);
  const Index count = from.points.cols();
  if (from.squared || count > 1)
    fail_operator(reader, "its input, given by node " + in_quotes(name_of(*value.pending->node)) +
                              ", holds the differences of the data and " + std::to_string(count) +
                              " points; expected their sum over the features");
  return as_affine(graph, value, from);
}

std::optional<Value> difference(Graph& graph, const NodeProto& node, const Value& x,
                                const Constant& c, double of_x, double of_c) {
  const Shape shape = graph.shape(x);
  const size_t rank = c.dims.size();
  if (shape.size() != 2 || shape[0] != 1 || rank < 2) return {};
  if (c.values.empty() || c.dims[rank - 1] != shape[1]) return {};
  graph.count_folded(node, c.size());
  auto points = by_points(c, shape[1], c.dims[rank - 2]);
  if (!points) return {};
  Differences result{-of_x * of_c * *points, {}};
  if (of_x != 1) result.weights.setConstant(points->rows(), points->cols(), of_x);
  return pending_value(node, x, std::move(result));
}

std::optional<Value> times(Graph& graph, const NodeProto& node, const Value& x, const Constant& c) {
  if (const auto* sum = pending_as<LogSumExp>(x)) {
    if (c.size() != 1) return {};
    return times(graph, node, x.pending->source, *sum, c.values[0]);
  }
  const auto* from = pending_as<Differences>(x);
  if (!from || from->squared) return {};
  graph.count_folded(node, 2 * from->points.size());
  const auto weights = by_points(c, from->points.rows(), from->points.cols());
  if (!weights) return {};
  Differences result{from->points, *weights};
  if (from->weights.size() > 0) result.weights = from->weights.cwiseProduct(*weights);
  return pending_value(node, source_of(x), std::move(result));
}

std::optional<Value> squared(const NodeProto& node, const Value& x) {
  const auto* from = pending_as<Differences>(x);
  if (!from || from->squared) return {};
  return pending_value(node, source_of(x), Differences{from->points, from->weights, true});
}

std::optional<Value> sum_of_features(Graph& graph, const NodeProto& node, bool squares) {
  const Value x = graph.unsettled(node, 0);
  const auto* from = pending_as<Differences>(x);
  if (!from || (squares && from->squared)) return {};
  if (reduced_axes(graph, node, 3) != std::vector<int64_t>{1}) return {};
  const Matrix<double>& points = from->points;
  const Index count = points.cols();
  Layer<double> layer;
  if (squares || from->squared) {
    if ((from->weights.array().abs() != 1).any())
      fail_operator(node, "the squares of differences that are weighted");
    layer = SquaredDistance<double>{points, Vector<double>::Zero(count)};
  } else {
    Matrix<double> weights = Matrix<double>::Ones(count, points.rows());
    if (from->weights.size() > 0) weights = from->weights.transpose();
    layer = Hyperplanes<double>{std::move(weights), points};
  }
  const Value h = graph.add(node, std::move(layer), {graph.without_reshapes(x.node)});
  const bool keeps = attribute(node, "keepdims", int64_t{1}) != 0;
  return graph.reshape(node, h, keeps ? Shape{count, 1} : Shape{count});
}

}  // namespace relevance::onnx
