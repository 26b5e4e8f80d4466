#pragma once
// Why a formula cannot be read or evaluated, in words a student understands.

#include "base/error.hpp"
#include "base/text.hpp"

namespace relevance {

/// Raises `formula-unreadable`. `reason` names one of the sentences of describe_unreadable,
/// the other params fill it: given, expected, nearest, context.
[[noreturn]] void fail_unreadable(const std::string& reason, ErrorParams params = {});

/// Raises `formula-shape`: `operation` does not fit n×m with k×l (k = 0: with that one alone).
[[noreturn]] void fail_formula_shape(const std::string& operation, Index rows, Index columns,
                                     Index other_rows = 0, Index other_columns = 0);

/// The sentence for a `formula-unreadable` or `formula-shape` with these params.
Text describe_unreadable(const ErrorParams& params);
Text describe_shape_error(const ErrorParams& params);

/// "a number", "a vector with 3 entries", "a row with 3 entries", "a 2×3 matrix".
Text describe_shape(Index rows, Index columns);

}  // namespace relevance
