#include "oneclass/kernel_columns.hpp"

#include <algorithm>
#include <cmath>

#include "nn/kernels/distances.hpp"

namespace relevance {

KernelColumns::KernelColumns(const Matrix<double>& points, double gamma, size_t cache_bytes)
    : points_(points), gamma_(gamma) {
  const Index n = points.cols();
  const Index room = Index(cache_bytes / (sizeof(double) * size_t(std::max<Index>(n, 1))));
  const Index slots = std::clamp<Index>(room, std::min<Index>(2, n), n);
  kept_.resize(n, slots);
  slot_.assign(size_t(n), -1);
  owner_.assign(size_t(slots), -1);
  used_.assign(size_t(slots), -1);
}

Index KernelColumns::oldest() const {
  return std::min_element(used_.begin(), used_.end()) - used_.begin();
}

const double* KernelColumns::operator()(Index i) {
  Index& slot = slot_[size_t(i)];
  if (slot < 0) {
    slot = oldest();
    if (Index& owner = owner_[size_t(slot)]; owner >= 0) slot_[size_t(owner)] = -1;
    owner_[size_t(slot)] = i;
    x_ = points_.col(i);
    squared_distances(points_, none_, x_, column_);
    double* kept = kept_.col(slot).data();
    for (Index j = 0; j < size(); ++j) kept[j] = std::exp(-gamma_ * column_(j, 0));
  }
  used_[size_t(slot)] = clock_++;
  return kept_.col(slot).data();
}

}  // namespace relevance
