#pragma once
// Principal components: the directions in which data vary most.
//
//   Pca pca = principal_components(images, 32);
//   Network<float> generator = pca_generator(pca, {1, 28, 28});   // codes z ~ N(0, I) → images

#include "nn/network.hpp"

namespace relevance {

struct Pca {
  Vector<double> mean;        ///< [n]
  Matrix<double> components;  ///< [n × d], orthonormal
  Vector<double> variances;   ///< [d], falling; in the data's units squared
};

/// The d leading eigenpairs of S = 1/N Σ_k (x_k − μ)(x_k − μ)ᵀ, with μ the mean:
/// the d-dimensional affine space nearest to the data in the mean of squares, the distance being
/// the sum of the variances left out.
/// `samples [n × N]`. Of each component the entry of largest magnitude is positive.
/// Raises `out-of-range` for fewer than two samples and for d outside 1 … min(n, N),
/// `not-finite`. Source: Pearson 1901; Jolliffe 2002, chapter 1.
Pca principal_components(const Matrix<double>& samples, Index d);

/// The components as a generator of such data, x = A z + μ with A = V diag(√variances):
/// z ~ N(0, I) gives mean μ and covariance V diag(variances) Vᵀ.
/// Input [d], output of that shape. Raises `shape-mismatch` where the shape has not n elements.
Network<float> pca_generator(const Pca& pca, const Shape& shape);

}  // namespace relevance
