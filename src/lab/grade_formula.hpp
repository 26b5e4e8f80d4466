#pragma once
// The judge of formulas and numbers; lab/grade.cpp calls it.

#include "lab/grade.hpp"

namespace relevance {

/// Reads, checks the shape, compares at sampled points, recognises known wrong answers.
Verdict grade_formula(Session& session, const Task& task, const std::string& answer);

}  // namespace relevance
