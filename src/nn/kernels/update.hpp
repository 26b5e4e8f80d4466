#pragma once
// One step of parameters along their gradients, in one pass and without temporaries.

#include "base/types.hpp"

namespace relevance {

/// v ← μ v + g,  w ← w − η v.  All [n].
template <class S>
void momentum_update(Index n, S rate, S momentum, const S* gradient, S* velocity, S* weights);

/// What Adam needs beside the moments; `correction1`, `correction2` are 1/(1 − βᵗ).
template <class S>
struct AdamFactors {
  S rate, beta1, beta2, correction1, correction2, epsilon;
};

/// m ← β₁ m + (1−β₁) g,  v ← β₂ v + (1−β₂) g²,  w ← w − η m̂/(√v̂ + ε).  All [n].
template <class S>
void adam_update(Index n, const AdamFactors<S>& factors, const S* gradient, S* first, S* second,
                 S* weights);

}  // namespace relevance
