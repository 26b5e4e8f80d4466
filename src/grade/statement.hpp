#pragma once
// Equations and inequalities as the lines of a derivation, true or false at a sample.

#include "formula/formula.hpp"

namespace relevance {

/// Whether a = b = c holds, relative to the larger side; a 0 has any shape. Inequalities as they
/// are. Raises `formula-shape` where the sides do not fit.
bool is_true(const Formula& statement, const Symbols& symbols, double tolerance);

}  // namespace relevance
