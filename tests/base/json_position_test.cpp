#include "base/json_position.hpp"

#include <catch2/catch.hpp>

using namespace relevance;

TEST_CASE("json position: finds values, stops at the last step that exists") {
  const std::string text = "{\"a\": [1, {\"b\\\"\": 2}],\n \"c\": \"x,}\",\n \"d\": 4}";
  CHECK(find_json_pointer(text, "/d").line == 3);
  CHECK(find_json_pointer(text, "/c").line == 2);
  CHECK(find_json_pointer(text, "/a/1").column == 11);
  CHECK(find_json_pointer(text, "/a/9").column == 7);
  CHECK(find_json_pointer(text, "").line == 1);
}

TEST_CASE("json position: the number that is too large") {
  CHECK(find_overflow("{\"a\": [1, {\"b\": -1e999}], \"c\": 1e999}") == "/a/1/b");
  CHECK(find_overflow("{\"a\": \"1e999\", \"b\": [1e308]}") == "");
}
