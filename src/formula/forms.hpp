#pragma once
// The few forms a formula is evaluated in. Beside the functions of formula_functions.hpp:
//
//   Group(x)                 a bracket
//   List(x, …)               a column vector;  Rows(List, …) a matrix
//   At(symbol, i, …)         an entry, counted from 1
//   Sum, Product(x, Limits(i, low, high), …)     without low and high: all entries i indexes
//   Which(condition, value, …)
//   Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual, And, Or, Not

#include <functional>
#include <set>

#include "formula/formula.hpp"

namespace relevance {

Formula make_number(double value);
Formula make_symbol(std::string name);
Formula make_function(std::string name, std::vector<Formula> arguments);

bool is_function(const Formula& formula, const std::string& name);
/// Equal as written, brackets aside.
bool same_form(const Formula& a, const Formula& b);
/// Whether it is a comparison, And, Or, Not, or True or False.
bool is_condition(const Formula& formula);

/// From the raw forms of MathJSON, whose Delimiter carries its signs in its name ("Delimiter(,)").
/// Raises `formula-unreadable` for what has no meaning here.
Formula to_forms(const Formula& raw);

/// Replaces names by those that are known: constants by numbers, x_1 by an entry of x, f(x) by a
/// symbol of that spelling, EulerGamma by gamma. Raises `formula-unreadable` for unknown ones.
Formula resolve_names(const Formula& formula, const std::set<std::string>& known);

}  // namespace relevance
