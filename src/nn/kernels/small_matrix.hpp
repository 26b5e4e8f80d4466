#pragma once
// Dense algebra in double that many files need: compiled once, so that the page has less to load
// than if each file held Eigen's own instances.

#include "base/types.hpp"

namespace relevance {

/// a b.
Matrix<double> product(const Matrix<double>& a, const Matrix<double>& b);
/// aᵀ b.
Matrix<double> transposed_product(const Matrix<double>& a, const Matrix<double>& b);

/// A = V diag(values) Vᵀ.
struct SymmetricEigen {
  Vector<double> values;   ///< rising, [n]
  Matrix<double> vectors;  ///< orthonormal columns, [n × n]
};

/// Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations: to rounding, in
/// O(n³) a sweep, for some hundred rows at most (Golub and Van Loan 2013, section 8.5).
/// Reads the lower triangle. Entries must be finite.
SymmetricEigen symmetric_eigen(const Matrix<double>& a);

}  // namespace relevance
