#include "nn/scores.hpp"

#include <algorithm>
#include <cmath>

namespace relevance {

template <class S>
Index winner(const Matrix<S>& scores, Index column) {
  Index best = 0;
  scores.col(column).maxCoeff(&best);
  return best;
}

template <class S>
double log_odds(const Matrix<S>& scores, Index k, Index column) {
  if (scores.rows() == 1) return INFINITY;
  double rival = -INFINITY, sum = 0;
  for (Index j = 0; j < scores.rows(); ++j)
    if (j != k) rival = std::max(rival, double(scores(j, column)));
  for (Index j = 0; j < scores.rows(); ++j)
    if (j != k) sum += std::exp(double(scores(j, column)) - rival);
  return double(scores(k, column)) - rival - std::log(sum);
}

namespace {

/// log(eᵃ + eᵇ), either of which may be −∞.
double log_sum(double a, double b) {
  const double high = std::max(a, b);
  return high == -INFINITY ? high : high + std::log1p(std::exp(std::min(a, b) - high));
}

}  // namespace

template <class S>
Vector<double> all_log_odds(const Matrix<S>& scores, Index column) {
  const Index n = scores.rows();
  Vector<double> before(n);  // log Σ over the classes before each
  double sum = -INFINITY;
  for (Index k = 0; k < n; ++k) {
    before[k] = sum;
    sum = log_sum(sum, double(scores(k, column)));
  }
  sum = -INFINITY;
  for (Index k = n - 1; k >= 0; --k) {
    const double own = double(scores(k, column)), others = log_sum(before[k], sum);
    sum = log_sum(sum, own);
    before[k] = own - others;
  }
  return before;
}

template Index winner(const Matrix<float>&, Index);
template Index winner(const Matrix<double>&, Index);
template double log_odds(const Matrix<float>&, Index, Index);
template double log_odds(const Matrix<double>&, Index, Index);
template Vector<double> all_log_odds(const Matrix<float>&, Index);
template Vector<double> all_log_odds(const Matrix<double>&, Index);

}  // namespace relevance
