#include "base/error.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <limits>
#include <sstream>

using namespace relevance;

TEST_CASE("error codes: the page knows the same table") {
  std::ifstream file(std::string(RELEVANCE_ROOT) + "/web/src/engine/error_codes.ts");
  std::stringstream text;
  text << file.rdbuf();
  std::vector<std::string> in_page;
  const std::string content = text.str();
  for (size_t at = content.find("  '"); at != std::string::npos; at = content.find("  '", at + 1))
    in_page.push_back(content.substr(at + 3, content.find('\'', at + 3) - at - 3));
  const std::vector<std::string> in_core(kErrorCodes.begin(), kErrorCodes.end());
  CHECK(in_page == in_core);
}

TEST_CASE("check_range: bounds belong to the range, NaN does not") {
  CHECK_NOTHROW(check_range("f", "x", 0, 0, 1));
  CHECK_NOTHROW(check_range("f", "x", 1, 0, 1));
  CHECK_THROWS_AS(check_range("f", "x", 1.5, 0, 1), Error);
  CHECK_THROWS_AS(check_range("f", "x", std::numeric_limits<double>::quiet_NaN(), 0, 1), Error);
}

TEST_CASE("check_name: suggests the nearest, lists all where none is near") {
  try {
    check_name("f", "rule", "epsilno", {"epsilon", "gamma"});
    FAIL("expected an error");
  } catch (const Error& error) {
    CHECK(error.params.at("nearest") == "epsilon");
    CHECK(error.message.find("did you mean") != std::string::npos);
  }
  try {
    check_name("f", "rule", "somethingelse", {"epsilon", "gamma"});
    FAIL("expected an error");
  } catch (const Error& error) {
    CHECK(error.params.at("nearest").empty());
    CHECK(error.message.find("epsilon, gamma") != std::string::npos);
  }
}

TEST_CASE("check_finite: names the element and the sample") {
  Matrix<double> x = Matrix<double>::Zero(3, 2);
  CHECK_NOTHROW(check_finite("f", "x", x));
  CHECK_NOTHROW(check_finite("f", "x", Matrix<double>(0, 0)));
  for (double bad :
       {std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::infinity()}) {
    x(2, 1) = bad;
    try {
      check_finite("f", "x", x);
      FAIL("expected an error");
    } catch (const Error& error) {
      CHECK(error.code == "not-finite");
      CHECK(error.params.at("row") == "2");
      CHECK(error.params.at("column") == "1");
    }
  }
}
