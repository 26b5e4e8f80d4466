#include "nn/backward.hpp"

#include "base/error.hpp"
#include "nn/kernels/distances.hpp"
#include "nn/kernels/elementwise.hpp"
#include "nn/kernels/linear_map.hpp"

namespace relevance {

template <class S>
struct Backward<S>::Prepared {
  std::vector<std::unique_ptr<LinearMap<S>>> maps;
  std::vector<bool> reached;  // by the gradient of the present call
  Matrix<S> part;             // one node's gradient to one of its inputs
};

template <class S>
Backward<S>::Backward(const Network<S>& network)
    : network_(network), prepared_(std::make_unique<Prepared>()) {
  gradients_.resize(size_t(network.size()));
  parameters_.resize(size_t(network.size()));
  refresh();
}
template <class S>
Backward<S>::~Backward() = default;
template <class S>
Backward<S>::Backward(Backward&&) noexcept = default;

template <class S>
void Backward<S>::refresh() {
  prepared_->maps.clear();
  for (int n = 0; n < network_.size(); ++n) {
    const auto& node = network_.node(n);
    prepared_->maps.push_back(
        has_linear_map(node.layer)
            ? make_linear_map(node.layer, network_.node(node.inputs[0]).shape, kWeights)
            : nullptr);
    auto& gradient = parameters_[size_t(n)];
    std::visit(overloaded{[&](const Dense<S>& l) {
                            gradient.weights.resizeLike(l.weights);
                            gradient.bias.resizeLike(l.bias);
                          },
                          [&](const Conv2d<S>& l) {
                            gradient.weights.resizeLike(l.weights);
                            gradient.bias.resizeLike(l.bias);
                          },
                          [&](const Affine<S>& l) {
                            gradient.weights.resize(l.scale.size(), 1);
                            gradient.bias.resizeLike(l.shift);
                          },
                          [](const auto&) {}},
               node.layer);
  }
}

template <class S>
void Backward<S>::operator()(const Trace<S>& trace, const Matrix<S>& dy,
                             WithParameters with_parameters) {
  (*this)(trace, {{network_.output(), &dy}}, with_parameters);
}

template <class S>
void Backward<S>::operator()(const Trace<S>& trace,
                             const std::vector<std::pair<int, const Matrix<S>*>>& heads,
                             WithParameters with_parameters) {
  const Index batch = trace.batch();
  for (int n = 0; n < network_.size(); ++n) {
    gradients_[size_t(n)].setZero(size_of(network_.node(n).shape), batch);
    parameters_[size_t(n)].weights.setZero();
    parameters_[size_t(n)].bias.setZero();
  }
  auto& reached = prepared_->reached;
  reached.assign(size_t(network_.size()), false);
  for (const auto& [node, dy] : heads) {
    check_size("backward", "dy", dy->rows(), size_of(network_.node(node).shape));
    check_size("backward", "the batch of dy", dy->cols(), batch);
    gradients_[size_t(node)] += *dy;
    reached[size_t(node)] = true;
  }
  Matrix<S>& part = prepared_->part;
  for (int n = network_.size() - 1; n >= 0; --n) {
    const auto& node = network_.node(n);
    if (!reached[size_t(n)] || node.inputs.empty()) continue;
    for (int i : node.inputs) reached[size_t(i)] = true;
    const Matrix<S>& dy = gradients_[size_t(n)];
    const Matrix<S>& y = trace.values[size_t(n)];
    const Matrix<S>& x = trace.values[size_t(node.inputs[0])];
    Matrix<S>& dx = gradients_[size_t(node.inputs[0])];
    const Shape& shape = network_.node(node.inputs[0]).shape;
    part.resizeLike(dx);
    if (auto& map = prepared_->maps[size_t(n)]) {
      auto& gradient = parameters_[size_t(n)];
      if (with_parameters == WithParameters::yes)
        map->accumulate(x, dy, gradient.weights, gradient.bias);
      map->apply_transpose(dy, part);
      dx += part;
      continue;
    }
    std::visit(overloaded{
                   [&](const Pool2d& l) {
                     const ImageShape image = image_shape(shape);
                     max_pool_backward(pool_window(l, image), image, x, y, dy, false, part);
                     dx += part;
                   },
                   [&](const Activation& l) {
                     activate_backward(l, shape, x, y, dy, part);
                     dx += part;
                   },
                   [&](const Pad& l) {
                     pad_backward(l, image_shape(shape), dy, part);
                     dx += part;
                   },
                   [&](const Add&) {
                     for (int i : node.inputs) gradients_[size_t(i)] += dy;
                   },
                   [&](const Concat& l) {
                     std::vector<Shape> shapes;
                     for (int i : node.inputs) shapes.push_back(network_.node(i).shape);
                     for (const Slice& s : concat_slices(l, shapes))
                       gradients_[size_t(node.inputs[s.input])].middleRows(s.source, s.length) +=
                           dy.middleRows(s.target, s.length);
                   },
                   [&](const SquaredDistance<S>& l) {
                     squared_distances_backward(l.centres, x, dy, part);
                     dx += part;
                   },
                   [&](const Hyperplanes<S>& l) {
                     for (Index c = 0; c < dy.cols(); ++c)
                       for (Index k = 0; k < dy.rows(); ++k)
                         dx.col(c) += dy(k, c) * l.weights.row(k).transpose();
                   },
                   [&](const SoftMin& l) {
                     soft_min_relevance(l.stiffness, x, dy, part);
                     dx += part;
                   },
                   [&](const auto&) { dx += dy; },
               },
               node.layer);
  }
}

template <class S>
Matrix<S> jacobian(const Network<S>& network, const Matrix<S>& x) {
  const Index outputs = network.output_size();
  Forward<S> forward(network);
  Backward<S> backward(network);
  backward(forward(Matrix<S>(x.col(0).replicate(1, outputs))),
           Matrix<S>(Matrix<S>::Identity(outputs, outputs)), WithParameters::no);
  return backward.node_gradient(network.input()).transpose();
}

template class Backward<float>;
template class Backward<double>;
template Matrix<float> jacobian(const Network<float>&, const Matrix<float>&);
template Matrix<double> jacobian(const Network<double>&, const Matrix<double>&);

}  // namespace relevance
