#include "dynamics/time_relevance.hpp"

#include "base/error.hpp"
#include "dynamics/sensitivity.hpp"

namespace relevance {
namespace {

/// R over a denominator kept off 0, as LRP-ε has it; 0 hands on nothing.
double over(double R, double z, double epsilon) {
  const double denominator = z + (z >= 0 ? epsilon : -epsilon);
  return R == 0 || denominator == 0 ? 0 : R / denominator;
}

}  // namespace

TimeRelevance explain_state(const RecurrentSystem& system, const Simulation& run, Index last,
                            Index unit, double epsilon) {
  check_range("explain_state", "the last step", double(last), 0, double(run.steps()));
  check_range("explain_state", "the unit", double(unit), 0, double(system.size() - 1));
  check_range("explain_state", "epsilon", epsilon, 0, 1e6);
  const Index d = system.size();
  TimeRelevance e{Matrix<double>::Zero(d, last + 1), Matrix<double>::Zero(d, last),
                  Matrix<double>::Zero(d, last * d), Vector<double>::Zero(last),
                  Matrix<double>::Zero(d, last + 1)};
  e.R(unit, last) = run.states(unit, last);
  Vector<double> slope = Vector<double>::Unit(d, unit);
  e.product.col(last) = slope.cwiseProduct(run.states.col(last));
  for (Index t = last - 1; t >= 0; --t) {
    const Vector<double> x = run.states.col(t), a = run.tanhs.col(t);
    const Matrix<double> s = inputs_of(system, x);
    for (Index j = 0; j < d; ++j) {
      const double share = over(e.R(j, t + 1), run.states(j, t + 1), epsilon);
      e.flow(j, t * d + j) += system.keep() * x[j] * share;
      const double in_tanh = over(system.gain() * a[j] * share, s(j, 0), epsilon);
      for (Index i = 0; i < d; ++i) e.flow(i, t * d + j) += system.W(i, j) * x[i] * in_tanh;
      e.bias(j, t) = system.b[j] * in_tanh;
    }
    e.R.col(t) = e.flow.middleCols(t * d, d).rowwise().sum();
    e.rest[t] = e.R.col(t + 1).sum() - e.R.col(t).sum() - e.bias.col(t).sum();
    slope = step_jacobian(system, a).transpose() * slope;
    e.product.col(t) = slope.cwiseProduct(x);
  }
  return e;
}

}  // namespace relevance
