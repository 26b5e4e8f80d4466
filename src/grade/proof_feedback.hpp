#pragma once
// What a student reads after a proof, in both languages.

#include "base/text.hpp"

namespace relevance {

Text proof_right_feedback();
Text proof_empty_feedback();
/// All lines hold; `goal` says in which form the last must stand.
Text proof_goes_on_feedback(const Text& goal);
Text reason_missing_feedback();
/// What a line is not: equal to, at most, at least the one before.
Text line_breaks_feedback(const std::string& relation);
/// A statement is false for what is sought.
Text statement_false_feedback();
/// It follows, but the one before does not follow from it.
Text statement_weaker_feedback();
Text statement_needed_feedback();
Text value_needed_feedback();
Text step_too_early_feedback(const Text& needed);
Text step_twice_feedback();
Text steps_missing_feedback(size_t missing);
/// How many of how many blanks are right.
Text blanks_feedback(size_t right, size_t all);

}  // namespace relevance
