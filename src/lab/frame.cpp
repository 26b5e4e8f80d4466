#include "lab/frame.hpp"

#include <algorithm>
#include <cmath>

namespace relevance {

std::string to_string(CheckStatus status) {
  const char* names[] = {"holds", "fails", "not claimed"};
  return names[int(status)];
}

double Check::gap() const { return std::abs(left - right); }

Check make_check(std::string name, Text label, double left, double right, double tolerance,
                 Text reason_if_failing) {
  Check check{.name = std::move(name),
              .label = std::move(label),
              .left = left,
              .right = right,
              .tolerance = tolerance};
  const double scale = std::max({1.0, std::abs(left), std::abs(right)});
  if (!(check.gap() <= tolerance * scale)) {
    check.status = CheckStatus::fails;
    check.reason = std::move(reason_if_failing);
  }
  return check;
}

Frame kept(const Frame& frame) {
  Frame same;
  for (const View& view : frame.views) {
    View known;
    known.kind = view.kind, known.id = view.id, known.unchanged = true;
    known.title = view.title, known.caption = view.caption, known.sets = view.sets;
    known.group = view.group, known.scale_group = view.scale_group;
    same.views.push_back(std::move(known));
  }
  same.quantities = frame.quantities;
  same.checks = frame.checks;
  same.disabled = frame.disabled;
  same.problem = frame.problem;
  same.notices = frame.notices;
  same.step = frame.step;
  return same;
}

}  // namespace relevance
