#include "explain/gradient_methods.hpp"

#include "base/error.hpp"
#include "explain/lrp.hpp"
#include "nn/scores.hpp"

namespace relevance {

const std::vector<std::string>& gradient_method_names() {
  static const std::vector<std::string> names = {"gradient", "gradient-times-input"};
  return names;
}

template <class S>
Matrix<S> explain_by_gradient(const std::string& method, const Network<S>& network,
                              const Matrix<S>& x, const std::vector<Index>& targets) {
  Forward<S> forward(network);
  Backward<S> backward(network);
  return explain_by_gradient(method, network, backward, forward(x), targets);
}

template <class S>
Matrix<S> explain_by_gradient(const std::string& method, const Network<S>& network,
                              Backward<S>& backward, const Trace<S>& trace,
                              const std::vector<Index>& targets) {
  check_name("explain", "method", method, gradient_method_names());
  const Matrix<S>& scores = trace.values[size_t(network.output())];
  start_at(scores, targets);  // for its check of the targets
  Matrix<S> one = Matrix<S>::Zero(scores.rows(), scores.cols());
  for (Index b = 0; b < scores.cols(); ++b)
    one(targets[size_t(b)] < 0 ? winner(scores, b) : targets[size_t(b)], b) = 1;
  backward(trace, one, WithParameters::no);
  const Matrix<S>& gradient = backward.node_gradient(network.input());
  if (method == "gradient") return gradient;
  return gradient.cwiseProduct(trace.values[size_t(network.input())]);
}

#define INSTANTIATE(S)                                                                            \
  template Matrix<S> explain_by_gradient(const std::string&, const Network<S>&, const Matrix<S>&, \
                                         const std::vector<Index>&);                              \
  template Matrix<S> explain_by_gradient(const std::string&, const Network<S>&, Backward<S>&,     \
                                         const Trace<S>&, const std::vector<Index>&);
INSTANTIATE(float)
INSTANTIATE(double)
#undef INSTANTIATE

}  // namespace relevance
