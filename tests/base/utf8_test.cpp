#include "base/utf8.hpp"

#include <catch2/catch.hpp>

using namespace relevance;

TEST_CASE("utf8: the forms of RFC 3629 and no others") {
  for (const char* good : {"", "a", "ä", "€", "\xf0\x9f\x98\x80", "\xed\x9f\xbf"})
    CHECK(is_utf8(good));
  for (const char* bad : {"\x80", "\xc3", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80",
                          "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "a\xff"})
    CHECK_FALSE(is_utf8(bad));
}

TEST_CASE("as_utf8: what is UTF-8 stays, else no byte above 127 does") {
  CHECK(as_utf8("für 3 €") == "für 3 €");
  CHECK(as_utf8("f\xfcr 3 \x80") == "f?r 3 ?");
}

TEST_CASE("printable: one line without control characters, cut") {
  CHECK(printable("für 3 €\nand more", 100) == "für 3 € and more");
  CHECK(printable("\x1b[31mred\x7f", 100) == "\\x1b[31mred\\x7f");
  CHECK(printable("\xff\xc2\x9b", 100) == "\\xff\\xc2\\x9b");
  CHECK(printable(std::string(100, 'a'), 10) == std::string(10, 'a') + "…");
  CHECK(printable("aä", 2) == "a…");
}
