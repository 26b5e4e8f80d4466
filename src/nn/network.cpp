#include "nn/network.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "nn/work.hpp"

namespace relevance {

template <class S>
int Network<S>::add(std::string name, Layer<S> layer, std::vector<int> inputs) {
  std::vector<Shape> shapes;
  for (int i : inputs) {
    if (i < 0 || i >= size())
      throw Error("bad-argument", "node \"" + name + "\" reads node " + std::to_string(i) +
                                      ", expected one of the " + std::to_string(size()) +
                                      " before it");
    shapes.push_back(node(i).shape);
  }
  Shape shape = relevance::output_shape(name, layer, shapes);
  const double work = work_ + (shapes.empty() ? 0 : layer_work(layer, shapes.front(), shape));
  check_work("node \"" + name + "\"", "a sample through the network up to here", work,
             double(kMaxNetworkWork), "multiply-adds");
  work_ = work;
  nodes_.push_back({std::move(name), std::move(layer), std::move(inputs), std::move(shape)});
  return size() - 1;
}

template <class S>
void Network<S>::set_output(int node) {
  if (node < 0 || node >= size())
    throw Error("bad-argument", "output node " + std::to_string(node) + ", expected below " +
                                    std::to_string(size()));
  output_ = node;
}

template <class S>
std::vector<int> Network<S>::inputs() const {
  std::vector<int> found;
  for (int i = 0; i < size(); ++i)
    if (std::holds_alternative<Input>(node(i).layer)) found.push_back(i);
  return found;
}

template <class S>
Index Network<S>::parameter_count() const {
  Index count = 0;
  for (const auto& node : nodes_)
    count += std::visit(
        overloaded{[](const Dense<S>& l) { return l.weights.size() + l.bias.size(); },
                   [](const Conv2d<S>& l) { return l.weights.size() + l.bias.size(); },
                   [](const Affine<S>& l) { return l.scale.size() + l.shift.size(); },
                   [](const SquaredDistance<S>& l) { return l.centres.size() + l.offsets.size(); },
                   [](const Hyperplanes<S>& l) { return l.weights.size() + l.points.size(); },
                   [](const auto&) { return Index{0}; }},
        node.layer);
  return count;
}

template <class S>
std::vector<int> Network<S>::consumers(int i) const {
  std::vector<int> readers;
  for (int n = 0; n < size(); ++n)
    if (std::count(node(n).inputs.begin(), node(n).inputs.end(), i) > 0) readers.push_back(n);
  return readers;
}

template <class S>
Network<S> network_up_to(const Network<S>& network, int node) {
  std::vector<bool> needed(size_t(node) + 1, false);
  needed[size_t(node)] = true;
  for (int n = node; n >= 0; --n)
    if (needed[size_t(n)])
      for (int source : network.node(n).inputs) needed[size_t(source)] = true;
  Network<S> result;
  std::vector<int> place(size_t(node) + 1, -1);
  for (int n = 0; n <= node; ++n) {
    if (!needed[size_t(n)]) continue;
    std::vector<int> inputs;
    for (int source : network.node(n).inputs) inputs.push_back(place[size_t(source)]);
    place[size_t(n)] = result.add(network.node(n).name, network.node(n).layer, std::move(inputs));
  }
  return result;
}

namespace {

template <class T, class S>
Layer<T> cast_layer(const Layer<S>& layer) {
  return std::visit(
      overloaded{
          [](const Dense<S>& l) -> Layer<T> {
            return Dense<T>{l.weights.template cast<T>(), l.bias.template cast<T>()};
          },
          [](const Conv2d<S>& l) -> Layer<T> {
            return Conv2d<T>{l.weights.template cast<T>(), l.bias.template cast<T>(), l.window,
                             l.groups};
          },
          [](const Affine<S>& l) -> Layer<T> {
            return Affine<T>{l.scale.template cast<T>(), l.shift.template cast<T>()};
          },
          [](const SquaredDistance<S>& l) -> Layer<T> {
            return SquaredDistance<T>{l.centres.template cast<T>(), l.offsets.template cast<T>()};
          },
          [](const Hyperplanes<S>& l) -> Layer<T> {
            return Hyperplanes<T>{l.weights.template cast<T>(), l.points.template cast<T>()};
          },
          [](const auto& l) -> Layer<T> { return l; },
      },
      layer);
}

}  // namespace

template <class T, class S>
Network<T> cast(const Network<S>& network) {
  Network<T> result;
  for (const auto& node : network.nodes())
    result.add(node.name, cast_layer<T>(node.layer), node.inputs);
  if (network.size() > 0) result.set_output(network.output());
  return result;
}

template <class T, class S>
Network<T> cast(Network<S>&& network) {
  Network<T> result;
  for (int n = 0; n < network.size(); ++n) {
    Node<S>& node = network.node(n);
    result.add(node.name, cast_layer<T>(std::exchange(node.layer, Add{})), node.inputs);
  }
  if (network.size() > 0) result.set_output(network.output());
  return result;
}

template class Network<float>;
template class Network<double>;
template Network<float> network_up_to(const Network<float>&, int);
template Network<double> network_up_to(const Network<double>&, int);
template Network<float> cast(const Network<double>&);
template Network<float> cast(const Network<float>&);
template Network<double> cast(const Network<float>&);
template Network<double> cast(const Network<double>&);
template Network<float> cast(Network<double>&&);
template Network<double> cast(Network<double>&&);

}  // namespace relevance
