#include "io/csv.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/code_of.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

CsvTable read(const std::string& text) {
  return read_csv(ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

}  // namespace

TEST_CASE("csv: with and without names, any of three separators, any end of line") {
  const CsvTable named = read("\"sepal width\",length\r\n3.5, 1.4\r\n\r\n-2e1,+.5");
  CHECK(named.columns == std::vector<std::string>{"sepal width", "length"});
  CHECK(named.values.rows() == 2);
  CHECK(named.values(0, 0) == 3.5);
  CHECK(named.values(1, 0) == -20);
  CHECK(named.values(1, 1) == 0.5);
  CHECK(read("1;2;3\n4;5;6\n").values(1, 2) == 6);
  CHECK(read("1\t2\n").values(0, 1) == 2);
  CHECK(read("7").values(0, 0) == 7);
  CHECK(read("1,2").columns.empty());
}

TEST_CASE("csv: says which line does not fit") {
  for (const char* text : {"a,b\n1,2\n3\n", "1,2\n3,x\n", "1,2\n3,nan\n", "1,2\n3,\n", "1,2\n3,inf",
                           "", "a,b\n", "1,2x\n", "gr\xf6\xdf\n1\n"})
    CHECK(code_of([&] { read(text); }) == "bad-data");
  try {
    read("a,b\n1,2\n\n3,x\n");
  } catch (const Error& error) {
    CHECK(error.params.at("line") == "4");
    CHECK(error.params.at("given") == "\"x\"");
  }
}

TEST_CASE("csv: a spreadsheet's mark of UTF-8 is passed over, before names and numbers") {
  CHECK(read("\xEF\xBB\xBF"
             "1,2\n")
            .values(0, 0) == 1);
  CHECK(read("\xEF\xBB\xBF"
             "a,b\n1,2\n")
            .columns[0] == "a");
}

TEST_CASE("csv: a number does not end at a byte 0") {
  CHECK(code_of([] { read(std::string("1\0x\n", 4)); }) == "bad-data");
}
