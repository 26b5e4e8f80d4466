#include "grade/statement.hpp"

#include <algorithm>

#include "formula/forms.hpp"
#include "formula/formula_error.hpp"
#include "grade/check_sides.hpp"

namespace relevance {
namespace {

using Eigen::MatrixXd;

void spread_zero(MatrixXd& a, const MatrixXd& b) {
  if (a.size() == 1 && a(0) == 0 && b.size() > 1) a = MatrixXd::Zero(b.rows(), b.cols());
}

/// By how much the sides of an equation differ at most, relative to them.
double difference(MatrixXd a, MatrixXd b) {
  spread_zero(a, b);
  spread_zero(b, a);
  if (!same_shape(a, b)) fail_formula_shape("=", a.rows(), a.cols(), b.rows(), b.cols());
  const double scale = std::max({1.0, a.cwiseAbs().maxCoeff(), b.cwiseAbs().maxCoeff()});
  return largest_gap(a, b) / scale;
}

}  // namespace

bool is_true(const Formula& statement, const Symbols& symbols, double tolerance) {
  if (!is_function(statement, "Equal")) return holds(statement, symbols);
  for (size_t i = 1; i < statement.arguments.size(); ++i) {
    const double gap = difference(evaluate(statement.arguments[i - 1], symbols),
                                  evaluate(statement.arguments[i], symbols));
    if (!(gap <= tolerance)) return false;
  }
  return true;
}

}  // namespace relevance
