#include "prototype/generator.hpp"

#include "base/error.hpp"

namespace relevance {

template <class S>
NetworkGenerator<S>::NetworkGenerator(Network<S> network)
    : network_(std::make_unique<Network<S>>(std::move(network))),
      forward_(*network_),
      backward_(*network_) {}

template <class S>
Matrix<double> NetworkGenerator<S>::operator()(const Matrix<double>& z) {
  const Matrix<S> code = z.cast<S>();
  return forward_(code).values[size_t(network_->output())].template cast<double>();
}

template <class S>
Matrix<double> NetworkGenerator<S>::pull_back(const Matrix<double>& dx) {
  const Matrix<S> pulled = dx.cast<S>();
  backward_(forward_.trace(), pulled, WithParameters::no);
  return backward_.node_gradient(network_->input()).template cast<double>();
}

Network<double> affine_network(const Matrix<double>& A, const Vector<double>& c) {
  check_size("generator", "c", c.size(), A.rows());
  Network<double> network;
  const int z = network.add("z", Input{{A.cols()}}, {});
  network.set_output(network.add("x", Dense<double>{A, c}, {z}));
  return network;
}

template class NetworkGenerator<float>;
template class NetworkGenerator<double>;

}  // namespace relevance
