#include "train/initialise.hpp"

#include <cmath>

namespace relevance {

template <class S>
void initialise(Network<S>& network, Random& random) {
  const auto draw = [&](Matrix<S>& weights, Vector<S>& bias) {
    weights = random.normal_matrix<S>(weights.rows(), weights.cols(),
                                      std::sqrt(2.0 / double(weights.cols())));
    bias.setZero();
  };
  for (int i = 0; i < network.size(); ++i) {
    auto& layer = network.node(i).layer;
    if (auto* dense = std::get_if<Dense<S>>(&layer)) draw(dense->weights, dense->bias);
    if (auto* conv = std::get_if<Conv2d<S>>(&layer)) draw(conv->weights, conv->bias);
  }
}

template void initialise(Network<float>&, Random&);
template void initialise(Network<double>&, Random&);

}  // namespace relevance
