#pragma once
#include "base/random.hpp"
#include "nn/network.hpp"

namespace relevance {

/// Weights of every Dense and Conv2d drawn from N(0, 2/fan_in), biases zero
/// (He et al. 2015, eq. 10), layer by layer in the network's order.
template <class S>
void initialise(Network<S>& network, Random& random);

}  // namespace relevance
