#pragma once
// Series drawn at random, and coefficients to test a kernel with.

#include "base/random.hpp"

namespace relevance {

inline constexpr Index kFrequencies = 3;  // of sines, in turn

/// `[length × count]` of `uniform` on [0, 1], `gaussian`, random `walk`s, or noisy `sine`s. Raises
/// `unknown-name`.
Matrix<double> sample_series(const std::string& distribution, Index length, Index count,
                             Random& random);

/// c `[count]`: `uniform` on [0, 1], `gaussian`, or on the unit `sphere`. Raises `unknown-name`.
Vector<double> sample_coefficients(const std::string& distribution, Index count, Random& random);

}  // namespace relevance
