// From the wire format to a Network: which nodes are needed, in what order, and what is
// left off at the end.
#include <algorithm>

#include "base/error.hpp"
#include "io/onnx/onnx.hpp"
#include "io/onnx/pending.hpp"

namespace relevance {
namespace onnx {
namespace {

[[noreturn]] void fail(const std::string& message) {
  throw Error("bad-model", "read_onnx: " + message);
}

struct Tables {
  OperatorTable data, constants;
  Tables() {
    add_linear_operators(data);
    add_pooling_operators(data);
    add_elementwise_operators(data);
    add_shape_operators(data);
    add_frame_operators(data);
    add_minimum_operators(data);
    add_source_operators(data);
    add_source_operators(constants);
    add_constant_operators(constants);
    add_arithmetic_operators(constants);
  }
};

/// The nodes the output needs, each after those it reads. Raises `bad-model` for a circle.
std::vector<const NodeProto*> in_order(const GraphProto& graph, std::string_view output) {
  std::unordered_map<std::string_view, size_t> producer;
  for (size_t i = 0; i < graph.nodes.size(); ++i)
    for (const auto name : graph.nodes[i].outputs)
      if (!name.empty() && !producer.emplace(name, i).second)
        fail("two nodes compute " + in_quotes(name));
  enum State : char { kNew, kOpen, kDone };
  std::vector<State> state(graph.nodes.size(), kNew);
  std::vector<const NodeProto*> order;
  std::vector<std::pair<size_t, size_t>> stack;  // node, next input to visit
  const auto visit = [&](std::string_view name) {
    const auto found = producer.find(name);
    if (found == producer.end() || state[found->second] == kDone) return;
    if (state[found->second] == kOpen)
      fail("the graph runs in a circle through " + in_quotes(name));
    state[found->second] = kOpen;
    stack.emplace_back(found->second, 0);
  };
  visit(output);
  while (!stack.empty()) {
    const NodeProto& node = graph.nodes[stack.back().first];
    if (stack.back().second < node.inputs.size()) {
      visit(node.inputs[stack.back().second++]);
    } else {
      state[stack.back().first] = kDone;
      order.push_back(&node);
      stack.pop_back();
    }
  }
  return order;
}

/// Inputs in the file's order, then the initializers that are read.
void bind_sources(Graph& graph, const GraphProto& proto, const std::vector<const NodeProto*>& order,
                  std::string_view output) {
  std::set<std::string_view> read{output};
  for (const NodeProto* node : order) read.insert(node->inputs.begin(), node->inputs.end());
  for (const auto& tensor : proto.initializers)
    if (read.contains(tensor.name) && !graph.is_bound(tensor.name)) graph.bind(tensor);
  bool any = false;
  for (const auto& input : proto.inputs)
    if (read.contains(input.name) && !graph.is_bound(input.name)) {
      graph.bind(input.name, graph.add_input(input));
      any = true;
    }
  if (!any) fail("the output does not depend on any input");
}

/// Left off where nothing but the graph's output reads it, and all scores are its classes: the
/// scores before are explained.
bool is_final_softmax(Graph& graph, const NodeProto& node, std::string_view output) {
  const bool soft = node.op == "Softmax" || node.op == "LogSoftmax";
  return soft && node.outputs[0] == output && !graph.input(node, 0).constant &&
         softmax_over_all(graph, node);
}

void check_node(const NodeProto& node) {
  if (!node.domain.empty() && node.domain != "ai.onnx")
    throw Error("unsupported-operator",
                "read_onnx: unsupported operator " + std::string(node.domain) + "." +
                    std::string(node.op) + " at node " + in_quotes(name_of(node)),
                {{"operator", std::string(node.domain) + "." + std::string(node.op)},
                 {"node", name_of(node)}});
  if (node.outputs.empty() || node.outputs[0].empty()) fail_model(node, "it has no output");
}

Value convert(Graph& graph, const NodeProto& node) {
  static const Tables tables;
  bool all_constant = true;
  for (size_t i = 0; i < node.inputs.size(); ++i)
    if (graph.has_input(node, i) && !graph.unsettled(node, i).constant) all_constant = false;
  const OperatorTable& table = all_constant ? tables.constants : tables.data;
  const auto found = table.find(node.op);
  if (found != table.end()) return found->second(graph, node);
  if (all_constant && tables.data.contains(node.op)) fail_operator(node, "on constants alone");
  fail_operator(node);
}

/// Only what the output needs, in the same order.
Network<double> pruned(Network<double> network, int output) {
  std::vector<bool> needed(size_t(network.size()), false);
  needed[size_t(output)] = true;
  for (int i = output; i >= 0; --i)
    if (needed[size_t(i)])
      for (const int input : network.node(i).inputs) needed[size_t(input)] = true;
  std::vector<int> index(size_t(network.size()), -1);
  Network<double> result;
  for (int i = 0; i < network.size(); ++i) {
    auto& node = network.node(i);
    if (!needed[size_t(i)] && !std::holds_alternative<Input>(node.layer)) continue;
    std::vector<int> inputs;
    for (const int input : node.inputs) inputs.push_back(index[size_t(input)]);
    index[size_t(i)] = result.add(node.name, std::move(node.layer), inputs);
  }
  result.set_output(index[size_t(output)]);
  return result;
}

void check_model(const ModelProto& model) {
  if (!model.has_graph) fail("the file holds no graph");
  if (model.opset < 9 || model.opset > 21)
    throw Error("unsupported-version",
                "read_onnx: opset " + std::to_string(model.opset) + ", expected 9 to 21",
                {{"given", std::to_string(model.opset)}, {"expected", "9 to 21"}});
  if (model.graph.outputs.empty()) fail("the graph has no output");
}

}  // namespace

OnnxModel<double> read(ByteView bytes) {
  const ModelProto model = parse_model(bytes);
  check_model(model);
  const auto output = model.graph.outputs[0];
  const auto order = in_order(model.graph, output);
  Graph graph(model, int64_t(bytes.size()));
  bind_sources(graph, model.graph, order, output);
  OnnxModel<double> result;
  if (model.graph.outputs.size() > 1)
    result.notices.push_back("only the first output, " + in_quotes(output) + ", is read");
  for (const NodeProto* node : order) {
    check_node(*node);
    graph.begin(*node);
    if (is_final_softmax(graph, *node, output)) {
      graph.bind(output, graph.input(*node, 0));
      result.notices.push_back("final " + std::string(node->op) +
                               " left off: logits are explained");
    } else {
      graph.bind(node->outputs[0], convert(graph, *node));
    }
    graph.end(*node);
  }
  if (!graph.is_bound(output)) fail("the output is not the first output of its node");
  Value value = graph.value(output);
  if (value.pending) value = settled(graph, *value.pending->node, value);
  if (value.constant || value.node < 0) fail("the output is a constant");
  result.network = pruned(std::move(graph.network), value.node);
  for (const auto& [key, text] : model.metadata)
    result.metadata.emplace_back(std::string(key), std::string(text));
  return result;
}

}  // namespace onnx

template <class S>
OnnxModel<S> read_onnx(ByteView bytes) {
  auto model = onnx::read(bytes);
  return {cast<S>(std::move(model.network)), std::move(model.notices), std::move(model.metadata)};
}

template OnnxModel<float> read_onnx(ByteView);
template OnnxModel<double> read_onnx(ByteView);

}  // namespace relevance
