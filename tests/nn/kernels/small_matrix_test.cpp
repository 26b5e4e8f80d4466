#include "nn/kernels/small_matrix.hpp"

#include <Eigen/Eigenvalues>
#include <catch2/catch.hpp>

#include "base/random.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

TEST_CASE("symmetric eigen: hand-worked, one element, none") {
  Matrix<double> a(2, 2);
  a << 2, 1, 1, 2;
  const SymmetricEigen eigen = symmetric_eigen(a);
  CHECK(distance(eigen.values, Eigen::Vector2d(1, 3)) < kDouble);
  CHECK(std::abs(eigen.vectors(0, 1)) == Approx(std::sqrt(0.5)));
  CHECK(symmetric_eigen(Matrix<double>::Constant(1, 1, -4)).values[0] == -4);
  CHECK(symmetric_eigen(Matrix<double>(0, 0)).values.size() == 0);
}

TEST_CASE("symmetric eigen: rebuilds the matrix and agrees with Eigen's solver") {
  Random random(51);
  for (Index n : {2, 3, 10, 64})
    for (double low : {0.0, 1.0}) {  // full rank and singular
      const auto B = random.normal_matrix<double>(n, low > 0 ? (n + 1) / 2 : n);
      const Matrix<double> a = B * B.transpose();
      const SymmetricEigen eigen = symmetric_eigen(a);
      CHECK(distance(eigen.vectors * eigen.values.asDiagonal() * eigen.vectors.transpose(), a) <
            kDouble);
      CHECK(distance(eigen.vectors.transpose() * eigen.vectors, Matrix<double>::Identity(n, n)) <
            kDouble);
      const Eigen::SelfAdjointEigenSolver<Matrix<double>> other(a);
      CHECK(distance(eigen.values, other.eigenvalues()) < kDouble);
    }
}

TEST_CASE("symmetric eigen: equal, zero and huge entries") {
  CHECK(distance(symmetric_eigen(Matrix<double>::Identity(5, 5)).values, Vector<double>::Ones(5)) <
        kDouble);
  CHECK(symmetric_eigen(Matrix<double>::Zero(4, 4)).values.isZero());
  Matrix<double> a(2, 2);
  a << 1e150, 1, 1, 1e-150;
  CHECK(symmetric_eigen(a).values.allFinite());
}

TEST_CASE("product: as Eigen writes it") {
  Random random(52);
  const auto a = random.normal_matrix<double>(7, 5), b = random.normal_matrix<double>(5, 3),
             c = random.normal_matrix<double>(7, 2);
  CHECK(distance(product(a, b), a * b) < kDouble);
  CHECK(distance(transposed_product(a, c), a.transpose() * c) < kDouble);
}
