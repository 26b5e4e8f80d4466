#pragma once
// What several operators make together: values on their way to a layer.
//
//   Sub(x, points) → [Mul(weights)] → ReduceSum, or ReduceSumSquare    Hyperplanes, SquaredDistance
//   Mul(h, −s) → ReduceLogSumExp → Mul(−1/s)                           SoftMin

#include <optional>
#include <variant>

#include "io/onnx/operators.hpp"

namespace relevance::onnx {

/// w_i (x − u_i) for every point u_i, of shape [M × d] per sample: more numbers than any layer
/// gives, until a sum over the features makes them distances. The source is x, of shape [1 × d].
struct Differences {
  Matrix<double> points;   ///< u_i, [d × M]
  Matrix<double> weights;  ///< w_i, by features, [d × M]; empty: 1
  bool squared = false;
};

/// factor · log Σ_i exp(scale h_i), a soft minimum as soon as factor · scale is 1. The source is h.
struct LogSumExp {
  double scale = -1;  ///< below 0
  double factor = 1;
  Shape shape;  ///< what the reduction leaves of h's shape
};

struct Pending {
  std::variant<Differences, LogSumExp> value;
  Value source;           ///< x, or h
  const NodeProto* node;  ///< that gives it
};

template <class T>
const T* pending_as(const Value& value) {
  return value.pending ? std::get_if<T>(&value.pending->value) : nullptr;
}

Value pending_value(const NodeProto& node, Value source,
                    std::variant<Differences, LogSumExp> value);

/// The value as the output of a layer: a single difference is an Affine. Raises
/// `unsupported-operator`, naming the operator and node that would read it, for all others.
Value settled(Graph& graph, const NodeProto& reader, const Value& value);

/// of_x x + of_c c where x has shape [1 × d] and the constant [M × d]; none elsewhere.
std::optional<Value> difference(Graph& graph, const NodeProto& node, const Value& x,
                                const Constant& c, double of_x, double of_c);
/// A pending value times a constant; none where that is not a pending value.
std::optional<Value> times(Graph& graph, const NodeProto& node, const Value& x, const Constant& c);
/// A pending difference squared; none where it is not one.
std::optional<Value> squared(const NodeProto& node, const Value& x);
/// The sum over the features of what input 0 holds for each point, or of its `squares`; none where
/// it is no pending difference. Raises `unsupported-operator` for squares with weights.
std::optional<Value> sum_of_features(Graph& graph, const NodeProto& node, bool squares);

/// factor · log Σ exp(scale h) times c, a SoftMin where that completes it.
Value times(Graph& graph, const NodeProto& node, const Value& h, LogSumExp sum, double c);

}  // namespace relevance::onnx
