#include "train/pca.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <algorithm>

#include "base/error.hpp"

namespace relevance {
namespace {

/// Eigenpairs of the covariance of centred data, falling. Where there are fewer samples than
/// dimensions, within the space they span: X = QR, S = Q (R Rᵀ/N) Qᵀ.
void decompose(const Matrix<double>& centred, Matrix<double>& vectors, Vector<double>& values) {
  const Index n = centred.rows(), samples = centred.cols();
  Matrix<double> basis, inner = centred;
  if (samples < n) {
    const Eigen::HouseholderQR<Matrix<double>> qr(centred);
    basis = qr.householderQ() * Matrix<double>::Identity(n, samples);
    inner = qr.matrixQR().topRows(samples).triangularView<Eigen::Upper>();
  }
  const Matrix<double> covariance = inner * inner.transpose() / double(samples);
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(covariance);
  vectors = solver.eigenvectors().rowwise().reverse();
  if (samples < n) vectors = basis * vectors;
  values = solver.eigenvalues().reverse().cwiseMax(0);
}

}  // namespace

Pca principal_components(const Matrix<double>& samples, Index d) {
  check_range("principal_components", "the number of samples", double(samples.cols()), 2, 1e9);
  check_range("principal_components", "d", double(d), 1,
              double(std::min(samples.rows(), samples.cols())));
  check_finite("principal_components", "the data", samples);
  Pca pca;
  pca.mean = samples.rowwise().mean();
  Matrix<double> vectors;
  Vector<double> values;
  decompose(samples.colwise() - pca.mean, vectors, values);
  pca.components = vectors.leftCols(d);
  pca.variances = values.head(d);
  for (Index k = 0; k < d; ++k) {
    Index largest = 0;
    pca.components.col(k).cwiseAbs().maxCoeff(&largest);
    if (pca.components(largest, k) < 0) pca.components.col(k) *= -1;
  }
  return pca;
}

Network<float> pca_generator(const Pca& pca, const Shape& shape) {
  check_size("pca_generator", "the shape", size_of(shape), pca.mean.size());
  const Matrix<double> factor = pca.components * pca.variances.cwiseSqrt().asDiagonal();
  Network<float> net;
  const int code = net.add("code", Input{{factor.cols()}}, {});
  const int dense =
      net.add("pixels", Dense<float>{factor.cast<float>(), pca.mean.cast<float>()}, {code});
  net.set_output(net.add("image", Reshape{shape}, {dense}));
  return net;
}

}  // namespace relevance
