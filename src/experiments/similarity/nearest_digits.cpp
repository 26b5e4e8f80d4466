#include "experiments/similarity/nearest_digits.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace relevance {
namespace {

constexpr Index kTogether = 32;

std::vector<Index> smallest(const Vector<double>& values, double sign, Index most) {
  std::vector<Index> order(static_cast<size_t>(values.size()));
  std::iota(order.begin(), order.end(), Index(0));
  const auto end = order.begin() + std::min<Index>(most, values.size());
  std::partial_sort(order.begin(), end, order.end(), [&](Index a, Index b) {
    const double x = sign * values[a], y = sign * values[b];
    return x != y ? x < y : a < b;
  });
  order.erase(end, order.end());
  return order;
}

}  // namespace

NearestDigits::NearestDigits(Key question, Network<float> features, const Matrix<float>& images)
    : question_(std::move(question)),
      features_(std::move(features)),
      forward_(features_),
      images_(images),
      phi_(features_.output_size(), images.cols()) {}

void NearestDigits::advance(double budget_ms) {
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  while (!done()) {
    const Index width = std::min(kTogether, images_.cols() - seen_);
    some_ = images_.middleCols(seen_, width);
    phi_.middleCols(seen_, width) = forward_(some_).values[size_t(features_.output())];
    seen_ += width;
    if (std::chrono::duration<double, std::milli>(Clock::now() - begun).count() >= budget_ms)
      return;
  }
}

std::vector<Index> NearestDigits::by_features(const Vector<float>& phi, bool cosine,
                                              Index most) const {
  Vector<double> values(phi_.cols());
  const double own = double(phi.norm());
  for (Index i = 0; i < values.size(); ++i) {
    values[i] = double(phi_.col(i).dot(phi));
    const double norms = own * double(phi_.col(i).norm());
    if (cosine) values[i] = norms > 0 ? values[i] / norms : 0;
  }
  return smallest(values, -1, most);
}

std::vector<Index> NearestDigits::by_pixels(const Matrix<float>& image, Index most) const {
  Vector<double> distances(images_.cols());
  for (Index i = 0; i < distances.size(); ++i)
    distances[i] = double((images_.col(i) - image.col(0)).norm());
  return smallest(distances, 1, most);
}

}  // namespace relevance
