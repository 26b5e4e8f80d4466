#include "nn/kernels/recurrence.hpp"

#include <algorithm>
#include <cmath>

namespace relevance {

Index run_recurrence(const Recurrence& r, Index steps, double bound, double* states,
                     double* tanhs) {
  const Index d = r.d, block = r.d * r.n;
  for (Index t = 0; t < steps; ++t) {
    bool inside = true;
    for (Index p = 0; p < r.n; ++p) {
      const double* x = states + t * block + p * d;
      double *next = states + (t + 1) * block + p * d, *a = tanhs + t * block + p * d;
      for (Index j = 0; j < d; ++j) {
        double s = r.b[j];
        for (Index i = 0; i < d; ++i) s += r.W[j * d + i] * x[i];
        a[j] = std::tanh(s);
        next[j] = r.keep * x[j] + r.gain * a[j];
        inside = inside && std::abs(next[j]) <= bound;  // NaN is not
      }
    }
    if (!inside) return t;
  }
  return steps;
}

double backpropagate_recurrence(const Recurrence& r, Index steps, Index seen, double weight,
                                const double* states, const double* tanhs, const double* targets,
                                double* dW, double* db, double* adjoint) {
  const Index d = r.d, block = r.d * r.n;
  double *g = adjoint, *e = adjoint + d, squares = 0;
  std::fill(dW, dW + d * d, 0.0);
  std::fill(db, db + d, 0.0);
  for (Index p = 0; p < r.n; ++p) {
    std::fill(g, g + d, 0.0);
    for (Index t = steps; t > 0; --t) {
      const Index now = t * block + p * d, before = now - block;
      for (Index j = 0; j < d; ++j) {
        const double miss = j < seen ? states[now + j] - targets[now + j] : 0;
        const double a = tanhs[before + j];
        squares += miss * miss;
        g[j] += weight * miss;
        e[j] = r.gain * (1 - a * a) * g[j];
        g[j] *= r.keep;
        db[j] += e[j];
      }
      for (Index j = 0; j < d; ++j)
        for (Index i = 0; i < d; ++i) {
          dW[j * d + i] += e[j] * states[before + i];
          g[i] += r.W[j * d + i] * e[j];
        }
    }
  }
  return weight / 2 * squares;
}

}  // namespace relevance
