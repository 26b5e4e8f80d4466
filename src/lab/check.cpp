#include "lab/check.hpp"

#include <algorithm>
#include <cmath>

namespace relevance {

std::string to_string(CheckStatus status) {
  const char* names[] = {"holds", "fails", "not claimed"};
  return names[int(status)];
}

double Check::gap() const { return std::abs(left - right); }

Check& Check::unclaimed_if(bool condition, Text why) {
  if (status != CheckStatus::fails || !condition) return *this;
  status = CheckStatus::not_claimed;
  reason = std::move(why);
  return *this;
}

Check& Check::because(Text why) {
  if (status == CheckStatus::fails) reason = std::move(why);
  return *this;
}

Check& Checks::equal(const char* name, Text label, double left, double right, double tolerance) {
  Check& check = list.emplace_back();
  check.name = name;
  check.label = std::move(label);
  check.left = left;
  check.right = right;
  check.tolerance = tolerance;
  const double scale = std::max({1.0, std::abs(left), std::abs(right)});
  const bool agree = std::isfinite(scale) && check.gap() <= tolerance * scale;
  if (!agree) check.status = CheckStatus::fails;
  return check;
}

Check& Checks::vanishes(const char* name, Text label, double value, double tolerance) {
  Check& check = equal(name, std::move(label), value, 0, tolerance);
  check.alone = true;
  return check;
}

Check& Checks::not_negative(const char* name, Text label, double value, double tolerance) {
  Check& check = equal(name, std::move(label), value, std::max(value, 0.0), tolerance);
  check.alone = true;
  return check;
}

}  // namespace relevance
