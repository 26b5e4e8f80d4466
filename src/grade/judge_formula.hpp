#pragma once
// The judge of formulas and numbers; grade/grade.cpp calls it.

#include "grade/grade.hpp"

namespace relevance {

/// Reads, checks the shape, compares at sampled points, recognises known wrong answers.
/// Raises `cancelled` where `go_on`, asked between samples, says no.
Verdict grade_formula(const Exercise& exercise, const Task& task, const std::string& answer,
                      const GoOn& go_on);

}  // namespace relevance
