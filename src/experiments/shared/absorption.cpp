#include "experiments/shared/absorption.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "explain/propagate.hpp"

namespace relevance {
namespace {

Text cause_words(Cause cause) {
  switch (cause) {
    case Cause::bias:
      return {"biases took part in the outputs and keep their share",
              "Biases haben zu den Ausgaben beigetragen und behalten ihren Anteil"};
    case Cause::epsilon:
      return {"ε keeps a share of weak evidence", "ε behält einen Anteil schwacher Belege"};
    case Cause::zero_denominator:
      return {"relevance reached neurons that nothing contributes to (0/0)",
              "Relevanz erreichte Neuronen, zu denen nichts beiträgt (0/0)"};
    case Cause::rule:
      return {"the rule does not promise conservation where one side is empty",
              "die Regel verspricht keine Erhaltung, wo eine Seite leer ist"};
  }
  return {};
}

/// "+0.25", with a real minus sign and the language's decimal mark.
std::string signed_number(double value, char decimal) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3g", std::abs(value));
  std::string text = buffer;
  std::replace(text.begin(), text.end(), '.', decimal);
  return (value < 0 ? "−" : "+") + text;
}

}  // namespace

Text absorption_reason(const std::vector<double>& by_cause) {
  std::vector<size_t> order(by_cause.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return std::abs(by_cause[a]) > std::abs(by_cause[b]);
  });
  Text reason;
  for (size_t cause : order) {
    // what would not change the digits shown is not worth a clause
    if (std::abs(by_cause[cause]) <= 1e-3 * std::abs(by_cause[order[0]])) break;
    const Text words = cause_words(Cause(cause));
    const std::string comma = reason.en.empty() ? "" : "; ";
    reason.en += comma + signed_number(by_cause[cause], '.') + ": " + words.en;
    reason.de += comma + signed_number(by_cause[cause], ',') + ": " + words.de;
  }
  reason.en += ".";
  reason.de += ".";
  return reason;
}

Text rounding_reason(double largest) {
  const auto most = [&](char decimal) {
    return signed_number(largest, decimal).substr(1);  // without its plus
  };
  return {"On the way, relevances of " + most('.') +
              " in all cancel: what rounding leaves of them is as large as the gap.",
          "Unterwegs heben sich Relevanzen von insgesamt " + most(',') +
              " auf: was die Rundung davon übrig lässt, ist so groß wie die Lücke."};
}

void add_balance(const Balance& balance, Checks& out) {
  const double absorbed =
      std::accumulate(balance.absorbed.begin(), balance.absorbed.end(), double{0});
  const double gap = std::abs(balance.sum + absorbed - balance.f);
  const bool overflows = !std::isfinite(gap) || !std::isfinite(balance.largest);
  const bool drowns = gap <= balance.tolerance * balance.largest;
  const Text too_large{"The numbers are too large for a computer's.",
                       "Die Zahlen sind zu groß für die des Rechners."};
  const Text rounding = rounding_reason(balance.largest);
  out.equal("account", {"ΣR + absorbed = f", "ΣR + Absorbiertes = f"}, balance.sum + absorbed,
            balance.f, balance.tolerance)
      .unclaimed_if(overflows, too_large)
      .unclaimed_if(drowns, rounding);
  out.equal("conservation", "ΣR = f", balance.sum, balance.f, balance.tolerance)
      .unclaimed_if(overflows, too_large)
      .unclaimed_if(out.list[out.list.size() - 2].status == CheckStatus::not_claimed, rounding)
      .unclaimed_if(true, absorption_reason(balance.absorbed));
}

}  // namespace relevance
