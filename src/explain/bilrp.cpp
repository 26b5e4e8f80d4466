#include "explain/bilrp.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace relevance {
namespace {

constexpr Index kTogether = 64;  // features that travel at once: their layers stay in the cache

Composite without_foreign_overrides(Composite composite, const auto& network) {
  std::erase_if(composite.overrides, [&](const auto& override) {
    return std::none_of(network.nodes().begin(), network.nodes().end(),
                        [&](const auto& node) { return node.name == override.first; });
  });
  return composite;
}

}  // namespace

template <class S>
struct Bilrp<S>::Prepared {
  Prepared(const Network<S>& whole, int node, Composite composite)
      : network(network_up_to(whole, node)),
        forward(network),
        lrp(network, without_foreign_overrides(std::move(composite), network)) {}
  Network<S> network;
  Forward<S> forward;
  Lrp<S> lrp;
};

template <class S>
void check_features(const Network<S>& network, int node) {
  const Network<S> features = network_up_to(network, node);
  const bool computes =
      std::any_of(features.nodes().begin(), features.nodes().end(), [](const auto& each) {
        return !std::holds_alternative<Input>(each.layer) &&
               !std::holds_alternative<Reshape>(each.layer) &&
               !std::holds_alternative<Pad>(each.layer);
      });
  const std::string& name = network.node(node).name;
  if (!computes)
    throw Error("not-features",
                "bilrp: node \"" + name + "\" is the input itself, expected a layer above it",
                {{"node", name}, {"given", to_string(network.node(node).shape)}});
  check_work("bilrp", "node \"" + name + "\"", double(features.output_size()), double(kMaxFeatures),
             "features");
}

template <class S>
Bilrp<S>::Bilrp(const Network<S>& network, int node, Composite composite) {
  check_features(network, node);
  prepared_ = std::make_unique<Prepared>(network, node, std::move(composite));
}
template <class S>
Bilrp<S>::~Bilrp() = default;
template <class S>
Bilrp<S>::Bilrp(Bilrp&&) noexcept = default;

template <class S>
Side<S> Bilrp<S>::operator()(const Matrix<S>& x) {
  Prepared& p = *prepared_;
  check_size("bilrp", "the batch of the input", x.cols(), 1);
  const Trace<S>& trace = p.forward(x);
  Side<S> side;
  side.features = trace.values[size_t(p.network.output())].col(0);
  const Index count = side.features.size();
  side.relevance.setZero(x.rows(), count);
  std::vector<Index> alive;
  for (Index m = 0; m < count; ++m)
    if (side.features[m] != 0) alive.push_back(m);
  Matrix<S> start;
  for (size_t first = 0; first < alive.size(); first += size_t(kTogether)) {
    const Index width = std::min<Index>(kTogether, Index(alive.size() - first));
    start.setZero(count, width);
    for (Index i = 0; i < width; ++i) {
      const Index m = alive[first + size_t(i)];
      start(m, i) = side.features[m];
    }
    const Matrix<S>& R = p.lrp(trace, start).relevance[size_t(p.network.input())];
    for (Index i = 0; i < width; ++i)  // plainly: this file is compiled for size
      std::copy_n(R.col(i).data(), R.rows(), side.relevance.col(alive[first + size_t(i)]).data());
  }
  return side;
}

template <class S>
const Network<S>& Bilrp<S>::features() const {
  return prepared_->network;
}
template <class S>
const std::vector<std::optional<Rule>>& Bilrp<S>::rules() const {
  return prepared_->lrp.rules();
}

template class Bilrp<float>;
template class Bilrp<double>;
template void check_features(const Network<float>&, int);
template void check_features(const Network<double>&, int);

}  // namespace relevance
