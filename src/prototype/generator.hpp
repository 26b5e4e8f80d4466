#pragma once
// A generator makes inputs x = g(z) of codes: a network whose input is the code. Affine maps and
// principal components are networks of one dense layer, a learned decoder is any ONNX file.
//
//   Generator<double> g(affine_network(A, c));
//   const Matrix<double>& x = g(z);                  // [n × batch]
//   const Matrix<double>& dz = g.pull_back(dx);      // (∂g/∂z)ᵀ dx

#include "nn/backward.hpp"

namespace relevance {

template <class S>
class Generator {
 public:
  explicit Generator(Network<S> network);
  Index code_size() const { return network_->input_size(); }
  Index size() const { return network_->output_size(); }
  /// x = g(z), `z [code × batch]`. Raises `shape-mismatch`.
  const Matrix<S>& operator()(const Matrix<S>& z);
  /// Jᵀ dx at the last z, `dx [n × batch]` → `[code × batch]`.
  const Matrix<S>& pull_back(const Matrix<S>& dx);

 private:
  std::unique_ptr<Network<S>> network_;
  Forward<S> forward_;
  Backward<S> backward_;
};

/// x = A z + c as a network: `A [n × code]`, `c [n]`. Raises `shape-mismatch`.
template <class S>
Network<S> affine_network(const Matrix<S>& A, const Vector<S>& c);

}  // namespace relevance
