#include "oneclass/roc.hpp"

#include <algorithm>
#include <numeric>

#include "base/error.hpp"

namespace relevance {

RocCurve roc_curve(const Vector<double>& scores, const std::vector<bool>& positive) {
  check_size("roc_curve", "the list of labels", Index(positive.size()), scores.size());
  check_finite("roc_curve", "scores", scores);
  const double positives = double(std::count(positive.begin(), positive.end(), true));
  const double negatives = double(positive.size()) - positives;
  if (positives == 0 || negatives == 0)
    throw Error("no-answer", "roc_curve: there are " + number_text(positives) + " positives and " +
                                 number_text(negatives) + " negatives, expected some of each");
  std::vector<Index> order(positive.size());
  std::iota(order.begin(), order.end(), Index(0));
  std::sort(order.begin(), order.end(), [&](Index a, Index b) { return scores[a] > scores[b]; });
  RocCurve curve{{0}, {0}, 0};
  double found = 0, alarms = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    (positive[size_t(order[i])] ? found : alarms) += 1;
    if (i + 1 < order.size() && scores[order[i + 1]] == scores[order[i]]) continue;
    const double x = alarms / negatives, y = found / positives;
    curve.area += (x - curve.false_positives.back()) * (y + curve.true_positives.back()) / 2;
    curve.false_positives.push_back(x);
    curve.true_positives.push_back(y);
  }
  return curve;
}

double true_positives_at(const RocCurve& curve, double false_positives) {
  const auto& x = curve.false_positives;
  const size_t above = size_t(std::upper_bound(x.begin(), x.end(), false_positives) - x.begin());
  if (above == x.size()) return 1;
  const double share = (false_positives - x[above - 1]) / (x[above] - x[above - 1]);
  const auto& y = curve.true_positives;
  return y[above - 1] + share * (y[above] - y[above - 1]);
}

}  // namespace relevance
