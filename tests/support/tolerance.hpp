#pragma once
// Tolerances are named once. Comparisons are relative to the larger magnitude, at least 1.

#include <algorithm>
#include <cmath>

#include "base/types.hpp"

namespace relevance::testing {

inline constexpr double kDouble = 1e-10;           // sums of some hundred terms
inline constexpr double kFloat = 2e-4;             // the same in single precision
inline constexpr double kFiniteDifference = 1e-6;  // central differences, step 1e-6
inline constexpr double kSixDigits = 1e-6;         // numbers printed with six decimals

/// Largest |a − b| / max(1, |a|, |b|); infinite where a NaN is met.
template <class A, class B>
double distance(const Eigen::MatrixBase<A>& a, const Eigen::MatrixBase<B>& b) {
  if (a.rows() != b.rows() || a.cols() != b.cols()) return INFINITY;
  double worst = 0;
  for (Index c = 0; c < a.cols(); ++c)
    for (Index r = 0; r < a.rows(); ++r) {
      const double x = double(a(r, c)), y = double(b(r, c));
      const double gap = std::abs(x - y) / std::max({1.0, std::abs(x), std::abs(y)});
      if (!(gap <= worst)) worst = std::isnan(gap) ? INFINITY : gap;
    }
  return worst;
}

}  // namespace relevance::testing
