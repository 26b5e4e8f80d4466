#include "experiments/dynamics/unit_names.hpp"

#include "base/text.hpp"

namespace relevance {

std::string above(Index t) {
  static const char* const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (char digit : std::to_string(t)) text += digits[digit - '0'];
  return text;
}

std::string unit_name(Index unit) { return "x" + lowered(unit + 1); }

}  // namespace relevance
