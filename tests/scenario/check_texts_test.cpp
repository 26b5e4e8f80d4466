#include "scenario/check_texts.hpp"

#include <catch2/catch.hpp>

#include "base/json_position.hpp"
#include "support/open_scenario.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

/// A file with one of its strings set, at the beginning of a line.
std::string file_with(const std::string& place, const std::string& json) {
  const auto at = [&](const std::string& name, const std::string& otherwise) {
    return name == place ? "\n" + json : otherwise;
  };
  return R"j({
"schema": 1, "name": "a", "title": {"en": "a", "de": "a"}, "chapter": {"en": "a", "de": "a"},
"summary": {"en": "a", "de": "a"},
"statement": {"en": )j" +
         at("statement", "[\"a\", \"b\"]") + R"j(, "de": "a"},
"source": "", "experiment": {"kind": "taylor-rbf"},
"symbols": [{"name": "x", "control": "x", "latex": )j" +
         at("latex", "\"x\"") + R"j(}],
"tasks": [
  {"id": "two", "prompt": {"en": "a", "de": "a"}, "kind": "choice",
   "options": [{"value": "v", "label": {"en": "v", "de": "v"}, "right": true}],
   "tests": [{"answer": "v", "status": "right", "latex": )j" +
         at("typed", "\"v\"") + R"j(}]}],
"solution": [
  {"text": {"en": "t", "de": "t"}, "at": {"root": "segment"}},
  {"text": {"en": "t", "de": "t"}, "formula": )j" +
         at("formula", "\"a\"") + R"j(,
   "numbers": )j" +
         at("numbers", "\"a\"") + R"j(}]
})j";
}

std::vector<Error> problems_with(const std::string& place, const std::string& json) {
  const std::string file = file_with(place, json);
  return text_problems(file, Exercise(parse_scenario(file)));
}

/// Of the only problem: "column field", after line and message are held against what is expected.
std::string place_of(const std::string& place, const std::string& json,
                     const std::string& message) {
  const std::string file = file_with(place, json);
  const auto problems = problems_with(place, json);
  REQUIRE(problems.size() == 1);
  const Error& error = problems[0];
  INFO(error.message);
  CHECK(error.code == "bad-scenario");
  CHECK(error.params.at("problem").find(message) != std::string::npos);
  const TextPosition begin = position_at(file, file.find("\n" + json) + 1);
  CHECK(error.params.at("line") == std::to_string(begin.line));
  return error.params.at("column") + " " + error.params.at("field");
}

}  // namespace

TEST_CASE("texts: every example is in order") {
  for (const char* name : {"taylor-rbf", "lrp-min-networks", "one-class-2d", "prototype-linear"}) {
    const Bytes file = read_file(example_path(std::string(name) + ".json"));
    const auto problems = text_problems({file.begin(), file.end()}, open_exercise(name));
    for (const Error& error : problems) FAIL_CHECK(name << ": " << error.message);
  }
}

TEST_CASE("texts: a single backslash is found in prose, LaTeX, and what students type") {
  CHECK(place_of("statement", R"(["a", "ü $\theta$"])", "\\\\theta") == "11 /statement/en/1");
  CHECK(place_of("statement", R"("a $\nabla f$")", "\\\\nabla") == "5 /statement/en");
  CHECK(place_of("latex", R"("\beta")", "a backspace") == "2 /symbols/0/latex");
  CHECK(place_of("formula", R"("x + \frac12")", "a form feed") == "6 /solution/1/formula");
  CHECK(place_of("numbers", R"(["x", "\rho"])", "\\\\rho") == "8 /solution/1/numbers/1");
  CHECK(place_of("typed", R"("\tau")", "\\\\tau") == "2 /tasks/0/tests/0/latex");
}

TEST_CASE("texts: a backslash that is no JSON is told as what it is") {
  for (const char* command : {"sum", "underbrace", "alpha", "upsilon", "{", ","}) {
    INFO(command);
    try {
      parse_scenario(file_with("statement", "\"a $\\" + std::string(command) + "$\""));
      FAIL_CHECK("no error was raised");
    } catch (const Error& error) {
      CHECK(error.code == "bad-scenario");
      CHECK(error.message ==
            "line 5, column 5: the file has \\" + std::string(command) +
                " with a single backslash, which JSON does not know; expected \\\\" + command);
    }
  }
}

TEST_CASE("texts: what is not balanced has its line and column") {
  CHECK(place_of("statement", R"(["a", "$\\frac{a}{b$"])", "{ that nothing closes") ==
        "18 /statement/en/1");
  CHECK(place_of("statement", R"(["$$", "\\left( a", "$$"])", "\\left(") == "9 /statement/en/1");
  CHECK(place_of("latex", R"("x}")", "} without {") == "3 /symbols/0/latex");
  CHECK(place_of("formula", R"("\\begin{cases}")", "\\begin{cases}") == "2 /solution/1/formula");
  CHECK(problems_with("typed", R"("\\frac{a}{")").empty());  // a test may be unreadable
}

TEST_CASE("texts: values are quantities of the experiment at that step") {
  CHECK(problems_with("numbers", R"("\\value{f} = \\value{R[0]} + \\value{R[1]}")").empty());
  CHECK(place_of("numbers", R"("a = \\value{rooot}")", "did you mean \"root\"?") ==
        "6 /solution/1/numbers");
  CHECK(place_of("numbers", R"("\\value{R[2]}")", "has 2, counted from 0") ==
        "2 /solution/1/numbers");
  CHECK(place_of("numbers", R"("\\value{R[0][0]}")", "an entry that R does not have") ==
        "2 /solution/1/numbers");
  for (const char* unread : {R"("\\value{R_{1}}")", R"("\\value R")", R"("\\value{R[]}")"})
    CHECK(place_of("numbers", unread, "is not read") == "2 /solution/1/numbers");
  CHECK(place_of("formula", R"("\\value{f}")", "\"numbers\"") == "2 /solution/1/formula");
  CHECK(place_of("statement", R"("$\\value{f}$")", "\"numbers\"") == "3 /statement/en");
}

TEST_CASE("texts: all mistakes of a file are told, in its order") {
  const auto problems = problems_with("statement", R"(["$a} + {b$ and $c", "$\\left.$ \\mu"])");
  REQUIRE(problems.size() == 4);
  for (size_t i = 1; i < problems.size(); ++i)
    CHECK(std::stoi(problems[i - 1].params.at("column")) <
          std::stoi(problems[i].params.at("column")));
}
