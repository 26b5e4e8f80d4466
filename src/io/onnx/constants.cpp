// Operators on constants, folded while reading: Constant, Shape, Gather, Slice, Concat,
// Squeeze, Unsqueeze, Reshape, Transpose.
#include <cmath>
#include <limits>

#include "io/onnx/operators.hpp"

namespace relevance::onnx {
namespace {

Value constant_node(Graph& graph, const NodeProto& node) {
  if (node.attributes.size() != 1) fail_model(node, "expected one attribute");
  const AttributeProto& a = node.attributes[0];
  if (a.name == "value" && !a.tensor.empty())
    return constant_value(graph, node, decode(a.tensor[0]));
  if (a.name == "value_float") return constant_value(graph, node, {{}, {double(a.f)}, false});
  if (a.name == "value_int") return constant_value(graph, node, {{}, {double(a.i)}, true});
  if (a.name == "value_ints") return constant_value(graph, node, whole_numbers(a.ints));
  if (a.name == "value_floats")
    return constant_value(graph, node,
                          {{int64_t(a.floats.size())}, {a.floats.begin(), a.floats.end()}, false});
  fail_operator(node, "its attribute " + std::string(a.name));
}

Value shape_of(Graph& graph, const NodeProto& node) {
  const Value& x = graph.input(node, 0);
  Constant sizes{{}, {}, true};
  if (x.constant) {
    sizes = whole_numbers(x.constant->dims);
  } else {
    sizes.values.push_back(std::numeric_limits<double>::quiet_NaN());
    for (const Index size : graph.shape(x)) sizes.values.push_back(double(size));
  }
  const int64_t rank = sizes.size();
  const auto clamp = [&](int64_t i) {
    return std::min(std::max<int64_t>(i < 0 ? i + rank : i, 0), rank);
  };
  const int64_t start = clamp(attribute(node, "start", int64_t{0}));
  const int64_t end = std::max(start, clamp(attribute(node, "end", rank)));
  const auto first = sizes.values.begin();
  sizes.values = std::vector<double>(first + start, first + end);
  sizes.dims = {sizes.size()};
  return constant_value(graph, node, std::move(sizes));
}

Value gather(Graph& graph, const NodeProto& node) {
  const Constant &from = graph.constant(node, 0), &at = graph.constant(node, 1);
  check_one_axis(node, from);
  Constant result{at.dims, {}, from.integer};
  graph.count_folded(node, at.size());
  for (size_t i = 0; i < at.values.size(); ++i)
    result.values.push_back(from.values[size_t(checked_axis(node, at.whole(i), from.size()))]);
  return constant_value(graph, node, std::move(result));
}

Value slice(Graph& graph, const NodeProto& node) {
  const Constant& from = graph.constant(node, 0);
  check_one_axis(node, from);
  const auto one = [&](size_t i, const char* name, int64_t otherwise) {
    const auto list = graph.has_input(node, i)
                          ? graph.constant(node, i).wholes()
                          : attribute(node, name, std::vector<int64_t>{otherwise});
    if (list.size() != 1) fail_operator(node, "of more than one axis");
    return list[0];
  };
  const int64_t n = from.size();
  if (checked_axis(node, one(3, "axes", 0), 1) != 0 || one(4, "steps", 1) != 1)
    fail_operator(node, "with steps other than 1");
  const auto clamp = [&](int64_t i) {
    return std::min(std::max<int64_t>(i < 0 ? i + n : i, 0), n);
  };
  const int64_t start = clamp(one(1, "starts", 0)), end = std::max(start, clamp(one(2, "ends", n)));
  const auto first = from.values.begin();
  return constant_value(graph, node, {{end - start}, {first + start, first + end}, from.integer});
}

Value concat_constants(Graph& graph, const NodeProto& node) {
  Constant result{{}, {}, true};
  for (size_t i = 0; i < node.inputs.size(); ++i) {
    const Constant& part = graph.constant(node, i);
    check_one_axis(node, part);
    graph.count_folded(node, part.size());
    result.values.insert(result.values.end(), part.values.begin(), part.values.end());
    result.integer = result.integer && part.integer;
  }
  result.dims = {result.size()};
  return constant_value(graph, node, std::move(result));
}

/// A constant under other dimensions.
Value with_dims(Graph& graph, const NodeProto& node, std::vector<int64_t> dims) {
  const Constant& from = graph.constant(node, 0);
  int64_t size = 1;
  for (const int64_t dim : dims) {
    if (dim < 0 || (dim > 0 && size > (int64_t{1} << 40) / dim)) fail_model(node, "bad dimensions");
    size *= dim;
  }
  if (size != from.size()) fail_model(node, "the number of elements changes");
  return constant_value(graph, node, {std::move(dims), from.values, from.integer});
}

Value squeeze_constant(Graph& graph, const NodeProto& node) {
  const auto& dims = graph.constant(node, 0).dims;
  const auto axes = given_axes(graph, node);
  std::vector<bool> goes(dims.size());
  for (size_t i = 0; i < dims.size(); ++i) goes[i] = axes.empty() && dims[i] == 1;
  for (const int64_t axis : axes)
    goes[size_t(checked_axis(node, axis, int64_t(dims.size())))] = true;
  std::vector<int64_t> rest;
  for (size_t i = 0; i < dims.size(); ++i)
    if (!goes[i]) rest.push_back(dims[i]);
  return with_dims(graph, node, rest);
}

Value unsqueeze_constant(Graph& graph, const NodeProto& node) {
  const auto& dims = graph.constant(node, 0).dims;
  const auto axes = given_axes(graph, node);
  const int64_t rank = int64_t(dims.size() + axes.size());
  std::vector<bool> is_new(size_t(rank), false);
  for (const int64_t axis : axes) is_new[size_t(checked_axis(node, axis, rank))] = true;
  std::vector<int64_t> result;
  auto next = dims.begin();
  for (const bool inserted : is_new) {
    if (!inserted && next == dims.end()) fail_model(node, "an axis is named twice");
    result.push_back(inserted ? 1 : *next++);
  }
  return with_dims(graph, node, result);
}

Value reshape_constant(Graph& graph, const NodeProto& node) {
  const Constant& from = graph.constant(node, 0);
  auto dims = graph.constant(node, 1).wholes();
  int64_t known = 1, unknown = -1;
  for (size_t i = 0; i < dims.size(); ++i) {
    if (dims[i] == 0 && i < from.dims.size()) dims[i] = from.dims[i];
    if (dims[i] < 0)
      unknown = int64_t(i);
    else if (dims[i] > 0 && known > (int64_t{1} << 40) / dims[i])
      fail_model(node, "bad dimensions");
    else
      known *= dims[i];
  }
  if (unknown >= 0 && known > 0) dims[size_t(unknown)] = from.size() / known;
  return with_dims(graph, node, dims);
}

Value transpose_constant(Graph& graph, const NodeProto& node) {
  const Constant& from = graph.constant(node, 0);
  const size_t rank = from.dims.size();
  std::vector<int64_t> order(rank);
  for (size_t i = 0; i < rank; ++i) order[i] = int64_t(rank - 1 - i);
  order = attribute(node, "perm", order);
  std::vector<bool> seen(rank, false);
  if (order.size() != rank) fail_model(node, "perm does not fit the input's rank");
  std::vector<int64_t> strides(rank, 1);
  for (size_t i = rank; i-- > 1;) strides[i - 1] = strides[i] * from.dims[i];
  Constant result{{}, std::vector<double>(from.values.size()), from.integer};
  for (int64_t& axis : order) {
    axis = checked_axis(node, axis, int64_t(rank));
    if (seen[size_t(axis)]) fail_model(node, "perm names an axis twice");
    seen[size_t(axis)] = true;
    result.dims.push_back(from.dims[size_t(axis)]);
  }
  for (size_t k = 0; k < result.values.size(); ++k) {
    int64_t rest = int64_t(k), source = 0;
    for (size_t i = rank; i-- > 0; rest /= result.dims[i])
      source += rest % result.dims[i] * strides[size_t(order[i])];
    result.values[k] = from.values[size_t(source)];
  }
  return constant_value(graph, node, std::move(result));
}

Value same_constant(Graph& graph, const NodeProto& node) { return graph.input(node, 0); }

}  // namespace

void add_source_operators(OperatorTable& table) {
  table["Constant"] = constant_node;
  table["Shape"] = shape_of;
}

void add_constant_operators(OperatorTable& table) {
  table["Gather"] = gather;
  table["Slice"] = slice;
  table["Concat"] = concat_constants;
  table["Squeeze"] = squeeze_constant;
  table["Unsqueeze"] = unsqueeze_constant;
  table["Reshape"] = reshape_constant;
  table["Transpose"] = transpose_constant;
  table["Identity"] = same_constant;
  table["Dropout"] = same_constant;
}

}  // namespace relevance::onnx
