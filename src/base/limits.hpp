#pragma once
// How much one call may ask for. A file of a hundred bytes can promise hours of work and
// terabytes of memory, so both are estimated beforehand and what exceeds these is refused.

#include <cstdint>

namespace relevance {

/// Elements of one sample at any place of a network, padding included: above it a file is taken
/// for an attack. 64 MB in single precision; VGG's largest layer has 3.2 million.
inline constexpr int64_t kMaxSampleSize = int64_t{1} << 24;

/// Elements of one sample, summed over a network's nodes: a quarter of a page's memory.
inline constexpr int64_t kMaxTotalSize = int64_t{1} << 26;

/// Multiply-adds of one sample, forward through a network. A kernel does 2 to 20 of them in a
/// nanosecond, explaining takes some forward passes: seconds at worst. VGG-16 takes 1.3 thousand
/// million on 64×64.
inline constexpr int64_t kMaxNetworkWork = 2'000'000'000;

/// Outputs of a classifier to evaluate: its confusion matrix has the square of it.
inline constexpr int64_t kMaxClasses = 4096;

/// Multiply-adds of one evaluation of a formula, copies of entries included; grading evaluates
/// some hundred times. Formulas of the course take a few thousand.
inline constexpr int64_t kMaxFormulaWork = 20'000'000;

}  // namespace relevance
