#pragma once
// What a student reads after an answer, in both languages. Markdown with LaTeX.

#include "base/error.hpp"
#include "grade/grade.hpp"

namespace relevance {

/// The name of a symbol as mathematics.
std::string shown_symbol(const std::vector<Symbol>& symbols, const std::string& name);
/// Several of them, with commas.
std::string shown_symbols(const std::vector<Symbol>& symbols,
                          const std::vector<std::string>& names);

/// For a `formula-unreadable` or `formula-shape`; names of symbols become mathematics.
Text error_feedback(const Error& error, const std::vector<Symbol>& symbols);

Text right_feedback(size_t samples);
/// Agrees at `agreeing` of `samples`; `factor` is what the answer is of the truth, 0 where that
/// varies.
Text wrong_feedback(size_t agreeing, size_t samples, double factor);
Text undefined_feedback();
Text shape_feedback(const Eigen::MatrixXd& given, const Eigen::MatrixXd& expected);
/// There is no picture, say.
Text nothing_to_check_feedback();
Text construct_feedback(double miss, double tolerance);
Text choice_feedback(bool right);

}  // namespace relevance
