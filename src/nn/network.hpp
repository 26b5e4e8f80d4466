#pragma once
// A network is nodes in topological order, each naming its inputs. A chain is
// the simple case, a skip connection is not a special case.
//
//   Network<double> net;
//   int x = net.add("x", Input{{2}}, {});
//   int h = net.add("hidden", Dense<double>{W, b}, {x});
//   net.set_output(net.add("relu", Activation{ActivationKind::relu}, {h}));
//   Forward<double> forward(net);
//   const Matrix<double>& y = forward(x_batch).values[size_t(net.output())];

#include <string>
#include <vector>

#include "nn/layer.hpp"

namespace relevance {

template <class S>
struct Node {
  std::string name;  ///< unique in its network
  Layer<S> layer;
  std::vector<int> inputs;  ///< indices of earlier nodes
  Shape shape;              ///< of one output sample
};

template <class S>
class Network {
 public:
  /// Appends a node and returns its index; infers its shape.
  /// Raises `shape-mismatch` naming the node, `bad-argument` for an unknown input, `too-much-work`
  /// where one sample through the network so far exceeds the limits of base/limits.hpp.
  int add(std::string name, Layer<S> layer, std::vector<int> inputs);
  void set_output(int node);

  const std::vector<Node<S>>& nodes() const { return nodes_; }
  const Node<S>& node(int i) const { return nodes_[size_t(i)]; }
  /// For training: parameters may change, shapes may not.
  Node<S>& node(int i) { return nodes_[size_t(i)]; }

  int size() const { return int(nodes_.size()); }
  /// The nodes that are Input, in order.
  std::vector<int> inputs() const;
  /// The first Input node.
  int input() const { return inputs().front(); }
  int output() const { return output_ < 0 ? size() - 1 : output_; }
  const Shape& input_shape() const { return node(input()).shape; }
  const Shape& output_shape() const { return node(output()).shape; }
  Index input_size() const { return size_of(input_shape()); }
  Index output_size() const { return size_of(output_shape()); }

  /// Multiply-adds of one sample, forward (nn/work.hpp).
  double work() const { return work_; }
  /// Number of weights and biases.
  Index parameter_count() const;
  /// Indices of the nodes that read node i.
  std::vector<int> consumers(int i) const;

 private:
  std::vector<Node<S>> nodes_;
  int output_ = -1;
  double work_ = 0;
};

/// What leads to a node, and nothing else: a network whose output is that node's values.
template <class S>
Network<S> network_up_to(const Network<S>& network, int node);

/// The same network in another scalar.
template <class T, class S>
Network<T> cast(const Network<S>& network);
/// The same, layer by layer out of what is no longer needed: never all of it twice.
template <class T, class S>
Network<T> cast(Network<S>&& network);

}  // namespace relevance
