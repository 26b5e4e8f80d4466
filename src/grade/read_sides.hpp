#pragma once
// An answer as it is typed: a value, an equation, a chain of them, a bound.

#include "grade/read_answer.hpp"

namespace relevance {

struct Answer {
  Formula value;                    ///< what counts, its names resolved: the last side
  std::vector<Formula> sides = {};  ///< what else was said to equal it, as it was read
  bool reversed = false;            ///< a bound from below where one from above is asked, or so
  std::string index = {};           ///< i of a general component, "" none
};

/// Raises `formula-unreadable`, with names as they are shown to students.
Answer read_sides(const Scenario& scenario, const Task& task, const std::string& answer);

}  // namespace relevance
