#include "prototype/objective.hpp"

#include <cmath>

#include "base/error.hpp"

namespace relevance {
namespace {

void check_target(const char* what, int64_t given, int64_t count) {
  if (given >= 0 && given < count) return;
  throw Error("target-out-of-range",
              std::string("objective: ") + what + " " + std::to_string(given) + ", expected 0 to " +
                  std::to_string(count - 1),
              {{"given", std::to_string(given)}, {"expected", std::to_string(count)}});
}

}  // namespace

template <class S>
NetworkObjective<S>::NetworkObjective(const Network<S>& network, int node, Score score)
    : network_(network), node_(node), score_(score), forward_(network), backward_(network) {
  check_target("node", node, network.size());
}

template <class S>
void NetworkObjective<S>::operator()(const Matrix<double>& x, const std::vector<Index>& units,
                                     Vector<double>& value, Matrix<double>& gradient) {
  check_size("objective", "the list of units", Index(units.size()), x.cols());
  x_ = x.cast<S>();
  const Matrix<S>& y = forward_(x_).values[size_t(node_)];
  value.resize(x.cols());
  seed_.setZero(y.rows(), y.cols());
  for (Index b = 0; b < y.cols(); ++b) {
    const Index unit = units[size_t(b)];
    check_target("unit", unit, y.rows());
    value[b] = double(y(unit, b));
    if (score_ == Score::log_probability) {
      const S largest = y.col(b).maxCoeff();
      seed_.col(b) = -(y.col(b).array() - largest).exp();
      const double sum = -seed_.col(b).template cast<double>().sum();
      seed_.col(b) /= S(sum);
      value[b] -= double(largest) + std::log(sum);
    }
    seed_(unit, b) += S(1);
  }
  backward_(forward_.trace(), {{node_, &seed_}}, WithParameters::no);
  gradient = backward_.node_gradient(network_.input()).template cast<double>();
}

template class NetworkObjective<float>;
template class NetworkObjective<double>;

}  // namespace relevance
