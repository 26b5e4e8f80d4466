// Arithmetic on constants, folded while reading: Cast, ConstantOfShape, Add, Sub, Mul, Div,
// ReduceProd.
#include <cmath>
#include <numeric>

#include "io/onnx/operators.hpp"

namespace relevance::onnx {

Value constant_value(Graph& graph, const NodeProto& node, Constant constant) {
  graph.count_folded(node, constant.size());
  Value value;
  value.constant = std::make_shared<const Constant>(std::move(constant));
  return value;
}

void check_one_axis(const NodeProto& node, const Constant& constant) {
  if (constant.dims.size() != 1) fail_operator(node, "of constants with more than one axis");
}

namespace {

Value cast(Graph& graph, const NodeProto& node) {
  Constant result = graph.constant(node, 0);
  const int64_t to = attribute(node, "to", int64_t{0});
  result.integer = to != kFloat && to != kDouble;
  if (result.integer)
    for (double& value : result.values) value = std::trunc(value);
  return constant_value(graph, node, std::move(result));
}

Value constant_of_shape(Graph& graph, const NodeProto& node) {
  const auto dims = graph.constant(node, 0).wholes();
  Constant fill{{1}, {0.0}, false};
  if (const auto* value = find_attribute(node, "value"); value && !value->tensor.empty())
    fill = decode(value->tensor[0]);
  if (fill.size() != 1) fail_model(node, "value is not one number");
  const int64_t size = checked_size(in_quotes(name_of(node)), dims);
  graph.count_folded(node, size);
  return constant_value(graph, node,
                        {dims, std::vector<double>(size_t(size), fill.values[0]), fill.integer});
}

template <class F>
Value arithmetic(Graph& graph, const NodeProto& node, F f) {
  const Constant &a = graph.constant(node, 0), &b = graph.constant(node, 1);
  const bool same = a.dims == b.dims;
  if (!same && a.size() != 1 && b.size() != 1)
    fail_operator(node, "of constants that differ in shape");
  const Constant& shaped = a.size() == 1 && !same ? b : a;
  Constant result{shaped.dims, shaped.values, a.integer && b.integer};
  for (size_t i = 0; i < result.values.size(); ++i) {
    const double value = f(a.values[a.size() == 1 ? 0 : i], b.values[b.size() == 1 ? 0 : i]);
    result.values[i] = result.integer ? std::trunc(value) : value;
  }
  return constant_value(graph, node, std::move(result));
}

Value add_constants(Graph& g, const NodeProto& n) {
  return arithmetic(g, n, [](double a, double b) { return a + b; });
}
Value subtract_constants(Graph& g, const NodeProto& n) {
  return arithmetic(g, n, [](double a, double b) { return a - b; });
}
Value multiply_constants(Graph& g, const NodeProto& n) {
  return arithmetic(g, n, [](double a, double b) { return a * b; });
}
Value divide_constants(Graph& g, const NodeProto& n) {
  return arithmetic(g, n, [](double a, double b) { return a / b; });
}

Value reduce_prod(Graph& graph, const NodeProto& node) {
  const Constant& from = graph.constant(node, 0);
  check_one_axis(node, from);
  const double product = std::accumulate(from.values.begin(), from.values.end(), 1.0,
                                         [](double a, double b) { return a * b; });
  const bool keeps = attribute(node, "keepdims", int64_t{1}) != 0;
  return constant_value(
      graph, node,
      {keeps ? std::vector<int64_t>{1} : std::vector<int64_t>{}, {product}, from.integer});
}

}  // namespace

void add_arithmetic_operators(OperatorTable& table) {
  table["Cast"] = cast;
  table["ConstantOfShape"] = constant_of_shape;
  table["Add"] = add_constants;
  table["Sub"] = subtract_constants;
  table["Mul"] = multiply_constants;
  table["Div"] = divide_constants;
  table["ReduceProd"] = reduce_prod;
}

}  // namespace relevance::onnx
