#pragma once
// What a classifier's scores say: scores [classes × batch], logits.

#include "base/types.hpp"

namespace relevance {

/// The index of the largest entry of a column (the first on a tie).
template <class S>
Index winner(const Matrix<S>& scores, Index column);

/// log p/(1 − p) with p = softmax(scores)_k of a column: how sure the classifier is of class k, on
/// a scale that does not end where p is rounded to 1. ∞ where there is no other class.
template <class S>
double log_odds(const Matrix<S>& scores, Index k, Index column);

/// The same for every class of a column, [classes], in as many steps as there are classes.
template <class S>
Vector<double> all_log_odds(const Matrix<S>& scores, Index column);

}  // namespace relevance
