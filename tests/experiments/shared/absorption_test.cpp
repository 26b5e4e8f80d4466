#include "experiments/shared/absorption.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace relevance;

namespace {

/// The checks of a balance: "account", "conservation".
std::vector<Check> checks_of(const Balance& balance) {
  Checks checks;
  add_balance(balance, checks);
  return checks.list;
}

}  // namespace

TEST_CASE("balance: conservation holds where nothing is absorbed") {
  const auto checks = checks_of({.f = 2, .sum = 2, .absorbed = {0, 0, 0, 0}, .largest = 5});
  CHECK(checks[0].status == CheckStatus::holds);
  CHECK(checks[1].status == CheckStatus::holds);
}

TEST_CASE("balance: what biases keep is the reason why conservation is not claimed") {
  const auto checks = checks_of({.f = 2, .sum = 1.5, .absorbed = {0.5, 0, 0, 0}, .largest = 5});
  CHECK(checks[0].status == CheckStatus::holds);
  CHECK(checks[1].status == CheckStatus::not_claimed);
  CHECK(checks[1].reason.en.find("+0.5: biases") == 0);
}

TEST_CASE("balance: an account that does not close fails, and conservation is not claimed alone") {
  const auto checks = checks_of({.f = 2, .sum = 1, .absorbed = {0.5, 0, 0, 0}, .largest = 5});
  CHECK(checks[0].status == CheckStatus::fails);
}

TEST_CASE("balance: where biases dwarf the weights, rounding is the reason") {
  const auto checks = checks_of({.f = 16, .sum = 4096, .absorbed = {0, 0, 0, 0}, .largest = 1e20});
  for (const Check& check : checks) {
    CHECK(check.status == CheckStatus::not_claimed);
    CHECK(check.reason.en.find("1e+20") != std::string::npos);
    CHECK(check.reason.de.find("Rundung") != std::string::npos);
  }
}

TEST_CASE("balance: what overflows is not claimed, with its reason") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double sum : {infinity, -infinity, std::numeric_limits<double>::quiet_NaN()})
    for (const Check& check : checks_of({.f = 16, .sum = sum, .absorbed = {0}, .largest = 20})) {
      CHECK(check.status == CheckStatus::not_claimed);
      CHECK(check.reason.en.find("too large") != std::string::npos);
    }
}
