#include <catch2/catch.hpp>

#include <fstream>
#include <functional>
#include <sstream>

#include "base/error.hpp"
#include "lab/json_position.hpp"
#include "lab/scenario.hpp"

using namespace relevance;

namespace {

std::string shipped() {
  std::ifstream file(std::string(RELEVANCE_ROOT) + "/examples/digits-lrp.json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Error error_of(const std::string& text) {
  try {
    parse_scenario(text);
  } catch (const Error& error) {
    return error;
  }
  return Error("internal", "no error was raised");
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("scenario: the shipped one is read, lines joined, presets kept") {
  const Scenario s = parse_scenario(shipped());
  CHECK(s.name == "digits-lrp");
  CHECK(s.kind == "image-relevance");
  CHECK(s.title.de.find("Ziffern") != std::string::npos);
  CHECK(s.statement.en.find('\n') != std::string::npos);
  CHECK(std::get<std::vector<std::string>>(s.config.at("models")).size() == 3);
  CHECK(std::get<double>(s.presets.at("index")) >= 0);
}

TEST_CASE("scenario: mistakes name line, column and field") {
  const std::string good = "{\n  \"schema\": 1,\n  \"name\": \"a\",\n  \"titel\": {}\n}";
  const Error unknown = error_of(good);
  CHECK(unknown.code == "bad-scenario");
  CHECK(unknown.params.at("field") == "/titel");
  CHECK(unknown.params.at("line") == "4");
  CHECK(unknown.message.find("\"title\"") != std::string::npos);

  const Error syntax = error_of("{\n  \"schema\": 1,\n  \"name\" \"a\"\n}");
  CHECK(syntax.code == "bad-scenario");
  CHECK(syntax.params.at("line") == "3");

  const Error missing = error_of(with(shipped(), "\"source\"", "\"$schema\""));
  CHECK(missing.params.at("field") == "/source");
  const Error kind = error_of(with(shipped(), "\"kind\": \"image-relevance\"", "\"kind\": 3"));
  CHECK(kind.params.at("field") == "/experiment/kind");
  CHECK(std::stoi(kind.params.at("line")) > 20);
}

TEST_CASE("scenario: other schema versions are refused with a word of their own") {
  CHECK(error_of("{\"schema\": 2}").code == "unsupported-version");
  CHECK(error_of("{\"schema\": \"1\"}").code == "bad-scenario");
  CHECK(error_of("{}").code == "bad-scenario");
  CHECK(error_of("").code == "bad-scenario");
  CHECK(error_of("[]").code == "bad-scenario");
}

TEST_CASE("scenario: hostile nesting is refused before it is parsed") {
  CHECK(error_of(std::string(2000000, '[')).code == "bad-scenario");
  CHECK(json_depth("{\"a[[[[\": [1]}") == 2);
}

TEST_CASE("values: JSON or a bare word") {
  CHECK(std::get<double>(parse_value("0.5")) == 0.5);
  CHECK(std::get<bool>(parse_value("true")));
  CHECK(std::get<std::string>(parse_value("gamma")) == "gamma");
  CHECK(std::get<std::string>(parse_value("\"3\"")) == "3");
  CHECK(std::get<std::vector<std::string>>(parse_value("[\"a\",\"b\"]")).size() == 2);
  const Array matrix = std::get<Array>(parse_value("[[1,2,3],[4,5,6]]"));
  CHECK(matrix.shape == Shape{2, 3});
  CHECK(matrix.values == std::vector<double>{1, 2, 3, 4, 5, 6});
  CHECK(std::get<Array>(parse_value("[]")).values.empty());
  for (const char* wrong : {"", "[1,", "{\"a\":1}", "null", "[[1],[2,3]]", "[1,\"a\"]", "[1,[2]]"}) {
    INFO(wrong);
    CHECK_THROWS_AS(parse_value(wrong), Error);
  }
}

TEST_CASE("json position: finds values, stops at the last step that exists") {
  const std::string text = "{\"a\": [1, {\"b\\\"\": 2}],\n \"c\": \"x,}\",\n \"d\": 4}";
  CHECK(find_json_pointer(text, "/d").line == 3);
  CHECK(find_json_pointer(text, "/c").line == 2);
  CHECK(find_json_pointer(text, "/a/1").column == 11);
  CHECK(find_json_pointer(text, "/a/9").column == 7);
  CHECK(find_json_pointer(text, "").line == 1);
}
