#pragma once
// Sums, products, powers and what matrices have beside them: entries of the table in
// formula/functions.cpp. All raise `formula-shape` where operands do not fit.

#include "formula/functions.hpp"

namespace relevance::formula {

using Value = Eigen::MatrixXd;
using Arguments = std::vector<Value>;
using F = FormulaFunction;

bool is_scalar(const Value& value);
bool same_shape(const Value& a, const Value& b);
Value scalar(double value);
[[noreturn]] void mismatch(const F& f, const Value& a, const Value& b);
void need_scalar(const F& f, const Value& a);

Value add(const F& f, const Arguments& args);
Value subtract(const F& f, const Arguments& args);
Value negate(const F& f, const Arguments& args);
/// Scalars and matrices side by side, in order. 1×1 counts as a scalar.
Value juxtapose(const F& f, const Arguments& args);
/// The same with a dot: between two vectors, their scalar product.
Value multiply(const F& f, const Arguments& args);
Value hadamard(const F& f, const Arguments& args);
Value divide(const F& f, const Arguments& args);
Value inverse(const F& f, const Arguments& args);
Value transpose(const F& f, const Arguments& args);
/// Of a number, or a whole power of a square matrix.
Value power(const F& f, const Arguments& args);
Value square(const F& f, const Arguments& args);
Value root(const F& f, const Arguments& args);
Value diagonal(const F& f, const Arguments& args);
Value trace(const F& f, const Arguments& args);
Value determinant(const F& f, const Arguments& args);
Value kronecker(const F& f, const Arguments& args);

}  // namespace relevance::formula
