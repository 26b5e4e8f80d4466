#pragma once
// A text in the page's two languages.
//
//   Text title{"Weights", "Gewichte"};  Text label = "y";   // equal in both

#include <string>

namespace relevance {

/// Made of literals at hundreds of places: its members are compiled once, not into each of them.
struct Text {
  Text();
  Text(const char* english, const char* german);
  Text(std::string english, std::string german);
  Text(const char* both);
  Text(const std::string& both);
  Text(const Text&);
  Text(Text&&) noexcept;
  Text& operator=(const Text&);
  Text& operator=(Text&&) noexcept;
  ~Text();
  bool operator==(const Text&) const = default;

  std::string en;
  std::string de;
};

/// A whole number ≥ 0 as it stands below a name: "₁₂".
std::string lowered(long long number);

}  // namespace relevance
