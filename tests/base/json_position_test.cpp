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

TEST_CASE("json position: columns count characters, bytes of a string its escapes") {
  const std::string text = "{\"ä\": [\"ü\\\\b\\u00e9\\ud83d\\ude00c\", 1]}";
  CHECK(find_json_pointer(text, "/ä").column == 7);
  const auto column = [&](size_t byte) { return find_in_json_string(text, "/ä/0", byte).column; };
  CHECK(column(0) == 9);    // ü, two bytes
  CHECK(column(2) == 10);   // the backslash
  CHECK(column(3) == 12);   // b
  CHECK(column(4) == 13);   // é, two bytes
  CHECK(column(6) == 19);   // a pair, four bytes
  CHECK(column(10) == 31);  // c
  CHECK(column(99) == 32);  // its end
  CHECK(find_in_json_string(text, "/ä/1", 5).column == 35);
}

TEST_CASE("json position: the number that is too large") {
  CHECK(find_overflow("{\"a\": [1, {\"b\": -1e999}], \"c\": 1e999}") == "/a/1/b");
  CHECK(find_overflow("{\"a\": \"1e999\", \"b\": [1e308]}") == "");
}
