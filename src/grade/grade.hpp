#pragma once
// Judges an answer against the engine's own quantity at sampled control values.

#include <functional>
#include <optional>

#include "scenario/scenario.hpp"

namespace relevance {

/// Asked now and then during long work; false: stop. Empty: never stop.
using GoOn = std::function<bool()>;
/// Raises `cancelled` where it says no.
void check_go_on(const GoOn& go_on);

/// `unfinished`: all of it holds, but the proof does not end here. `recorded`: the task is not
/// graded.
enum class VerdictStatus { right, wrong, unreadable, shape, unfinished, recorded };
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
  int line = -1;                    ///< of a derivation or an order: where it breaks, −1 nowhere
  std::vector<Verdict> parts = {};  ///< of a proof with blanks: of each blank
};

/// `answer`: MathJSON as JSON text, or an option's value; of a derivation a list of lines, each
/// {"relation", "formula", "reason"} or a bare formula; of an order a list of steps; of a proof
/// with blanks an object of answers. `values`: the present controls, of
/// which a construct task hands in the state. First reads (unreadable answers cost nothing), then
/// checks the shape, then compares at 30 or more samples of the task's domain (seeded, singular
/// points redrawn), then recognises known wrong answers. A formula that would take too long counts
/// as unreadable. `go_on` is asked between samples. Raises `unknown-name` for the task,
/// `cancelled`.
Verdict grade(const Exercise& exercise, const std::string& task, const std::string& answer,
              const Values& values, const GoOn& go_on = {});

/// Runs the tests a task carries; one line for each that fails, none if all hold.
std::vector<std::string> failing_tests(const Exercise& exercise);

}  // namespace relevance
