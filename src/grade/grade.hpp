#pragma once
// Judges an answer against the engine's own quantity at sampled control values.

#include <optional>

#include "scenario/scenario.hpp"

namespace relevance {

enum class VerdictStatus { right, wrong, unreadable, shape };
std::string to_string(VerdictStatus status);

struct Counterexample {
  std::map<std::string, Array> values;  ///< of the symbols in the answer
  Array given, expected;
};

struct Verdict {
  VerdictStatus status = VerdictStatus::wrong;
  Text feedback = {};
  int known = -1;  ///< index of the known wrong answer it equals, −1 none
  std::optional<Counterexample> counterexample = {};
};

/// `answer`: MathJSON as JSON text, or an option's value; `values`: the present controls, of
/// which a construct task hands in the state. First reads (unreadable answers cost nothing), then
/// checks the shape, then compares at 30 or more samples of the task's domain (seeded, singular
/// points redrawn), then recognises known wrong answers. Raises `unknown-name` for the task.
Verdict grade(const Exercise& exercise, const std::string& task, const std::string& answer,
              const Values& values);

/// Runs the tests a task carries; one line for each that fails, none if all hold.
std::vector<std::string> failing_tests(const Exercise& exercise);

}  // namespace relevance
