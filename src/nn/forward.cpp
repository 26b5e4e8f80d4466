#include "nn/forward.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "nn/kernels/distances.hpp"
#include "nn/kernels/elementwise.hpp"
#include "nn/kernels/linear_map.hpp"
#include "nn/kernels/shares.hpp"

namespace relevance {

template <class S>
struct Forward<S>::Prepared {
  std::vector<std::unique_ptr<LinearMap<S>>> maps;  // of nodes that have one
  std::vector<std::vector<Slice>> slices;           // of concat nodes
};

template <class S>
Forward<S>::Forward(const Network<S>& network)
    : network_(network), inputs_(network.inputs()), prepared_(std::make_unique<Prepared>()) {
  trace_.values.resize(size_t(network.size()));
  refresh();
}
template <class S>
Forward<S>::~Forward() = default;
template <class S>
Forward<S>::Forward(Forward&&) noexcept = default;

template <class S>
void Forward<S>::refresh() {
  prepared_->maps.clear();
  prepared_->slices.clear();
  for (const auto& node : network_.nodes()) {
    prepared_->maps.push_back(
        has_linear_map(node.layer)
            ? make_linear_map(node.layer, network_.node(node.inputs[0]).shape, kWeights)
            : nullptr);
    std::vector<Shape> shapes;
    for (int i : node.inputs) shapes.push_back(network_.node(i).shape);
    const auto* concat = std::get_if<Concat>(&node.layer);
    prepared_->slices.push_back(concat ? concat_slices(*concat, shapes) : std::vector<Slice>{});
  }
}

template <class S>
const Trace<S>& Forward<S>::operator()(const Matrix<S>& x) {
  return (*this)(std::vector<const Matrix<S>*>{&x});
}

template <class S>
const Trace<S>& Forward<S>::operator()(const std::vector<const Matrix<S>*>& inputs) {
  begin(inputs);
  while (advance()) {
  }
  return trace_;
}

template <class S>
void Forward<S>::begin(const std::vector<const Matrix<S>*>& inputs) {
  check_size("forward", "the list of inputs", Index(inputs.size()), Index(inputs_.size()));
  const Index batch = inputs.front()->cols();
  for (size_t k = 0; k < inputs.size(); ++k) {
    const auto& node = network_.node(inputs_[k]);
    check_size("forward", "input \"" + node.name + "\"", inputs[k]->rows(), size_of(node.shape));
    check_size("forward", "the batch of \"" + node.name + "\"", inputs[k]->cols(), batch);
    copy_into(*inputs[k], trace_.values[size_t(inputs_[k])]);
  }
  next_ = 0;
}

template <class S>
bool Forward<S>::advance() {
  while (next_ < network_.size() && network_.node(next_).inputs.empty()) ++next_;
  if (next_ == network_.size()) return false;
  compute(next_++);
  return true;
}

template <class S>
void Forward<S>::compute(int n) {
  const auto& node = network_.node(n);
  Matrix<S>& y = trace_.values[size_t(n)];
  y.resize(size_of(node.shape), trace_.values[size_t(inputs_[0])].cols());
  const Matrix<S>& x = trace_.values[size_t(node.inputs[0])];
  const Shape& shape = network_.node(node.inputs[0]).shape;
  if (auto& map = prepared_->maps[size_t(n)]) {
    map->apply(x, bias_of(node.layer), y);
    return;
  }
  std::visit(
      overloaded{
          [&](const Pool2d& l) {
            const ImageShape image = image_shape(shape);
            max_pool(pool_window(l, image), image, x, y);
          },
          [&](const Activation& l) { activate(l, shape, x, y); },
          [&](const Pad& l) { pad(l, image_shape(shape), x, y); },
          [&](const Add&) {
            copy_into(x, y);
            for (size_t i = 1; i < node.inputs.size(); ++i)
              add_into(trace_.values[size_t(node.inputs[i])], y);
          },
          [&](const Concat&) {
            for (const Slice& s : prepared_->slices[size_t(n)])
              y.middleRows(s.target, s.length) =
                  trace_.values[size_t(node.inputs[s.input])].middleRows(s.source, s.length);
          },
          [&](const SquaredDistance<S>& l) { squared_distances(l.centres, l.offsets, x, y); },
          [&](const Hyperplanes<S>& l) { signed_distances(l.weights, l.points, x, y); },
          [&](const SoftMin& l) { soft_min(l.stiffness, x, y); },
          [&](const auto&) { copy_into(x, y); },
      },
      node.layer);
}

template <class S>
Matrix<S> predict(const Network<S>& network, const Matrix<S>& x, Index chunk) {
  Forward<S> forward(network);
  Matrix<S> scores(network.output_size(), x.cols());
  for (Index first = 0; first < x.cols(); first += chunk) {
    const Index n = std::min(chunk, x.cols() - first);
    const Matrix<S> part = x.middleCols(first, n);
    scores.middleCols(first, n) = forward(part).values[size_t(network.output())];
  }
  return scores;
}

template class Forward<float>;
template class Forward<double>;
template Matrix<float> predict(const Network<float>&, const Matrix<float>&, Index);
template Matrix<double> predict(const Network<double>&, const Matrix<double>&, Index);

}  // namespace relevance
