#include "base/about.hpp"

#include <catch2/catch.hpp>

using namespace relevance;

TEST_CASE("about: a value comes back, an error says which control it is about") {
  CHECK(about("x", [] { return 3; }) == 3);
  try {
    about("x", [] { check_size("test", "its size", 2, 3); });
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.code == "shape-mismatch");
    CHECK(error.params.at("control") == "x");
  }
}
