#pragma once
// Gradients to inputs and parameters by the chain rule; ReLU'(0) = 0.
//
//   Backward<double> backward(network);
//   backward(forward(x), dy);              // dy [n_out × batch] = dL/d(output)
//   backward.node_gradient(network.input())      // dL/dx [n_in × batch]
//   backward.parameters()[i].weights             // dL/dW of node i, summed over the batch

#include <memory>

#include "nn/forward.hpp"

namespace relevance {

/// Gradient of one node's parameters, summed over the batch; empty where it has none.
/// For Dense and Conv2d `weights` and `bias`; for Affine `weights` holds the scale's.
template <class S>
struct ParameterGradient {
  Matrix<S> weights;
  Vector<S> bias;
};

enum class WithParameters { no, yes };

template <class S>
class Backward {
 public:
  /// Keeps a reference to `network`, which must outlive this.
  explicit Backward(const Network<S>& network);
  ~Backward();
  Backward(Backward&&) noexcept;

  /// `dy [n_out × batch]` at the network's output. Raises `shape-mismatch`.
  void operator()(const Trace<S>& trace, const Matrix<S>& dy,
                  WithParameters with_parameters = WithParameters::yes);
  /// Several heads: (node, gradient at it) pairs.
  void operator()(const Trace<S>& trace, const std::vector<std::pair<int, const Matrix<S>*>>& heads,
                  WithParameters with_parameters = WithParameters::yes);
  /// Prepares the weights again after they changed.
  void refresh();

  /// dL/d(values of node) [size × batch].
  const Matrix<S>& node_gradient(int node) const { return gradients_[size_t(node)]; }
  const std::vector<ParameterGradient<S>>& parameters() const { return parameters_; }

 private:
  struct Prepared;
  const Network<S>& network_;
  std::vector<Matrix<S>> gradients_;
  std::vector<ParameterGradient<S>> parameters_;
  std::unique_ptr<Prepared> prepared_;
};

/// J [n_out × n_in] of the output in the input of one sample `x [n_in × 1]`, row by row by the
/// chain rule. Raises `shape-mismatch`.
template <class S>
Matrix<S> jacobian(const Network<S>& network, const Matrix<S>& x);

}  // namespace relevance
