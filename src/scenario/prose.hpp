#pragma once
// Markdown with LaTeX between $…$ or $$…$$, as web/src/words/prose.ts reads it.

#include "scenario/latex.hpp"

namespace relevance {

/// A dollar sign without its partner, LaTeX outside of formulas, and what is wrong in each formula.
WordingProblems prose_problems(const Wording& prose);

}  // namespace relevance
