#include "experiments/dynamics/unit_names.hpp"

namespace relevance {

std::string below(Index unit) {
  static const char* const digits[] = {"₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈"};
  return digits[unit];
}

std::string above(Index t) {
  static const char* const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (char digit : std::to_string(t)) text += digits[digit - '0'];
  return text;
}

std::string unit_name(Index unit) { return "x" + below(unit); }

}  // namespace relevance
