#pragma once
// The judges of proofs; grade/grade.cpp calls them.

#include "grade/grade.hpp"

namespace relevance {

/// A task or a blank.
Verdict grade_task(const Exercise& exercise, const Task& task, const std::string& answer,
                   const Values& values, const GoOn& go_on);

/// Each line against the one before, at samples. The first that does not follow is `line`.
Verdict grade_derivation(const Exercise& exercise, const Task& task, const std::string& answer,
                         const GoOn& go_on);
/// Right in every order in which each step stands after those it rests on.
Verdict grade_order(const Task& task, const std::string& answer);
/// Blanks that are left out are unfinished.
Verdict grade_fill(const Exercise& exercise, const Task& task, const std::string& answer,
                   const GoOn& go_on);

}  // namespace relevance
