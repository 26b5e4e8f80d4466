#pragma once
// How names may be written: styles, constants, calls.

#include <set>

#include "formula/formula.hpp"

namespace relevance {

/// A name as it may stand in the table: \gamma is read as EulerGamma, \mathbf{x} as x_bold.
std::vector<std::string> spellings(const std::string& name);

/// The number that a name stands for where the table has none of it; nullptr if it is no constant.
const double* constant(const std::string& name);

/// The name that was probably meant, "" if none is near.
std::string meant(const std::string& given, const std::set<std::string>& known);

/// A name as it is, f(x) and f(tx) as they may stand in the table; "" for what is more than names.
std::string spelled(const Formula& formula);

/// A name as it is set: x_star → x^{*}, mu_1 → \\mu_{1}, f(x); "" where it is a word.
std::string latex_of_name(const std::string& name);

}  // namespace relevance
