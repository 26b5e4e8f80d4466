#include "scenario/scenario.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "base/error.hpp"
#include "base/json_position.hpp"
#include "io/file.hpp"

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

TEST_CASE("scenario: every version-1 file ever shipped is still read") {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(RELEVANCE_ROOT) +
                                                               "/tests/scenario/frozen")) {
    INFO(entry.path());
    const Bytes text = read_file(entry.path().string());
    const Scenario s = parse_scenario({text.begin(), text.end()});
    CHECK(s.name == entry.path().stem().string());
    ++count;
  }
  CHECK(count >= 6);
}

namespace {

/// A file with one task, every field of it used.
std::string with_task() {
  return R"j({
"schema": 1, "name": "a", "title": {"en": "a", "de": "a"}, "chapter": {"en": "a", "de": "a"},
"summary": {"en": "a", "de": "a"}, "statement": {"en": "a", "de": "a"}, "source": "",
"experiment": {"kind": "k"},
"symbols": [
  {"name": "x", "control": "x"},
  {"name": "gamma", "latex": "\\gamma", "quantity": "g", "meaning": {"en": "a", "de": "a"}}],
"tasks": [
  {"id": "one", "prompt": {"en": ["a", "b"], "de": "a"}, "kind": "formula", "quantity": "R",
   "element": 1, "at": {"w": [1, 2]}, "domain": {"x": [0, 2]}, "where": ["Less", "x", "gamma"],
   "symbols": ["x"], "tolerance": 1e-3, "hints": [{"en": "h", "de": "h"}],
   "wrong": [{"formula": ["Square", "x"], "feedback": {"en": "f", "de": "f"}}],
   "tests": [
     {"answer": "x", "latex": "x", "status": "right"},
     {"answer": ["Add", "x", 0], "status": "right"},
     {"answer": ["Square", "x"], "status": "wrong", "known": 0},
     {"answer": "q", "status": "unreadable"}]},
  {"id": "two", "prompt": {"en": "a", "de": "a"}, "kind": "choice",
   "options": [{"value": "v", "label": {"en": "v", "de": "v"}, "right": true}],
   "tests": [{"answer": "v", "status": "right"}]}],
"solution": [{"text": {"en": "t", "de": "t"}, "formula": ["a", "b"], "at": {"x": 1}}]
})j";
}

}  // namespace

TEST_CASE("scenario: symbols, tasks and solution are read") {
  const Scenario s = parse_scenario(with_task());
  REQUIRE(s.symbols.size() == 2);
  CHECK(s.symbols[0].latex == "x");
  CHECK(s.symbols[1].latex == "\\gamma");
  REQUIRE(s.tasks.size() == 2);
  const Task& task = s.tasks[0];
  CHECK(task.prompt.en == "a\nb");
  CHECK(task.element == 1);
  CHECK(std::get<Array>(task.at.at("w")).values == std::vector<double>{1, 2});
  CHECK(task.domain[0].high == 2);
  CHECK(task.where == R"(["Less","x","gamma"])");
  CHECK(task.tolerance == 1e-3);
  CHECK(task.wrong[0].formula == R"(["Square","x"])");
  CHECK(task.tests[0].answer == "\"x\"");
  CHECK(task.tests[0].latex == "x");
  CHECK(task.tests[2].known == 0);
  CHECK(s.tasks[1].tests[0].answer == "v");
  CHECK(s.solution[0].formula == "a\nb");
}

TEST_CASE("scenario: mistakes in tasks name their line and field") {
  struct Mistake {
    const char *from, *to, *field;
    int line;
  };
  for (const Mistake& m : {
           Mistake{"\"hints\"", "\"hint\"", "/tasks/0/hint", 11},
           {"\"id\": \"two\"", "\"id\": \"one\"", "/tasks/1/id", 18},
           {"\"control\": \"x\"", "\"control\": \"x\", \"quantity\": \"y\"", "/symbols/0", 6},
           {"\"kind\": \"choice\",", "\"kind\": \"choice\", \"id\": \"2\",", "/tasks/1/id", 18},
           {"\"right\": true}",
            "\"right\": true}, {\"value\": \"v\", \"label\": {\"en\": \"w\", \"de\": \"w\"}}",
            "/tasks/1/options/1/value", 19},
           {", \"control\": \"x\"", "", "/symbols/0", 6},
           {"\"name\": \"gamma\"", "\"name\": \"x\"", "/symbols/1/name", 7},
           {"\"symbols\": [\"x\"]", "\"symbols\": [\"X\"]", "/tasks/0/symbols/0", 11},
           {"\"right\": true", "\"right\": false", "/tasks/1/options", 19},
           {"\"kind\": \"choice\"", "\"kind\": \"choise\"", "/tasks/1/kind", 18},
           {"[0, 2]", "[2, 0]", "/tasks/0/domain/x", 10},
           {"[\"Square\", \"x\"], \"feedback\"", "[\"Square\", \"z\"], \"feedback\"",
            "/tasks/0/wrong/0/formula", 12},
           {"[\"Less\", \"x\", \"gamma\"]", "[\"Add\", \"x\", \"gamma\"]", "/tasks/0/where", 10},
           {"\"known\": 0", "\"known\": 1", "/tasks/0/tests/2/known", 16},
           {", \"known\": 0", "", "/tasks/0/tests", 13},
           {"\"unreadable\"", "\"wrong\"", "/tasks/0/tests", 13},
           {"[\"Add\", \"x\", 0]", "\"x\"", "/tasks/0/tests", 13},
           {"\"unreadable\"", "\"illegible\"", "/tasks/0/tests/3/status", 17},
           {"\"tolerance\": 1e-3", "\"tolerance\": 0", "/tasks/0/tolerance", 11},
           {"\"element\": 1", "\"element\": 0.5", "/tasks/0/element", 10},
           {"\"id\": \"two\"", "\"id\": \"two\", \"quantity\": \"R\"", "/tasks/1/quantity", 18},
       }) {
    INFO(m.from << " -> " << m.to);
    const Error error = error_of(with(with_task(), m.from, m.to));
    CHECK(error.code == "bad-scenario");
    CHECK(error.params.at("field") == m.field);
    CHECK(error.params.at("line") == std::to_string(m.line));
  }
}

TEST_CASE("scenario: keys are missing only where a task says that it is ungraded") {
  const std::string right = ", \"right\": true",
                    tests = "\"tests\": [{\"answer\": \"v\", \"status\": \"right\"}]";
  const std::string keyless = with(with_task(), right, "");
  CHECK(error_of(keyless).params.at("field") == "/tasks/1/options");
  const Scenario recorded = parse_scenario(with(keyless, tests, "\"ungraded\": true"));
  CHECK(recorded.tasks[1].ungraded);
  CHECK_FALSE(recorded.tasks[0].ungraded);
  // a file made to be handed out needs no tests, but its graded tasks their keys
  const std::string handed = with(with_task(), "\"schema\": 1", "\"schema\": 1, \"student\": true");
  CHECK(parse_scenario(with(handed, ",\n   " + tests, "")).student);
  CHECK(error_of(with(with(handed, ",\n   " + tests, ""), right, "")).params.at("field") ==
        "/tasks/1/options");
  CHECK(error_of(with(with_task(), ",\n   " + tests, "")).params.at("field") == "/tasks/1/tests");
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
  for (const char* wrong :
       {"", "[1,", "{\"a\":1}", "null", "[[1],[2,3]]", "[1,\"a\"]", "[1,[2]]"}) {
    INFO(wrong);
    CHECK_THROWS_AS(parse_value(wrong), Error);
  }
}
