#pragma once
// The graph of an ONNX file on its way to becoming a Network: what the operators see.

#include <initializer_list>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>

#include "base/limits.hpp"
#include "io/onnx/constant.hpp"
#include "nn/network.hpp"

namespace relevance::onnx {

struct Pending;

/// A named value of the graph: either a constant, or the output of a network node,
/// whose shape (without the batch axis) it shares.
struct Value {
  std::shared_ptr<const Constant> constant;
  int node = -1;
  bool shared = false;  ///< has more than one reader, so its node may not be changed
  int linear = -1;      ///< the Dense or Conv2d that made it, up to a Reshape
  std::shared_ptr<const Pending> pending = {};  ///< made of `node`, but no layer yet (pending.hpp)
};

class Graph {
 public:
  /// Names are views into what `proto` was parsed from, which must outlive this. `file_size`
  /// in bytes bounds what weights and folded constants may take together.
  Graph(const ModelProto& proto, int64_t file_size);

  /// Input `i` of an operator as it is, which may be pending. Raises `bad-model` where it is
  /// missing.
  const Value& unsettled(const NodeProto& node, size_t i) const;
  /// Input `i` of an operator. Raises `bad-model` where it is missing, `unsupported-operator` where
  /// it is pending and no layer by itself.
  const Value& input(const NodeProto& node, size_t i);
  bool has_input(const NodeProto& node, size_t i) const;
  /// A constant input. Raises `unsupported-operator` where it is computed.
  const Constant& constant(const NodeProto& node, size_t i);
  /// A constant input as floating-point weights. Raises `bad-model` unless all are finite.
  const Constant& weights(const NodeProto& node, size_t i);
  /// An input that is computed from the data. Raises `unsupported-operator` for a constant.
  const Value& data(const NodeProto& node, size_t i);

  const Shape& shape(const Value& value) const { return network.node(value.node).shape; }

  /// Appends a layer, named after the ONNX node. Raises `bad-model`, `too-much-work`.
  Value add(const NodeProto& node, Layer<double> layer, std::vector<int> inputs,
            const std::string& suffix = "");
  /// The same elements under another shape; nothing is added where it has it already.
  Value reshape(const NodeProto& node, const Value& value, const Shape& shape);
  /// Adds the graph's input of that name.
  Value add_input(const ValueProto& input);
  /// Gives a value its name.
  void bind(std::string_view name, Value value);
  /// Names an initializer, whose numbers are decoded once a node that reads it is `begun`, and
  /// forgotten when the last such node is `ended`: a large model is not held twice.
  void bind(const TensorProto& tensor);
  void begin(const NodeProto& node);
  void end(const NodeProto& node);
  bool is_bound(std::string_view name) const { return values_.contains(name); }
  const Value& value(std::string_view name) const { return values_.at(name); }
  /// Raises `bad-model` where folding would take more memory than the file justifies.
  void count_folded(const NodeProto& node, int64_t size);
  /// How many nodes (and graph outputs) read a name.
  int readers(std::string_view name) const;
  /// Whether an operator of that kind reads the node's output.
  bool is_read_by(const NodeProto& node, std::string_view op) const;
  /// Names a layer after a node that has been merged into it.
  void rename(int layer, const NodeProto& node);
  /// The layer whose elements a Reshape, or several, only put into another shape.
  int without_reshapes(int layer) const;

  Network<double> network;
  int64_t batch = -1;  ///< as declared by the input; −1 where it is symbolic
  int64_t opset = 0;

 private:
  std::string unique_name(const std::string& wanted);
  void count_size(const std::string& name, int64_t size);

  std::unordered_map<std::string_view, Value> values_;
  std::unordered_map<std::string_view, Value>
      settled_;  // pending ones, as other operators read them
  std::unordered_map<std::string_view, std::vector<std::string_view>> readers_;  // their operators
  std::unordered_map<std::string_view, const TensorProto*> initializers_;        // not decoded yet
  std::unordered_map<std::string_view, int> read_;                               // how often so far
  std::set<std::string> names_;
  int64_t total_size_ = 0;
  int64_t budget_;  ///< of weights and constants, in numbers
};

/// How a node is called in messages and in the network: its name, else its first output's.
std::string name_of(const NodeProto& node);
std::string in_quotes(std::string_view name);

[[noreturn]] void fail_model(const NodeProto& node, const std::string& why);
[[noreturn]] void fail_operator(const NodeProto& node, const std::string& why = "");

/// Product of sizes in int64. Raises `bad-model` where one is not positive or the
/// product exceeds kMaxSampleSize.
int64_t checked_size(const std::string& what, const std::vector<int64_t>& sizes);
Shape checked_shape(const std::string& what, const std::vector<int64_t>& sizes);

const AttributeProto* find_attribute(const NodeProto& node, std::string_view name);
int64_t attribute(const NodeProto& node, std::string_view name, int64_t otherwise);
double attribute(const NodeProto& node, std::string_view name, double otherwise);
std::string attribute(const NodeProto& node, std::string_view name, const char* otherwise);
std::vector<int64_t> attribute(const NodeProto& node, std::string_view name,
                               const std::vector<int64_t>& otherwise);

/// Negative axes count from the end. Raises `bad-model` outside [−rank, rank).
int64_t checked_axis(const NodeProto& node, int64_t axis, int64_t rank);

/// Those of a Squeeze, an Unsqueeze, a reduction: its second input, or before opset 13 its
/// attribute. Raises `bad-model` for more than 16.
std::vector<int64_t> given_axes(Graph& graph, const NodeProto& node);

}  // namespace relevance::onnx
