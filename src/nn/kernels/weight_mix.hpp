#pragma once
// Which function of a layer's weights a linear map holds.

#include <algorithm>

namespace relevance {

/// c₁w + c₂w⁺ + c₃w⁻ + c₄w² + c₅·1, dimensionless coefficients. The 1 counts connections:
/// a zero weight counts, padding does not.
struct WeightMix {
  double value = 0, positive = 0, negative = 0, square = 0, one = 0;
  bool operator==(const WeightMix&) const = default;

  template <class S>
  S operator()(S w) const {
    return S(value) * w + S(positive) * std::max(w, S(0)) + S(negative) * std::min(w, S(0)) +
           S(square) * w * w + S(one);
  }
};

/// The weights themselves.
inline constexpr WeightMix kWeights{.value = 1};

}  // namespace relevance
