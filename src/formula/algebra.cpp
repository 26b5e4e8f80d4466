#include "formula/algebra.hpp"

#include <cmath>
#include <limits>

#include "formula/formula_error.hpp"

namespace relevance::formula {

bool is_scalar(const Value& value) { return value.size() == 1; }
bool same_shape(const Value& a, const Value& b) {
  return a.rows() == b.rows() && a.cols() == b.cols();
}
Value scalar(double value) { return Value::Constant(1, 1, value); }

[[noreturn]] void mismatch(const F& f, const Value& a, const Value& b) {
  fail_formula_shape(f.sign, a.rows(), a.cols(), b.rows(), b.cols());
}
void need_scalar(const F& f, const Value& a) {
  if (!is_scalar(a)) fail_formula_shape(f.sign, a.rows(), a.cols());
}

namespace {

bool is_vector(const Value& value) { return value.rows() == 1 || value.cols() == 1; }
void need_square(const F& f, const Value& a) {
  if (a.rows() != a.cols()) fail_formula_shape(f.sign, a.rows(), a.cols());
}

Value product(const F& f, const Value& a, const Value& b, bool dot) {
  if (is_scalar(a)) return a(0) * b;
  if (is_scalar(b)) return a * b(0);
  if (a.cols() == b.rows()) return a * b;
  if (dot && is_vector(a) && same_shape(a, b)) return scalar(a.cwiseProduct(b).sum());
  mismatch(f, a, b);
}

/// Gauss–Jordan with row pivoting: the inverse of a square matrix and its determinant. Eigen's
/// blocked LU would be twenty times the code for matrices of a handful of rows.
Value invert(Value a, double& determinant) {
  const Index n = a.rows();
  Value result = Value::Identity(n, n);
  determinant = 1;
  for (Index k = 0; k < n; ++k) {
    Index pivot = k;
    for (Index i = k; i < n; ++i)
      if (std::abs(a(i, k)) > std::abs(a(pivot, k))) pivot = i;
    const double divisor = a(pivot, k);
    determinant *= pivot == k ? divisor : -divisor;
    if (divisor == 0) return Value::Constant(n, n, std::numeric_limits<double>::quiet_NaN());
    for (Index j = 0; j < n; ++j) {
      std::swap(a(k, j), a(pivot, j));
      std::swap(result(k, j), result(pivot, j));
      a(k, j) /= divisor;
      result(k, j) /= divisor;
    }
    for (Index i = 0; i < n; ++i) {
      const double factor = a(i, k);
      for (Index j = 0; i != k && j < n; ++j) {
        a(i, j) -= factor * a(k, j);
        result(i, j) -= factor * result(k, j);
      }
    }
  }
  return result;
}
Value invert(const Value& a) {
  double determinant = 0;
  return invert(a, determinant);
}

}  // namespace

Value add(const F& f, const Arguments& args) {
  Value sum = args[0];
  for (size_t i = 1; i < args.size(); ++i) {
    if (!same_shape(sum, args[i])) mismatch(f, sum, args[i]);
    sum += args[i];
  }
  return sum;
}
Value subtract(const F& f, const Arguments& args) {
  Value difference = args[0];
  for (size_t i = 1; i < args.size(); ++i) {
    if (!same_shape(difference, args[i])) mismatch(f, difference, args[i]);
    difference -= args[i];
  }
  return difference;
}
Value negate(const F&, const Arguments& args) { return -args[0]; }

Value juxtapose(const F& f, const Arguments& args) {
  Value result = args[0];
  for (size_t i = 1; i < args.size(); ++i) result = product(f, result, args[i], false);
  return result;
}
Value multiply(const F& f, const Arguments& args) {
  Value result = args[0];
  for (size_t i = 1; i < args.size(); ++i) result = product(f, result, args[i], true);
  return result;
}
Value hadamard(const F& f, const Arguments& args) {
  if (!same_shape(args[0], args[1])) mismatch(f, args[0], args[1]);
  return args[0].cwiseProduct(args[1]);
}

Value divide(const F& f, const Arguments& args) {
  if (!is_scalar(args[1])) mismatch(f, args[0], args[1]);
  return args[0] / args[1](0);
}
Value inverse(const F& f, const Arguments& args) {
  if (is_scalar(args[0])) return scalar(1 / args[0](0));
  need_square(f, args[0]);
  return invert(args[0]);
}
Value transpose(const F&, const Arguments& args) { return args[0].transpose(); }

Value power(const F& f, const Arguments& args) {
  const Value& base = args[0];
  need_scalar(f, args[1]);
  const double exponent = args[1](0);
  if (is_scalar(base)) return scalar(std::pow(base(0), exponent));
  need_square(f, base);
  if (exponent != std::floor(exponent) || std::abs(exponent) > 64) need_scalar(f, base);
  const Value factor = exponent < 0 ? invert(base) : base;
  Value result = Value::Identity(base.rows(), base.cols());
  for (int i = 0; i < int(std::abs(exponent)); ++i) result = result * factor;
  return result;
}
Value square(const F& f, const Arguments& args) { return power(f, {args[0], scalar(2)}); }
Value root(const F& f, const Arguments& args) {
  need_scalar(f, args[0]);
  need_scalar(f, args[1]);
  const double degree = args[1](0), x = args[0](0);
  const bool odd = degree == std::floor(degree) && std::fmod(std::abs(degree), 2) == 1;
  return scalar(x < 0 && odd ? -std::pow(-x, 1 / degree) : std::pow(x, 1 / degree));
}

Value diagonal(const F& f, const Arguments& args) {
  if (args[0].cols() == 1) return args[0].col(0).asDiagonal();
  need_square(f, args[0]);
  return args[0].diagonal();
}
Value trace(const F& f, const Arguments& args) {
  need_square(f, args[0]);
  return scalar(args[0].trace());
}
Value determinant(const F& f, const Arguments& args) {
  need_square(f, args[0]);
  double value = 0;
  invert(args[0], value);
  return scalar(value);
}
Value kronecker(const F& f, const Arguments& args) {
  for (const auto& arg : args) need_scalar(f, arg);
  return scalar(args[0](0) == args[1](0) ? 1 : 0);
}

}  // namespace relevance::formula
