#pragma once
// Invariants with both sides, as an experiment states them.
//
//   checks.equal("conservation", "ΣR = f", sum, f).unclaimed_if(rest != 0, kWhyNot);

#include <string>
#include <vector>

#include "base/text.hpp"

namespace relevance {

enum class CheckStatus { holds, fails, not_claimed };
std::string to_string(CheckStatus status);

/// A named invariant: two sides that agree, or one value that vanishes or is not negative.
struct Check {
  std::string name;
  Text label;
  double left = 0, right = 0;
  bool alone = false;       ///< `left` is the value itself, and is shown without another side
  double tolerance = 1e-9;  ///< relative to max(1, |left|, |right|)
  CheckStatus status = CheckStatus::holds;
  Text reason = {};  ///< why it is not claimed, or fails
  double gap() const;

  /// Where it fails although `condition`, it was not promised, and the first `why` is the reason.
  Check& unclaimed_if(bool condition, Text why);
  /// Why it fails, if it does.
  Check& because(Text why);
};

class Checks {
 public:
  /// Holds within the tolerance, else fails (so do NaN and infinity).
  Check& equal(const char* name, Text label, double left, double right, double tolerance = 1e-9);
  /// The value is 0 within the tolerance.
  Check& vanishes(const char* name, Text label, double value, double tolerance = 1e-9);
  /// The value is not below 0, but for the tolerance.
  Check& not_negative(const char* name, Text label, double value, double tolerance = 1e-9);
  std::vector<Check> list;
};

}  // namespace relevance
