#include "dynamics/sensitivity.hpp"

#include <Eigen/LU>
#include <catch2/catch.hpp>

#include "base/random.hpp"
#include "support/code_of.hpp"
#include "support/random_system.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

constexpr double kStep = 1e-6;

Vector<double> start_of(Index d) { return Vector<double>::LinSpaced(d, -0.7, 0.9); }

/// (x^t(+) − x^t(−)) / 2ε after `change(system, x0, ±ε)`.
template <class F>
Vector<double> difference(const RecurrentSystem& system, Index t, F change) {
  Vector<double> ends[2];
  for (const int side : {0, 1}) {
    RecurrentSystem moved = system;
    Vector<double> x0 = start_of(system.size());
    change(moved, x0, side ? kStep : -kStep);
    ends[side] = simulate(moved, x0, t).states.col(t);
  }
  return (ends[1] - ends[0]) / (2 * kStep);
}

}  // namespace

TEST_CASE("sensitivity: the Jacobian of a step by hand") {
  RecurrentSystem system{Matrix<double>(2, 2), Vector<double>::Zero(2)};
  system.W << 0, 1, -1, 0;
  const Simulation run = simulate(system, Vector<double>::Unit(2, 0), 1);
  const Matrix<double> J = step_jacobian(system, run.tanhs.col(0));
  Matrix<double> expected(2, 2);
  expected << 0.9, -0.1, 0.1 * 0.41997434161403, 0.9;
  CHECK(relevance::testing::distance(J, expected) < kDouble);
  ForwardSensitivity walk(system, run);
  walk.step();
  // direct terms: h r (1 − tanh² s_l) x_k with x = (1, 0)
  CHECK(walk.dx_dW()(0, 0) == Approx(0.1));
  CHECK(walk.dx_dW()(1, 1) == Approx(0.041997434161403));
  CHECK(walk.dx_dW()(0, 2) == 0);
  CHECK(walk.dx_dW()(0, 1) == 0);
  CHECK(walk.dx_db()(1, 1) == Approx(0.041997434161403));
  CHECK(walk.dx_dx0() == J);
}

TEST_CASE("sensitivity: over 100 steps as finite differences say, for W, b and x0") {
  for (const Index d : {2, 4}) {
    const RecurrentSystem system = random_system(d, uint64_t(d));
    const Simulation run = simulate(system, start_of(d), 100);
    ForwardSensitivity walk(system, run);
    while (walk.t() < 100) walk.step();
    using relevance::testing::distance;
    for (Index l = 0; l < d; ++l) {
      for (Index k = 0; k < d; ++k)
        CHECK(distance(walk.dx_dW().col(k * d + l),
                       difference(system, 100, [&](RecurrentSystem& s, Vector<double>&, double e) {
                         s.W(k, l) += e;
                       })) < kFiniteDifference);
      CHECK(distance(walk.dx_db().col(l),
                     difference(system, 100, [&](RecurrentSystem& s, Vector<double>&, double e) {
                       s.b[l] += e;
                     })) < kFiniteDifference);
      CHECK(distance(walk.dx_dx0().col(l),
                     difference(system, 100, [&](RecurrentSystem&, Vector<double>& x0, double e) {
                       x0[l] += e;
                     })) < kFiniteDifference);
    }
  }
}

TEST_CASE("sensitivity: chains multiply, from any step to any later one") {
  const RecurrentSystem system = random_system(3, 5, 2.5);
  const Simulation run = simulate(system, start_of(3), 20);
  using relevance::testing::distance;
  const Matrix<double> whole = chain_jacobian(system, run, 0, 20);
  CHECK(distance(whole, Matrix<double>(chain_jacobian(system, run, 12, 20) *
                                       chain_jacobian(system, run, 0, 12))) < kDouble);
  CHECK(chain_jacobian(system, run, 7, 7) == Matrix<double>::Identity(3, 3));
  ForwardSensitivity walk(system, run);
  while (walk.t() < 20) walk.step();
  CHECK(distance(whole, walk.dx_dx0()) < kDouble);
  CHECK(code_of([&] { walk.step(); }) == "out-of-range");
  CHECK(code_of([&] { chain_jacobian(system, run, 0, 21); }) == "out-of-range");
  CHECK(code_of([&] { chain_jacobian(system, run, 5, 4); }) == "out-of-range");
}

TEST_CASE("sensitivity: singular values, small ones to their own rounding") {
  Matrix<double> a(2, 2);
  a << 3, 0, 4, 5;
  const Vector<double> values = singular_values(a);
  CHECK(values[0] == Approx(std::sqrt(45.0)));
  CHECK(values[1] == Approx(std::sqrt(5.0)));
  Random random(2);
  const Matrix<double> any = random.normal_matrix<double>(5, 5);
  const Vector<double> scales = (Vector<double>(5) << 1, 1e-4, 1e-8, 1e-12, 1e-16).finished();
  const Vector<double> found = singular_values(any * scales.asDiagonal());
  double volume = 1, expected = std::abs(any.determinant());
  for (double value : found) volume *= value;
  for (double scale : scales) expected *= scale;
  CHECK(volume == Approx(expected).epsilon(1e-9));
  CHECK(found[4] < 1e-15);
  CHECK(singular_values(Matrix<double>::Zero(2, 2)) == Vector<double>::Zero(2));
  CHECK(code_of([] { singular_values(Matrix<double>::Constant(2, 2, NAN)); }) == "not-finite");
}
