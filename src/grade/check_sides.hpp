#pragma once
// The value of an answer at a sample, and whether what else was said to equal it does.

#include "grade/read_sides.hpp"
#include "grade/sampler.hpp"

namespace relevance {

/// More samples without a value than this share, and a formula misses a part of the domain.
inline constexpr double kMostUndefined = 0.1;

/// The largest |a − b| of two of one shape; infinite where a number is missing.
double largest_gap(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b);
/// The same relative to max(1, |truth|).
double answer_distance(const Eigen::MatrixXd& given, const Eigen::MatrixXd& truth);
bool same_shape(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b);

/// A general component (`index`) stands for all of them. Raises as `evaluate`.
Eigen::MatrixXd value_at(const Formula& formula, const std::string& index,
                         const GradeSample& sample, Symbols symbols);

Counterexample example_at(const Exercise& exercise, const Task& task, const GradeSample& sample,
                          const Eigen::MatrixXd& given);

/// The verdict on the value, or what is wrong with the other sides: a name on the left must be
/// what is asked for, everything else equal to it. Raises where a side cannot be read.
Verdict check_sides(const Exercise& exercise, const Task& task, const Answer& answer,
                    const std::vector<GradeSample>& samples, Verdict verdict);

}  // namespace relevance
