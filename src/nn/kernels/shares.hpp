#pragma once
// The element loops of relevance propagation: what an output's relevance is divided by, and what
// becomes of the parts.

#include "base/types.hpp"

namespace relevance {

/// Which outputs hand relevance on: all, or those with z above or below zero.
enum class SignOfZ { any, positive, negative };

/// How outputs divide their relevance: c · R / stab(D + b), where stab moves a number away from
/// zero by ε and 0 counts as positive. `outputs` of them, in as many runs of equal length as there
/// are biases; all pointers but those of `added` and `counted` hold `outputs` elements.
template <class S>
struct Division {
  SignOfZ where = SignOfZ::any;
  S coefficient = 1, epsilon = 0;
  Index outputs = 0;
  const Vector<S>& added;    ///< b, to be added to D
  const Vector<S>& counted;  ///< what D holds of the bias then
  const S *z, *out;          ///< z and R
  const S* sum;              ///< D, or
  const S* constant;         ///< what is to be added to it, if not null
};

/// What was kept back.
struct Kept {
  bool zeros = false;      ///< a denominator was 0 where relevance arrived
  double biases = 0;       ///< Σ share · counted
  double stabilisers = 0;  ///< Σ share · (±ε)
};

/// share; 0 where nothing flows. Free of branches.
template <class S>
Kept divide(const Division<S>& division, S* share);

/// Whether relevance arrives where z < 0; `z` holds a column for each of `out`, or one for all.
template <class S>
bool any_below_zero(const Matrix<S>& z, const Matrix<S>& out);
/// Σ of what arrives where z = 0, both [n].
template <class S>
double sum_where_zero(Index n, const S* z, const S* out);

/// Whether no entry is below zero (NaN counts as below).
template <class S>
bool all_non_negative(const Matrix<S>& a);
/// Whether low <= a <= high everywhere (NaN does not).
template <class S>
bool all_within(const Matrix<S>& a, S low, S high);
/// a⁺ and a⁻, sized here.
template <class S>
void positive_part(const Matrix<S>& a, Matrix<S>& part);
template <class S>
void negative_part(const Matrix<S>& a, Matrix<S>& part);

/// target = x, sized here.
template <class S>
void copy_into(const Matrix<S>& x, Matrix<S>& target);
/// target += x, element by element.
template <class S>
void add_into(const Matrix<S>& x, Matrix<S>& target);
/// target = c · factors · x, or that added to it; all [n]. Without factors they count as 1;
/// x may be the target.
template <class S>
void add_products(Index n, S c, const S* factors, const S* x, bool add, S* target);

}  // namespace relevance
