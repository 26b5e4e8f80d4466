#pragma once
// The element loops of relevance propagation: what an output's relevance is divided by, and what
// becomes of the parts.

#include "base/types.hpp"

namespace relevance {

/// Which outputs hand relevance on: all, or those with z above or below zero.
enum class SignOfZ { any, positive, negative };

/// How a run of outputs with one bias divides its relevance: c · R / stab(D + b), where stab moves
/// a number away from zero by ε and 0 counts as positive.
template <class S>
struct Division {
  SignOfZ where = SignOfZ::any;
  S coefficient = 1, bias = 0, epsilon = 0;
  bool summed = true;  ///< whether the sums of Kept are asked for
};

/// What a run of outputs kept back.
struct Kept {
  bool zeros = false;      ///< a denominator was 0 where relevance arrived
  double shares = 0;       ///< Σ share
  double stabilisers = 0;  ///< Σ share · (±ε)
};

/// share [n] from z, D and R, all [n]; 0 where nothing flows. Free of branches.
template <class S>
Kept divide_run(const Division<S>& division, Index n, const S* z, const S* sum, const S* out,
                S* share);

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

/// target += x, target *= x, target *= c, element by element.
template <class S>
void add_into(const Matrix<S>& x, Matrix<S>& target);
template <class S>
void multiply_into(const Matrix<S>& x, Matrix<S>& target);
template <class S>
void scale_into(S factor, Matrix<S>& target);
/// target −= bias, one entry for each of `bias.size()` runs of rows.
template <class S>
void subtract_bias(const Vector<S>& bias, Matrix<S>& target);

}  // namespace relevance
