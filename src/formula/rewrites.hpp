#pragma once
// How each raw form of MathJSON is brought into the forms of formula/forms.hpp.

#include "formula/forms.hpp"

namespace relevance::rewrite {

using Formulas = std::vector<Formula>;

/// A function of the table, its number of operands checked.
Formula call(const std::string& name, Formulas arguments);
/// What stands in a bracket as a list of operands: (a, b) → a, b.
Formulas operands(const Formula& bracket);
Formulas forms_of(const Formulas& raw);
/// Raises `formula-unreadable` if it is a condition.
Formula value(const Formula& formula);
bool begins_with(const std::string& text, const std::string& start);
Formula first(const Formula& raw);

/// Side by side, or with a dot; a word before a bracket is a function.
Formula product(const Formula& raw);
/// Also a transposition.
Formula power(const Formula& raw);
/// min and max, also of { a, b }.
Formula extreme(const Formula& raw);
Formula comparison(const Formula& raw);
Formula connective(const Formula& raw);
/// ⟨a, b⟩.
Formula angle(const Formula& raw);

Formula list(const Formula& raw);
Formula matrix(const Formula& raw);
Formula which(const Formula& raw);
/// a{b} is read as "a where b": a product, unless b is a condition.
Formula when(const Formula& raw);
/// What the canonical form wraps a body in; of a cases environment it is an empty one.
Formula block(const Formula& raw);
Formula sum(const Formula& raw);
/// gamma_1 as a name; x_{i+1} and W_{i,j} as entries.
Formula subscript(const Formula& raw);
/// \delta_t is read as a Kronecker delta with one index.
Formula delta(const Formula& raw);

}  // namespace relevance::rewrite
