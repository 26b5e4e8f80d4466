#pragma once
// A generator makes inputs x = g(z) of codes: a network whose input is the code. Affine maps and
// principal components are networks of one dense layer, a learned decoder is any ONNX file.
//
//   NetworkGenerator<double> g(affine_network(A, c));
//   Matrix<double> x = g(z);                  // [n × batch]
//   Matrix<double> dz = g.pull_back(dx);      // (∂g/∂z)ᵀ dx

#include "nn/backward.hpp"

namespace relevance {

class Generator {
 public:
  virtual ~Generator() = default;
  virtual Index code_size() const = 0;
  virtual Index size() const = 0;
  /// x = g(z), `z [code × batch]`. Raises `shape-mismatch`.
  virtual Matrix<double> operator()(const Matrix<double>& z) = 0;
  /// Jᵀ dx at the last z, `dx [n × batch]` → `[code × batch]`.
  virtual Matrix<double> pull_back(const Matrix<double>& dx) = 0;
};

template <class S>
class NetworkGenerator : public Generator {
 public:
  explicit NetworkGenerator(Network<S> network);
  Index code_size() const override { return network_->input_size(); }
  Index size() const override { return network_->output_size(); }
  Matrix<double> operator()(const Matrix<double>& z) override;
  Matrix<double> pull_back(const Matrix<double>& dx) override;

 private:
  std::unique_ptr<Network<S>> network_;
  Forward<S> forward_;
  Backward<S> backward_;
};

/// x = A z + c as a network: `A [n × code]`, `c [n]`. Raises `shape-mismatch`.
Network<double> affine_network(const Matrix<double>& A, const Vector<double>& c);

}  // namespace relevance
