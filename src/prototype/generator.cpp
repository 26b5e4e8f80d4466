#include "prototype/generator.hpp"

#include "base/error.hpp"

namespace relevance {

template <class S>
Generator<S>::Generator(Network<S> network)
    : network_(std::make_unique<Network<S>>(std::move(network))),
      forward_(*network_),
      backward_(*network_) {}

template <class S>
const Matrix<S>& Generator<S>::operator()(const Matrix<S>& z) {
  return forward_(z).values[size_t(network_->output())];
}

template <class S>
const Matrix<S>& Generator<S>::pull_back(const Matrix<S>& dx) {
  backward_(forward_.trace(), dx, WithParameters::no);
  return backward_.node_gradient(network_->input());
}

template <class S>
Network<S> affine_network(const Matrix<S>& A, const Vector<S>& c) {
  check_size("generator", "c", c.size(), A.rows());
  Network<S> network;
  const int z = network.add("z", Input{{A.cols()}}, {});
  network.set_output(network.add("x", Dense<S>{A, c}, {z}));
  return network;
}

template class Generator<float>;
template class Generator<double>;
template Network<float> affine_network(const Matrix<float>&, const Vector<float>&);
template Network<double> affine_network(const Matrix<double>&, const Vector<double>&);

}  // namespace relevance
