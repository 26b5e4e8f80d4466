#include "explain/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"

namespace relevance {

PixelRemoval::PixelRemoval(RemovalOptions options, uint64_t seed)
    : options_(std::move(options)), random_(seed) {
  sums_.setZero(Index(options_.fractions.size()), 3);
}

void PixelRemoval::add(Forward<float>& forward, int output, const Matrix<float>& image,
                       const Matrix<float>& relevance, Index target) {
  check_size("pixel removal", "relevance", relevance.rows(), image.rows());
  const Index pixels = image.rows(), steps = Index(options_.fractions.size());
  std::vector<std::vector<Index>> orders(2, std::vector<Index>(static_cast<size_t>(pixels)));
  std::iota(orders[0].begin(), orders[0].end(), Index{0});
  std::stable_sort(orders[0].begin(), orders[0].end(),
                   [&](Index a, Index b) { return relevance(a, 0) > relevance(b, 0); });
  std::reverse_copy(orders[0].begin(), orders[0].end(), orders[1].begin());
  for (int i = 0; i < options_.random_orders; ++i) orders.push_back(random_.permutation(pixels));

  batch_ = image.replicate(1, steps * Index(orders.size()));
  for (size_t order = 0; order < orders.size(); ++order)
    for (Index step = 0; step < steps; ++step) {
      const Index removed = Index(std::lround(options_.fractions[size_t(step)] * double(pixels)));
      for (Index i = 0; i < removed; ++i)
        batch_(orders[order][size_t(i)], Index(order) * steps + step) = float(options_.fill);
    }
  const Matrix<float>& scores = forward(batch_).values[size_t(output)];
  for (size_t order = 0; order < orders.size(); ++order) {
    const Index column = std::min<Index>(Index(order), 2);
    const double weight = column < 2 ? 1.0 : 1.0 / options_.random_orders;
    for (Index step = 0; step < steps; ++step)
      sums_(step, column) += weight * double(scores(target, Index(order) * steps + step));
  }
  ++count_;
}

Vector<double> PixelRemoval::mean(int order) const {
  return sums_.col(order) / std::max(1, count_);
}

}  // namespace relevance
