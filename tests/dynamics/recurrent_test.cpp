#include "dynamics/recurrent.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "dynamics/equilibrium.hpp"
#include "dynamics/target_systems.hpp"
#include "support/code_of.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

RecurrentSystem turning() {
  RecurrentSystem system{Matrix<double>(2, 2), Vector<double>::Zero(2)};
  system.W << 0, 1, -1, 0;
  return system;
}

RecurrentSystem linear_spiral(double real, double imaginary) {
  RecurrentSystem system = turning();
  system.W << 1 + real, imaginary, -imaginary, 1 + real;
  return system;
}

}  // namespace

TEST_CASE("dynamics: a step by hand; w_12 leads from x_1 to x_2") {
  const Simulation run = simulate(turning(), Vector<double>::Unit(2, 0), 1);
  CHECK(run.states(0, 1) == Approx(0.9));
  CHECK(run.states(1, 1) == Approx(0.1 * 0.76159415595576).epsilon(1e-12));
  const Matrix<double> speed = velocity(turning(), run.states.leftCols(1));
  CHECK(speed(0, 0) == Approx(-0.1));
  CHECK(speed(1, 0) == Approx(0.076159415595576).epsilon(1e-12));
}

TEST_CASE("dynamics: steps are those of plain loops, for any size, rate and step") {
  Random random(3);
  for (const Index d : {1, 2, 5, 9}) {
    const RecurrentSystem system{random.normal_matrix<double>(d, d),
                                 random.normal_matrix<double>(d, 1).col(0), 0.3, 1.7};
    const Vector<double> x0 = random.normal_matrix<double>(d, 1).col(0);
    const Simulation run = simulate(system, x0, 50);
    std::vector<double> x(x0.begin(), x0.end());
    for (Index t = 1; t <= 50; ++t) {
      std::vector<double> next(x);
      for (Index j = 0; j < d; ++j) {
        double s = system.b[j];
        for (Index i = 0; i < d; ++i) s += x[size_t(i)] * system.W(i, j);
        next[size_t(j)] += 1.7 * 0.3 * (std::tanh(s) - x[size_t(j)]);
      }
      x = next;
      CHECK(relevance::testing::distance(run.states.col(t),
                                         Eigen::Map<Vector<double>>(x.data(), d)) < kDouble);
    }
  }
}

TEST_CASE("dynamics: a run that leaves the bound stops at its step and says so") {
  RecurrentSystem system = turning();
  system.W.setZero();
  system.h = 30;  // x^t = (1 − 3)^t x^0
  const Simulation run = simulate(system, Vector<double>::Unit(2, 0), 100);
  REQUIRE(run.stopped_at);
  CHECK(*run.stopped_at == 20);  // 2^20 is the first above a million
  CHECK(run.steps() == 19);
  CHECK(run.states.cols() == 20);
  CHECK(run.states(0, 19) == Approx(-std::pow(2, 19)));
  CHECK_FALSE(simulate(system, Vector<double>::Unit(2, 0), 19).stopped_at);
}

TEST_CASE("dynamics: bad input is refused by code, with the control it is about") {
  const auto refused = [](RecurrentSystem system, Vector<double> x0, Index steps) {
    try {
      simulate(system, x0, steps);
    } catch (const Error& error) {
      return error.code + " " + error.params.at("control");
    }
    return std::string();
  };
  const Vector<double> x0 = Vector<double>::Ones(2);
  RecurrentSystem system = turning();
  CHECK(refused(system, x0, 5) == "");
  CHECK(refused(system, Vector<double>::Ones(3), 5) == "shape-mismatch x0");
  CHECK(refused(system, x0 * NAN, 5) == "not-finite x0");
  CHECK(refused(system, x0, -1) == "out-of-range steps");
  CHECK(refused(system, x0, 1'000'000) == "out-of-range steps");
  system.W.resize(2, 3);
  CHECK(refused(system, x0, 5) == "shape-mismatch W");
  system = turning();
  system.W(1, 0) = INFINITY;
  CHECK(refused(system, x0, 5) == "not-finite W");
  system = turning();
  system.h = 0;
  CHECK(refused(system, x0, 5) == "out-of-range h");
  system.h = 1;
  system.rate = -0.1;
  CHECK(refused(system, x0, 5) == "out-of-range rate");
  CHECK(refused({}, Vector<double>(), 5) == "out-of-range b");
}

TEST_CASE("dynamics: an equilibrium is found, with the growth of what deviates from it") {
  // At 0 the slope is r (Wᵀ − 1) with eigenvalues r (a ± i c).
  for (const auto& [a, c] : {std::pair{-0.3, 1.4}, {0.5, 2.0}, {-0.9, 0.0}}) {
    RecurrentSystem system = linear_spiral(a, c);
    system.h = 4;
    const Equilibrium at = find_equilibrium(system, Vector<double>::Zero(2));
    CHECK(at.converged);
    CHECK(at.x.norm() == 0);
    CHECK(at.growth == Approx(0.1 * a).epsilon(1e-9));
    CHECK(at.amplified == Approx(std::hypot(1 + 0.4 * a, 0.4 * c)).epsilon(1e-9));
  }
  RecurrentSystem apart = turning();
  apart.W << 2, 0, 0, 0.5;
  const Equilibrium right = find_equilibrium(apart, Vector<double>::Ones(2));
  CHECK(right.converged);
  CHECK(right.x[0] == Approx(0.9575040240772687));  // x = tanh 2x
  CHECK(right.growth < 0);
  Random random(8);
  for (int n = 0; n < 50; ++n) {
    const RecurrentSystem any{random.normal_matrix<double>(6, 6, 0.8),
                              random.normal_matrix<double>(6, 1).col(0)};
    const Equilibrium e = find_equilibrium(any, Vector<double>::Zero(6));
    if (e.converged) CHECK(velocity(any, e.x).norm() < 1e-10);
  }
}

TEST_CASE("dynamics: spectral radius and abscissa, defective and zero matrices too") {
  Matrix<double> a(2, 2);
  a << 0.5, 1, 0, 0.5;
  CHECK(spectral_radius(a) == Approx(0.5).epsilon(1e-9));
  CHECK(spectral_abscissa(a) == Approx(0.5).epsilon(1e-9));
  a << 0, 1, 0, 0;
  CHECK(spectral_radius(a) == 0);
  CHECK(spectral_abscissa(Matrix<double>::Zero(3, 3)) == Approx(0).margin(1e-12));
  a << 1, -30, 30, 1;
  CHECK(spectral_abscissa(a) == Approx(1).epsilon(1e-6));
}

TEST_CASE("dynamics: each target does what its name says") {
  const Vector<double> x0 = Vector<double>::Constant(2, 0.6);
  const RecurrentSystem spiral = target_system("damped-spiral", 0.1, 1);
  CHECK(simulate(spiral, x0, 2000).states.col(2000).norm() < 1e-3);
  CHECK(least_speed(spiral, x0) < 1e-3);
  const RecurrentSystem cycle = target_system("limit-cycle", 0.1, 1);
  CHECK(least_speed(cycle, x0) > 0.3);
  CHECK(least_speed(cycle, Vector<double>::Zero(2)) == 0);
  const RecurrentSystem two = target_system("two-attractors", 0.1, 1);
  const double right = simulate(two, x0, 2000).states(0, 2000);
  CHECK(right > 0.5);
  CHECK(simulate(two, -x0, 2000).states(0, 2000) == Approx(-right));
  CHECK(code_of([] { target_system("chaos", 0.1, 1); }) == "unknown-name");
}

TEST_CASE("dynamics: a walk through places goes at one speed") {
  Matrix<double> places(2, 3);
  places << 0, 3, 3, 0, 0, 1;
  const Matrix<double> path = trajectory_through(places, 8);
  for (Index t = 0; t < 8; ++t) CHECK((path.col(t + 1) - path.col(t)).norm() == Approx(0.5));
  CHECK(path.col(0) == places.col(0));
  CHECK(path.col(8) == places.col(2));
  CHECK(trajectory_through(Matrix<double>::Ones(2, 2), 4) == Matrix<double>::Ones(2, 5));
  CHECK(code_of([] { trajectory_through(Matrix<double>::Ones(2, 1), 4); }) == "shape-mismatch");
}
