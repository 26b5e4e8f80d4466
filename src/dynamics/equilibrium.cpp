#include "dynamics/equilibrium.hpp"

#include <cmath>

#include "base/error.hpp"
#include "nn/kernels/small_matrix.hpp"

namespace relevance {
namespace {

constexpr int kNewtonSteps = 100, kHalvings = 40, kSquarings = 50, kTaylorTerms = 20;
constexpr double kStill = 1e-13;  // residual of an equilibrium
constexpr double kFine = 0.05;    // h r of the run that looks for a cycle
constexpr Index kLong = 3000;     // its steps

Vector<double> residual_at(const RecurrentSystem& system, const Vector<double>& x) {
  return velocity(system, x) / system.rate;
}

/// A v = y by elimination with pivots; a direction of no slope is left out.
Vector<double> solve(Matrix<double> a, Vector<double> y) {
  const Index n = a.rows();
  for (Index k = 0; k < n; ++k) {
    Index pivot = k;
    for (Index r = k; r < n; ++r)
      if (std::abs(a(r, k)) > std::abs(a(pivot, k))) pivot = r;
    a.row(k).swap(a.row(pivot));
    std::swap(y[k], y[pivot]);
    if (std::abs(a(k, k)) < 1e-12) a(k, k) = 1e-12;
    for (Index r = k + 1; r < n; ++r) {
      const double factor = a(r, k) / a(k, k);
      a.row(r) -= factor * a.row(k);
      y[r] -= factor * y[k];
    }
  }
  for (Index k = n - 1; k >= 0; --k) {
    for (Index c = k + 1; c < n; ++c) y[k] -= a(k, c) * y[c];
    y[k] /= a(k, k);
  }
  return y;
}

/// diag(1 − tanh²) Wᵀ − 1: the slope of tanh(Wᵀx + b) − x.
Matrix<double> slope_at(const RecurrentSystem& system, const Vector<double>& x) {
  Matrix<double> slope = system.W.transpose();
  const Matrix<double> s = inputs_of(system, x);
  for (Index j = 0; j < slope.rows(); ++j) {
    const double a = std::tanh(s(j, 0));
    slope.row(j) *= 1 - a * a;
    slope(j, j) -= 1;
  }
  return slope;
}

}  // namespace

Equilibrium find_equilibrium(const RecurrentSystem& system, const Vector<double>& start) {
  check_system(system);
  check_size("find_equilibrium", "the start", start.size(), system.size());
  Equilibrium e{.x = start};
  Vector<double> f = residual_at(system, e.x);
  while (f.norm() > kStill && e.iterations < kNewtonSteps) {
    ++e.iterations;
    const Vector<double> way = solve(slope_at(system, e.x), -f);
    double share = 1;
    Vector<double> next = e.x + way, there = residual_at(system, next);
    for (int k = 0; k < kHalvings && !(there.norm() < f.norm()); ++k) {
      share /= 2;
      next = e.x + share * way;
      there = residual_at(system, next);
    }
    if (!(there.norm() < f.norm())) break;
    e.x = next;
    f = there;
  }
  e.residual = f.norm();
  e.converged = e.residual <= 1e3 * kStill;
  const Matrix<double> A = system.rate * slope_at(system, e.x);
  e.growth = spectral_abscissa(A);
  e.amplified = spectral_radius(Matrix<double>::Identity(A.rows(), A.cols()) + system.h * A);
  return e;
}

double spectral_radius(Matrix<double> a) {
  double log_norm = 0;  // of A to the power 2^k; a is that, divided by its norm
  for (int k = 0; k <= kSquarings; ++k) {
    if (k > 0) a = product(a, a);
    const double norm = a.norm();
    if (!(norm > 1e-100)) return 0;
    a /= norm;
    log_norm = 2 * log_norm + std::log(norm);
  }
  return std::exp(std::ldexp(log_norm, -kSquarings));
}

double spectral_abscissa(const Matrix<double>& a) {
  int halvings = 0;
  Matrix<double> small = a;
  while (small.norm() > 1) small /= 2, ++halvings;
  const Matrix<double> one = Matrix<double>::Identity(a.rows(), a.cols());
  Matrix<double> power = one;
  for (int k = kTaylorTerms; k > 0; --k) power = one + product(small, power) / double(k);
  return std::ldexp(std::log(spectral_radius(power)), halvings);
}

double least_speed(const RecurrentSystem& system, const Vector<double>& x0) {
  RecurrentSystem fine = system;
  fine.h = kFine / system.rate;
  const Simulation run = simulate(fine, x0, kLong);
  double least = INFINITY;
  for (Index t = run.steps() / 2; t < run.steps(); ++t)
    least = std::min(least, (run.tanhs.col(t) - run.states.col(t)).norm());
  return least;
}

}  // namespace relevance
