#include "nn/kernels/strongest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "nn/kernels/simd.hpp"

namespace relevance {
namespace {

bool stronger(const Connection& a, const Connection& b) {
  const double x = std::abs(a.strength), y = std::abs(b.strength);
  return x != y ? x > y : std::pair(a.from, a.to) < std::pair(b.from, b.to);
}

/// Puts an entry among the largest of one row or column; how large the weakest is then.
double insert(Partners& partners, Index of, Index element, double strength) {
  Index place = partners.strengths.rows() - 1;
  for (; place > 0 && std::abs(partners.strengths(place - 1, of)) < std::abs(strength); --place) {
    partners.strengths(place, of) = partners.strengths(place - 1, of);
    partners.elements(place, of) = partners.elements(place - 1, of);
  }
  partners.strengths(place, of) = strength;
  partners.elements(place, of) = double(element);
  return std::abs(partners.strengths(partners.strengths.rows() - 1, of));
}

/// Bars that nothing reaches where nothing is wanted.
template <class S>
void prepare(Partners& partners, Vector<S>& bars, Index each, Index n) {
  partners.elements.setZero(each, n);
  partners.strengths.setZero(each, n);
  bars.setConstant(n, each > 0 ? S(0) : std::numeric_limits<S>::infinity());
}

}  // namespace

template <class S>
StrongestEntries<S>::StrongestEntries(Index rows, Index columns, Index count, Index each)
    : count_(size_t(std::min(count, rows * columns))) {
  if (count_ == 0) bar_ = std::numeric_limits<S>::infinity();
  prepare(rows_, row_bars_, std::min(each, columns), rows);
  prepare(columns_, column_bars_, std::min(each, rows), columns);
}

template <class S>
void StrongestEntries<S>::keep(const Connection& one) {
  kept_.push_back(one);
  std::push_heap(kept_.begin(), kept_.end(), stronger);
  if (kept_.size() > count_) {
    std::pop_heap(kept_.begin(), kept_.end(), stronger);
    kept_.pop_back();
  }
  if (kept_.size() == count_) bar_ = S(std::abs(kept_.front().strength));
}

template <class S>
void StrongestEntries<S>::take(Index row, Index column, S value) {
  const S size = std::abs(value);
  if (!(size > 0)) return;
  const double strength = double(value);
  if (size >= bar_) keep({row, column, strength});
  if (size > row_bars_[row]) row_bars_[row] = S(insert(rows_, row, column, strength));
  if (size > column_bars_[column])
    column_bars_[column] = S(insert(columns_, column, row, strength));
}

template <class S>
void StrongestEntries<S>::add(const Matrix<S>& strip, Index first) {
  using Pack = typename Simd<S>::Pack;
  constexpr Index lanes = Simd<S>::kLanes;
  const Index height = strip.rows();
  for (Index c = 0; c < strip.cols(); ++c) {
    const S* values = strip.col(c).data();
    const S* bars = row_bars_.data() + first;
    Index r = 0;
    for (; r + lanes <= height; r += lanes) {  // most vectors hold nothing large enough
      const Pack value = Simd<S>::load(values + r), none{};
      const Pack size = value < none ? -value : value;
      const auto large = (size > Simd<S>::load(bars + r)) |
                         (size > Simd<S>::splat(column_bars_[c])) | (size >= Simd<S>::splat(bar_));
      bool any = false;
      for (Index lane = 0; lane < lanes; ++lane) any = any || large[lane] != 0;
      if (!any) continue;
      for (Index lane = 0; lane < lanes; ++lane) take(first + r + lane, c, values[r + lane]);
    }
    for (; r < height; ++r) take(first + r, c, values[r]);
  }
}

template <class S>
std::vector<Connection> StrongestEntries<S>::sorted() && {
  std::sort_heap(kept_.begin(), kept_.end(), stronger);
  return std::move(kept_);
}

template class StrongestEntries<float>;
template class StrongestEntries<double>;

}  // namespace relevance
