#include "experiments/shared/absorption.hpp"

#include <catch2/catch.hpp>

using namespace relevance;

TEST_CASE("absorption: names amounts and causes, the largest first, trifles not at all") {
  const Text reason = absorption_reason({0.25, 1e-9, -2, 0});
  CHECK(reason.en.find("−2: relevance reached") == 0);
  CHECK(reason.en.find("+0.25: biases") != std::string::npos);
  CHECK(reason.en.find("ε") == std::string::npos);
  CHECK(reason.de.find("+0,25") != std::string::npos);
}
