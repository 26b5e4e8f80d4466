#include "dynamics/recurrent.hpp"

#include "base/about.hpp"
#include "nn/kernels/recurrence.hpp"
#include "nn/kernels/small_matrix.hpp"

namespace relevance {
void check_system(const RecurrentSystem& system) {
  const Index d = system.size();
  about("b", [&] {
    check_range("dynamics", "the number of units", double(d), 1, kMostUnits);
    check_finite("dynamics", "b", system.b);
  });
  about("W", [&] {
    check_size("dynamics", "the rows of W", system.W.rows(), d);
    check_size("dynamics", "the columns of W", system.W.cols(), d);
    check_finite("dynamics", "W", system.W);
  });
  about("rate", [&] { check_positive("dynamics", "rate", system.rate, "it is a speed"); });
  about("h", [&] { check_positive("dynamics", "h", system.h, "time goes on"); });
}

Matrix<double> inputs_of(const RecurrentSystem& system, const Matrix<double>& x) {
  return transposed_product(system.W, x).colwise() + system.b;
}

Matrix<double> velocity(const RecurrentSystem& system, const Matrix<double>& x) {
  Matrix<double> speed = inputs_of(system, x);
  for (Index i = 0; i < speed.size(); ++i)
    speed.data()[i] = system.rate * (std::tanh(speed.data()[i]) - x.data()[i]);
  return speed;
}

Simulation simulate(const RecurrentSystem& system, const Vector<double>& x0, Index steps) {
  check_system(system);
  about("x0", [&] {
    check_size("dynamics", "x0", x0.size(), system.size());
    check_finite("dynamics", "x0", x0);
    check_range("dynamics", "the largest entry of x0", x0.cwiseAbs().maxCoeff(), 0, kStateBound);
  });
  about("steps", [&] { check_range("dynamics", "steps", double(steps), 0, kMostSteps); });
  Simulation run{
      Matrix<double>(system.size(), steps + 1), Matrix<double>(system.size(), steps), {}};
  run.states.col(0) = x0;
  const Recurrence loop{system.size(),  1, system.keep(), system.gain(), system.W.data(),
                        system.b.data()};
  const Index done = run_recurrence(loop, steps, kStateBound, run.states.data(), run.tanhs.data());
  if (done == steps) return run;
  run.stopped_at = done + 1;
  run.states.conservativeResize(Eigen::NoChange, done + 1);
  run.tanhs.conservativeResize(Eigen::NoChange, done);
  return run;
}

}  // namespace relevance
