#include "formula/functions.hpp"

#include <cmath>
#include <limits>
#include <string_view>

#include "formula/algebra.hpp"

namespace relevance {
namespace {

using namespace formula;

template <double (*function)(double)>
Value elementwise(const F&, const Arguments& args) {
  return args[0].unaryExpr([](double x) { return function(x); });
}
double sign_of(double x) { return double((x > 0) - (x < 0)); }
double rectified(double x) { return x > 0 ? x : 0 * x; }  // NaN stays NaN
double exp_of(double x) { return std::exp(x); }
double lb_of(double x) { return std::log2(x); }
double sqrt_of(double x) { return std::sqrt(x); }
double sin_of(double x) { return std::sin(x); }
double cos_of(double x) { return std::cos(x); }
double tan_of(double x) { return std::tan(x); }
double tanh_of(double x) { return std::tanh(x); }
double sinh_of(double x) { return std::sinh(x); }
double cosh_of(double x) { return std::cosh(x); }

/// The course's log is natural; a second argument is the base.
Value log_of(const F& f, const Arguments& args) {
  if (args.size() == 1) return args[0].array().log();
  need_scalar(f, args[1]);
  return args[0].array().log() / std::log(args[1](0));
}
Value absolute(const F& f, const Arguments& args) {
  need_scalar(f, args[0]);
  return scalar(std::abs(args[0](0)));
}
Value norm(const F& f, const Arguments& args) {
  double order = 2;
  if (args.size() == 2) {
    need_scalar(f, args[1]);
    order = args[1](0);
  }
  const auto entries = args[0].cwiseAbs().array();
  if (order == 2) return scalar(args[0].norm());
  if (order == 1) return scalar(entries.sum());
  if (std::isinf(order)) return scalar(entries.maxCoeff());
  return scalar(std::pow(entries.pow(order).sum(), 1 / order));
}

/// Of one vector its extreme entry; of several values, entry by entry (scalars stretch).
template <bool largest>
Value extreme(const F& f, const Arguments& args) {
  if (args.size() == 1) return scalar(largest ? args[0].maxCoeff() : args[0].minCoeff());
  Value result = args[0];
  for (size_t i = 1; i < args.size(); ++i) {
    Value other = args[i];
    if (is_scalar(result)) result = Value::Constant(other.rows(), other.cols(), result(0));
    if (is_scalar(other)) other = Value::Constant(result.rows(), result.cols(), other(0));
    if (!same_shape(result, other)) mismatch(f, result, other);
    const bool nan = result.hasNaN() || other.hasNaN();
    result = largest ? result.cwiseMax(other).eval() : result.cwiseMin(other).eval();
    if (nan) result.setConstant(std::numeric_limits<double>::quiet_NaN());
  }
  return result;
}

constexpr FormulaFunction kFunctions[] = {
    {"Add", "+", 1, -1, add},
    {"Subtract", "−", 1, -1, subtract},
    {"Negate", "−", 1, 1, negate},
    {"InvisibleOperator", "·", 1, -1, juxtapose},
    {"MatrixMultiply", "·", 1, -1, juxtapose},
    {"Multiply", "·", 1, -1, multiply},
    {"Dot", "·", 2, 2, multiply},
    {"HadamardProduct", "⊙", 2, 2, hadamard},
    {"Divide", "/", 2, 2, divide},
    {"Rational", "/", 2, 2, divide},
    {"Power", "^", 2, 2, power},
    {"Square", "^", 1, 1, square},
    {"Sqrt", "√", 1, 1, elementwise<sqrt_of>},
    {"Root", "√", 2, 2, root},
    {"Exp", "exp", 1, 1, elementwise<exp_of>},
    {"Ln", "ln", 1, 2, log_of},
    {"Log", "log", 1, 2, log_of},
    {"Lb", "log", 1, 1, elementwise<lb_of>},
    {"Abs", "|…|", 1, 1, absolute},
    {"Norm", "‖…‖", 1, 2, norm},
    {"Min", "min", 1, -1, extreme<false>},
    {"Max", "max", 1, -1, extreme<true>},
    {"Sin", "sin", 1, 1, elementwise<sin_of>},
    {"Cos", "cos", 1, 1, elementwise<cos_of>},
    {"Tan", "tan", 1, 1, elementwise<tan_of>},
    {"Tanh", "tanh", 1, 1, elementwise<tanh_of>},
    {"Sinh", "sinh", 1, 1, elementwise<sinh_of>},
    {"Cosh", "cosh", 1, 1, elementwise<cosh_of>},
    {"Sign", "sign", 1, 1, elementwise<sign_of>},
    {"ReLU", "ReLU", 1, 1, elementwise<rectified>},
    {"Transpose", "⊤", 1, 1, transpose},
    {"Inverse", "⁻¹", 1, 1, inverse},
    {"Diagonal", "diag", 1, 1, diagonal},
    {"Trace", "tr", 1, 1, trace},
    {"Determinant", "det", 1, 1, determinant},
    {"KroneckerDelta", "δ", 2, 2, kronecker},
};

}  // namespace

const FormulaFunction* find_formula_function(const std::string& name) {
  for (const auto& function : kFunctions)
    if (name == function.name) return &function;
  return nullptr;
}

double formula_work(const FormulaFunction& function, const std::vector<Value>& arguments) {
  const std::string_view name = function.name;
  const auto cubed = [](const Value& a) { return std::pow(double(a.rows()), 3); };
  double work = 0;
  for (const Value& argument : arguments) work += double(argument.size());
  const Value& first = arguments.front();
  if (first.size() == 1 && arguments.size() == 1) return work;
  if (name == "Inverse" || name == "Determinant" || name == "Square")
    return work + 2 * cubed(first);
  if (name == "Power" && first.size() > 1)
    return work + cubed(first) * std::min(66.0, 2 + std::abs(arguments[1].sum()));
  if (name == "Diagonal" && first.cols() == 1)
    return work + double(first.rows()) * double(first.rows());
  if (name != "InvisibleOperator" && name != "MatrixMultiply" && name != "Multiply" &&
      name != "Dot")
    return work;
  double rows = double(first.rows()), columns = double(first.cols());
  for (size_t i = 1; i < arguments.size(); ++i) {  // [rows × columns] by the next
    const Value& next = arguments[i];
    if (next.size() == 1 || rows * columns == 1) {
      work += std::max(rows * columns, double(next.size()));
      if (next.size() > 1) rows = double(next.rows()), columns = double(next.cols());
      continue;
    }
    work += rows * columns * double(next.cols());
    columns = double(next.cols());
  }
  return work;
}

std::vector<std::string> formula_function_names() {
  std::vector<std::string> names;
  for (const auto& function : kFunctions) names.emplace_back(function.name);
  return names;
}

}  // namespace relevance
