#pragma once
// What a formula may call: functions of values that are scalars (1×1), vectors or matrices.

#include <string>
#include <vector>

#include "base/types.hpp"

namespace relevance {

/// A function by the name MathJSON gives it.
struct FormulaFunction {
  const char* name;
  const char* sign;  ///< as it stands in messages: "+", "min"
  int fewest, most;  ///< numbers of arguments; most −1: any
  Eigen::MatrixXd (*apply)(const FormulaFunction& self, const std::vector<Eigen::MatrixXd>&);
};

/// nullptr if there is none of that name.
const FormulaFunction* find_formula_function(const std::string& name);
std::vector<std::string> formula_function_names();

/// Multiply-adds of applying it, at least; shapes that do not fit count as if they did.
double formula_work(const FormulaFunction& function, const std::vector<Eigen::MatrixXd>& arguments);

}  // namespace relevance
