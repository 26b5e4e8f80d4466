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

template Index winner(const Matrix<float>&, Index);
template Index winner(const Matrix<double>&, Index);
template double log_odds(const Matrix<float>&, Index, Index);
template double log_odds(const Matrix<double>&, Index, Index);

}  // namespace relevance
