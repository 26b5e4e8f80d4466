#pragma once
// What an explanation must add up to, and words for relevance that was kept back.

#include <vector>

#include "base/text.hpp"
#include "lab/check.hpp"

namespace relevance {

/// Says how much was absorbed and why, largest cause first; `by_cause` in the order of Cause,
/// in units of the explained output.
Text absorption_reason(const std::vector<double>& by_cause);

/// Why a sum of relevances that are `largest` in all on the way need not close.
Text rounding_reason(double largest);

struct Balance {
  double f = 0, sum = 0;         ///< what is explained, and ΣR at the input
  std::vector<double> absorbed;  ///< by cause
  double largest = 0;            ///< of Σ|R| at any layer on the way, and of |absorbed|
  double tolerance = 1e-9;       ///< relative
};

/// Checks "account", ΣR + absorbed = f, and "conservation", ΣR = f where nothing was absorbed.
/// Neither is claimed where so much cancels on the way that rounding is all there is to see, as
/// with biases that dwarf the weights, nor where numbers overflow.
void add_balance(const Balance& balance, Checks& out);

}  // namespace relevance
