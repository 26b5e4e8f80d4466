#include "nn/kernels/update.hpp"

#include <cmath>

namespace relevance {

template <class S>
void momentum_update(Index n, S rate, S momentum, const S* gradient, S* velocity, S* weights) {
  for (Index i = 0; i < n; ++i) {
    velocity[i] = momentum * velocity[i] + gradient[i];
    weights[i] -= rate * velocity[i];
  }
}

template <class S>
void adam_update(Index n, const AdamFactors<S>& f, const S* gradient, S* first, S* second,
                 S* weights) {
  const S beta1 = f.beta1, beta2 = f.beta2, epsilon = f.epsilon, correction = f.correction2;
  const S rate = f.rate * f.correction1;
  for (Index i = 0; i < n; ++i) {
    first[i] = beta1 * first[i] + (S(1) - beta1) * gradient[i];
    second[i] = beta2 * second[i] + (S(1) - beta2) * (gradient[i] * gradient[i]);
    weights[i] -= rate * first[i] / (std::sqrt(correction * second[i]) + epsilon);
  }
}

template void momentum_update(Index, float, float, const float*, float*, float*);
template void momentum_update(Index, double, double, const double*, double*, double*);
template void adam_update(Index, const AdamFactors<float>&, const float*, float*, float*, float*);
template void adam_update(Index, const AdamFactors<double>&, const double*, double*, double*,
                          double*);

}  // namespace relevance
