#include "io/onnx/graph.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "io/onnx/pending.hpp"

namespace relevance::onnx {

std::string name_of(const NodeProto& node) {
  if (!node.name.empty()) return std::string(node.name);
  if (!node.outputs.empty() && !node.outputs[0].empty()) return std::string(node.outputs[0]);
  return std::string(node.op);
}

std::string in_quotes(std::string_view name) { return std::string("\"").append(name).append("\""); }

void fail_model(const NodeProto& node, const std::string& why) {
  throw Error(
      "bad-model",
      "read_onnx: " + std::string(node.op) + " node " + in_quotes(name_of(node)) + ": " + why,
      {{"operator", std::string(node.op)}, {"node", name_of(node)}});
}

void fail_operator(const NodeProto& node, const std::string& why) {
  throw Error("unsupported-operator",
              "read_onnx: unsupported operator " + std::string(node.op) + " at node " +
                  in_quotes(name_of(node)) + (why.empty() ? "" : ": " + why),
              {{"operator", std::string(node.op)}, {"node", name_of(node)}, {"reason", why}});
}

int64_t checked_size(const std::string& what, const std::vector<int64_t>& sizes) {
  int64_t product = 1;
  for (const int64_t size : sizes) {
    if (size < 1)
      throw Error("bad-model", "read_onnx: " + what + " has a size of " + std::to_string(size) +
                                   ", expected at least 1");
    if (size > kMaxSampleSize / product)
      throw Error("bad-model", "read_onnx: " + what + " has more than " +
                                   std::to_string(kMaxSampleSize) + " elements");
    product *= size;
  }
  return product;
}

Shape checked_shape(const std::string& what, const std::vector<int64_t>& sizes) {
  checked_size(what, sizes);
  return Shape(sizes.begin(), sizes.end());
}

const AttributeProto* find_attribute(const NodeProto& node, std::string_view name) {
  for (const auto& attribute : node.attributes)
    if (attribute.name == name) return &attribute;
  return nullptr;
}

int64_t attribute(const NodeProto& node, std::string_view name, int64_t otherwise) {
  const auto* found = find_attribute(node, name);
  return found ? found->i : otherwise;
}

double attribute(const NodeProto& node, std::string_view name, double otherwise) {
  const auto* found = find_attribute(node, name);
  if (!found) return otherwise;
  if (!std::isfinite(found->f)) fail_model(node, std::string(name) + " is not finite");
  return double(found->f);
}

std::string attribute(const NodeProto& node, std::string_view name, const char* otherwise) {
  const auto* found = find_attribute(node, name);
  return found ? std::string(found->s) : otherwise;
}

std::vector<int64_t> attribute(const NodeProto& node, std::string_view name,
                               const std::vector<int64_t>& otherwise) {
  const auto* found = find_attribute(node, name);
  return found ? found->ints : otherwise;
}

int64_t checked_axis(const NodeProto& node, int64_t axis, int64_t rank) {
  if (axis < -rank || axis >= rank)
    fail_model(node,
               "axis " + std::to_string(axis) + " of a tensor of rank " + std::to_string(rank));
  return axis < 0 ? axis + rank : axis;
}

std::vector<int64_t> given_axes(Graph& graph, const NodeProto& node) {
  auto axes = graph.has_input(node, 1) ? graph.constant(node, 1).wholes()
                                       : attribute(node, "axes", std::vector<int64_t>{});
  if (axes.size() > 16) fail_model(node, "more axes than makes sense");
  return axes;
}

Graph::Graph(const ModelProto& proto, int64_t file_size)
    : opset(proto.opset), budget_(65536 + 4 * file_size) {
  for (const auto& node : proto.graph.nodes)
    for (const auto name : node.inputs) readers_[name].push_back(node.op);
  for (const auto name : proto.graph.outputs) readers_[name].push_back("");
}

int Graph::readers(std::string_view name) const {
  const auto found = readers_.find(name);
  return found == readers_.end() ? 0 : int(found->second.size());
}

bool Graph::is_read_by(const NodeProto& node, std::string_view op) const {
  const auto found = readers_.find(node.outputs[0]);
  return found != readers_.end() && std::count(found->second.begin(), found->second.end(), op) > 0;
}

void Graph::rename(int layer, const NodeProto& node) {
  network.node(layer).name = unique_name(name_of(node));
}

int Graph::without_reshapes(int layer) const {
  while (std::holds_alternative<Reshape>(network.node(layer).layer))
    layer = network.node(layer).inputs[0];
  return layer;
}

void Graph::bind(std::string_view name, Value value) {
  value.shared = value.shared || readers(name) > 1;
  initializers_.erase(name);  // what a node gives goes before
  values_[name] = std::move(value);
}

void Graph::bind(const TensorProto& tensor) {
  bind(tensor.name, Value{});
  initializers_[tensor.name] = &tensor;
}

void Graph::begin(const NodeProto& node) {
  for (const auto name : node.inputs) {
    const auto found = initializers_.find(name);
    if (found == initializers_.end()) continue;
    values_[name].constant = std::make_shared<const Constant>(decode(*found->second));
    initializers_.erase(found);
  }
}

void Graph::end(const NodeProto& node) {
  for (const auto name : node.inputs)
    if (++read_[name] == readers(name) && !name.empty() && values_[name].constant)
      values_[name].constant = std::make_shared<const Constant>();
}

bool Graph::has_input(const NodeProto& node, size_t i) const {
  return i < node.inputs.size() && !node.inputs[i].empty();
}

const Value& Graph::unsettled(const NodeProto& node, size_t i) const {
  if (!has_input(node, i)) fail_model(node, "input " + std::to_string(i) + " is missing");
  const auto found = values_.find(node.inputs[i]);
  if (found == values_.end())
    fail_model(node, "nothing computes its input " + in_quotes(node.inputs[i]));
  return found->second;
}

const Value& Graph::input(const NodeProto& node, size_t i) {
  const Value& value = unsettled(node, i);
  if (!value.pending) return value;
  const auto found = settled_.find(node.inputs[i]);
  if (found != settled_.end()) return found->second;
  return settled_[node.inputs[i]] = settled(*this, node, value);
}

const Constant& Graph::constant(const NodeProto& node, size_t i) {
  const Value& value = input(node, i);
  if (!value.constant)
    fail_operator(node, "its input " + std::to_string(i) + " must be a constant");
  return *value.constant;
}

const Constant& Graph::weights(const NodeProto& node, size_t i) {
  const Constant& found = constant(node, i);
  for (const double value : found.values)
    if (!std::isfinite(value))
      fail_model(node,
                 "its weights " + in_quotes(node.inputs[i]) + " hold a number that is not finite");
  return found;
}

const Value& Graph::data(const NodeProto& node, size_t i) {
  const Value& value = input(node, i);
  if (value.constant)
    fail_operator(node, "its input " + std::to_string(i) + " must come from the data");
  return value;
}

std::string Graph::unique_name(const std::string& wanted) {
  std::string name = wanted.empty() ? "node" : wanted;
  if (names_.contains(name)) name.append("_").append(std::to_string(names_.size()));
  while (names_.contains(name)) name += "_";
  names_.insert(name);
  return name;
}

void Graph::count_size(const std::string& name, int64_t size) {
  total_size_ += size;
  if (size > kMaxSampleSize || total_size_ > kMaxTotalSize)
    throw Error("bad-model",
                "read_onnx: the values of " + in_quotes(name) + " need too much memory");
}

void Graph::count_folded(const NodeProto& node, int64_t size) {
  budget_ -= size;
  if (budget_ < 0) fail_model(node, "the model needs far more memory than its file holds");
}

Value Graph::add(const NodeProto& node, Layer<double> layer, std::vector<int> inputs,
                 const std::string& suffix) {
  std::visit(
      overloaded{[&](const Dense<double>& l) { count_folded(node, l.weights.size()); },
                 [&](const Conv2d<double>& l) { count_folded(node, l.weights.size()); },
                 [&](const Affine<double>& l) { count_folded(node, l.scale.size()); },
                 [&](const SquaredDistance<double>& l) { count_folded(node, l.centres.size()); },
                 [&](const Hyperplanes<double>& l) { count_folded(node, 2 * l.points.size()); },
                 [](const auto&) {}},
      layer);
  const bool is_linear =
      std::holds_alternative<Dense<double>>(layer) || std::holds_alternative<Conv2d<double>>(layer);
  try {
    const auto name = unique_name(name_of(node) + suffix);
    const int index = network.add(name, std::move(layer), std::move(inputs));
    count_size(name, size_of(network.node(index).shape));
    return {nullptr, index, false, is_linear ? index : -1};
  } catch (const Error& error) {
    if (error.code == "bad-model" || error.code == "too-much-work") throw;
    fail_model(node, error.message);
  }
}

Value Graph::reshape(const NodeProto& node, const Value& value, const Shape& to) {
  if (shape(value) == to) return value;
  static const std::set<std::string_view> only_reshape{"Reshape", "Flatten", "Squeeze", "Unsqueeze",
                                                       "Transpose"};
  Value result =
      add(node, Reshape{to}, {value.node}, only_reshape.contains(node.op) ? "" : "/reshape");
  result.shared = value.shared;
  return result;
}

Value Graph::add_input(const ValueProto& input) {
  const std::string what = "input " + in_quotes(input.name);
  if (input.type != kFloat && input.type != kDouble)
    throw Error("bad-model", "read_onnx: " + what + " has element type " +
                                 std::to_string(input.type) + ", expected float or double");
  if (!input.has_shape || input.dims.empty())
    throw Error("bad-model", "read_onnx: " + what + " has no shape");
  const Shape shape = checked_shape(what, {input.dims.begin() + 1, input.dims.end()});
  if (input.dims[0] > 0) batch = input.dims[0];
  const auto name = unique_name(std::string(input.name));
  count_size(name, size_of(shape));
  return {nullptr, network.add(name, Input{shape}, {}), false, -1};
}

}  // namespace relevance::onnx
