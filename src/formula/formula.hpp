#pragma once
// Formulas as MathJSON, evaluated over scalars, vectors and matrices.
//
//   Formula f = read_formula(R"(["Divide", "w", ["Multiply", 2, "lambda"]])");
//   Eigen::MatrixXd x = evaluate(f, {{"w", w}, {"lambda", l}});

#include <map>
#include <string>
#include <vector>

#include "base/types.hpp"

namespace relevance {

/// A node of a formula: a number, a symbol, or a function of others.
struct Formula {
  enum class Kind { number, symbol, function };
  Kind kind = Kind::number;
  double number = 0;
  std::string name = {};  ///< of a symbol or function
  std::vector<Formula> arguments = {};
};

/// What symbols stand for: scalars are 1×1, vectors n×1.
using Symbols = std::map<std::string, Eigen::MatrixXd>;

/// Reads MathJSON (as the page's reader writes it, or hand-written).
/// Raises `formula-unreadable` naming what could not be read.
Formula read_formula(const std::string& mathjson);

/// Names of the free symbols (bound indices of sums are not free).
std::vector<std::string> free_symbols(const Formula& formula);

/// The value, n×m. Raises `formula-unreadable` for unknown functions or symbols (suggesting the
/// nearest) and wrong numbers of arguments, `formula-shape` where shapes do not fit,
/// `too-much-work` before it would exceed kMaxFormulaWork.
/// The result may hold NaN or infinity at singular points.
Eigen::MatrixXd evaluate(const Formula& formula, const Symbols& symbols);

/// A condition such as ["GreaterEqual", "a_1", "a_2"] or ["And", …].
bool holds(const Formula& condition, const Symbols& symbols);

}  // namespace relevance
