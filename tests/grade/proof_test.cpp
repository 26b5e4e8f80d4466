// Derivations line by line, steps in order, blanks: what holds, what breaks and where.
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "grade/grade.hpp"
#include "support/code_of.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

std::string scenario_with(const std::string& task) {
  return R"j({
"schema": 1, "name": "test", "title": {"en": "a", "de": "a"}, "chapter": {"en": "a", "de": "a"},
"summary": {"en": "a", "de": "a"}, "statement": {"en": "a", "de": "a"}, "source": "",
"experiment": {"kind": "test-linear"},
"symbols": [
  {"name": "w", "control": "w"}, {"name": "lambda", "control": "lambda"},
  {"name": "a_1", "control": "a1"}, {"name": "a_2", "control": "a2"}, {"name": "y", "quantity": "y"}],
"tasks": [{"id": "p", "prompt": {"en": "a", "de": "a"}, )j" +
         task + "}]}";
}

constexpr const char* kValues = R"j(
"kind": "derivation", "domain": {"a1": [0.2, 5], "a2": [0.2, 5]}, "symbols": ["a_1", "a_2"],
"relations": ["Equal", "LessEqual"],
"start": {"latex": "(a_1+a_2)^2", "formula": ["Square", ["Add", "a_1", "a_2"]]},
"reasons": [{"value": "binomial", "label": {"en": "a", "de": "a"}, "needed": true},
            {"value": "linear", "label": {"en": "a", "de": "a"}, "right": false,
             "feedback": {"en": "No square is linear.", "de": "a"}}],
"goal": {"text": {"en": "only squares stand", "de": "a"},
         "end": ["Multiply", 2, ["Add", ["Square", "a_1"], ["Square", "a_2"]]]},
"wrong": [{"formula": ["Add", ["Square", "a_1"], ["Square", "a_2"]],
           "feedback": {"en": "The mixed term.", "de": "a"}}],
"tests": [
  {"answer": [{"relation": "LessEqual", "formula": ["Multiply", 2, ["Add", ["Square", "a_1"], ["Square", "a_2"]]],
               "reason": "binomial"}], "status": "right"},
  {"answer": [{"relation": "LessEqual", "formula": ["Add", ["Multiply", 2, ["Square", "a_1"]], ["Multiply", 2, ["Square", "a_2"]]],
               "reason": "binomial"}], "status": "right"},
  {"answer": [["Add", ["Square", "a_1"], ["Square", "a_2"]]], "status": "wrong", "known": 0, "line": 0},
  {"answer": ["q"], "status": "unreadable"}])j";

constexpr const char* kVector = R"j(
"kind": "derivation", "domain": {"a1": [0.2, 5], "a2": [0.2, 5]}, "symbols": ["a_1", "a_2"],
"relations": ["Equal", "LessEqual"],
"start": {"latex": "(a_1, a_2, 2)", "formula": ["List", "a_1", "a_2", 2]},
"goal": {"text": {"en": "a", "de": "a"}, "end": ["List", "a_1", "a_2", 2]},
"tests": [{"answer": [["List", "a_1", "a_2", 2]], "status": "right"},
          {"answer": [["List", "a_1", "a_2", ["Add", 1, 1]], ["List", "a_1", "a_2", 2]], "status": "right"},
          {"answer": [["List", "a_2", "a_1", 2]], "status": "wrong", "line": 0},
          {"answer": ["q"], "status": "unreadable"}])j";

constexpr const char* kEquations = R"j(
"kind": "derivation", "domain": {"w": [-3, 3], "lambda": [0.5, 3], "a1": [1, 4]}, "symbols": ["a_1", "lambda"],
"unknowns": [{"name": "u", "meaning": {"en": "a", "de": "a"}, "quantity": "y"}],
"at": {"a2": 9}, "relations": ["Equivalent", "Implies"],
"start": {"latex": "u = ?"},
"goal": {"text": {"en": "u stands alone", "de": "a"}, "solved_for": "u"},
"tests": [
  {"answer": [["Equal", ["Multiply", 2, "u"], ["Multiply", 2, "a_1"]], ["Equal", "u", "a_1"]], "status": "right"},
  {"answer": [["Equal", "u", "a_1"]], "status": "right"},
  {"answer": [["Equal", "u", 0]], "status": "wrong", "line": 0},
  {"answer": [["Equal", "u", "a_1"], ["Equal", "u", "lambda"]], "status": "wrong", "line": 1},
  {"answer": ["q"], "status": "unreadable"}])j";

constexpr const char* kOrder = R"j(
"kind": "order", "steps": [
  {"id": "a", "text": {"en": "A", "de": "A"}}, {"id": "b", "text": {"en": "B", "de": "B"}},
  {"id": "c", "text": {"en": "C", "de": "C"}, "after": ["a", "b"]},
  {"id": "false", "text": {"en": "F", "de": "F"}, "right": false, "feedback": {"en": "false", "de": "f"}}],
"tests": [{"answer": ["a", "b", "c"], "status": "right"}])j";

constexpr const char* kFill = R"j(
"kind": "fill", "domain": {"a1": [0.2, 5], "a2": [0.2, 5]}, "symbols": ["a_1", "a_2"],
"proof": [{"en": "a", "de": "a"}, {"blank": "low"}, {"blank": "high"}, {"blank": "n"}, {"blank": "which"}],
"blanks": [
  {"id": "low", "kind": "formula", "quantity": "y", "where": ["Less", "a_1", "a_2"]},
  {"id": "high", "kind": "formula", "quantity": "y", "where": ["Greater", "a_1", "a_2"]},
  {"id": "n", "kind": "number", "value": 2},
  {"id": "which", "kind": "choice", "options": [{"value": "yes", "label": {"en": "a", "de": "a"}, "right": true},
                                                 {"value": "no", "label": {"en": "a", "de": "a"}}]}],
"tests": [{"answer": {"low": "a_1", "high": "a_2", "n": 2, "which": "yes"}, "status": "right"}])j";

struct Proof {
  explicit Proof(const std::string& task) : exercise(parse_scenario(scenario_with(task))) {}
  Verdict operator()(const std::string& answer) const { return grade(exercise, "p", answer, {}); }
  std::string status(const std::string& answer) const { return to_string((*this)(answer).status); }
  Exercise exercise;
};

}  // namespace

TEST_CASE("derivation: every line that holds passes, however large the step") {
  const Proof proof(kValues);
  CHECK(failing_tests(proof.exercise) == std::vector<std::string>{});
  const std::string squares =
      R"(["Add",["Square","a_1"],["Multiply",2,"a_1","a_2"],["Square","a_2"]])";
  const std::string end = R"(["Multiply",2,["Add",["Square","a_1"],["Square","a_2"]]])";
  const auto line = [](const char* relation, const std::string& formula, const char* reason) {
    return "{\"relation\":\"" + std::string(relation) + "\",\"formula\":" + formula +
           ",\"reason\":\"" + reason + "\"}";
  };
  CHECK(proof.status("[]") == "unfinished");
  CHECK(proof.status("[" + squares + "]") == "unfinished");
  CHECK(proof.status("[" + squares + "," + line("LessEqual", end, "binomial") + "]") == "right");
  // the needed reason is missing
  CHECK(proof.status("[" + squares + "," + line("LessEqual", end, "") + "]") == "unfinished");
  // a chain typed as one line counts as several
  CHECK(proof.status("[[\"Equal\"," + squares + "," + squares + "]]") == "unfinished");
}

TEST_CASE("derivation: the first line that breaks is named, with the values that show it") {
  const Proof proof(kValues);
  const Verdict broken =
      proof(R"([["Square",["Add","a_2","a_1"]],["Add",["Square","a_1"],["Square","a_2"]],"q"])");
  CHECK(to_string(broken.status) == "wrong");
  CHECK(broken.line == 1);
  CHECK(broken.known == 0);
  REQUIRE(broken.counterexample);
  const auto& at = broken.counterexample->values;
  const double a1 = at.at("a_1").values[0], a2 = at.at("a_2").values[0];
  CHECK(broken.counterexample->given.values[0] == Approx(a1 * a1 + a2 * a2));
  CHECK(broken.counterexample->expected.values[0] == Approx((a1 + a2) * (a1 + a2)));
  CHECK(at.size() == 2);  // w, lambda and y say nothing here
  // at most, but the wrong way round
  CHECK(proof(R"([{"relation":"LessEqual","formula":["Square","a_1"]}])").line == 0);
  const Verdict reason = proof(R"([{"formula":["Square",["Add","a_1","a_2"]],"reason":"linear"}])");
  CHECK(reason.feedback.en == "No square is linear.");
  const Verdict unreadable = proof(R"([["Square",["Add","a_1","a_2"]],"q"])");
  CHECK(to_string(unreadable.status) == "unreadable");
  CHECK(unreadable.line == 1);
  CHECK(proof(R"([["List","a_1","a_2"]])").status == VerdictStatus::shape);
  CHECK(proof(R"([["Equal","a_1",["Divide","a_1",0]]])").status == VerdictStatus::wrong);
}

TEST_CASE("derivation: no line holds where one of its components has no value") {
  const Proof proof(kVector);
  CHECK(failing_tests(proof.exercise) == std::vector<std::string>{});
  const std::string none = R"(["Divide",0,["Subtract","a_1","a_1"]])";
  for (const std::string& line :
       {R"(["List",)" + none + R"(,"a_2",2])", R"(["List","a_1",)" + none + ",2]",
        R"(["List","a_1","a_2",)" + none + "]"}) {
    INFO(line);
    CHECK(proof("[" + line + "]").line == 0);
    CHECK(proof(R"([{"relation":"LessEqual","formula":)" + line + "}]").line == 0);
  }
}

TEST_CASE("derivation of equations: they hold for what is sought, and after ⟺ for nothing else") {
  const Proof proof(kEquations);
  CHECK(failing_tests(proof.exercise) == std::vector<std::string>{});
  CHECK(proof.status(R"([["Equal",["Subtract","u","a_1"],0]])") == "unfinished");
  const Verdict trivial = proof(R"([["Equal","u","u"]])");
  CHECK(to_string(trivial.status) == "wrong");
  CHECK(trivial.feedback.en.find("no way back") != std::string::npos);
  CHECK(proof.status(R"([{"relation":"Implies","formula":["Equal","u","u"]}])") == "unfinished");
  CHECK(proof.status(R"(["u"])") == "unreadable");
  CHECK(proof.status(R"([["Equal","u",["Add","u",0]]])") == "wrong");
}

TEST_CASE("order: every order in which steps stand after what they rest on") {
  const Proof proof(kOrder);
  CHECK(proof.status(R"(["a","b","c"])") == "right");
  CHECK(proof.status(R"(["b","a","c"])") == "right");
  CHECK(proof(R"(["a","c"])").line == 1);
  CHECK(proof(R"(["a","false"])").feedback.en == "false");
  CHECK(proof(R"(["a","a"])").line == 1);
  CHECK(proof.status(R"(["a","b"])") == "unfinished");
  CHECK(proof.status("[]") == "unfinished");
  CHECK(code_of([&] { proof(R"(["z"])"); }) == "unknown-name");
  CHECK(code_of([&] { proof(R"({"a":1})"); }) == "bad-argument");
}

TEST_CASE("fill: each blank under its own condition, what is left out is unfinished") {
  const Proof proof(kFill);
  CHECK(proof.status(R"({"low":"a_1","high":"a_2","n":2,"which":"yes"})") == "right");
  const Verdict half = proof(R"({"low":"a_2","n":["Add",1,1]})");
  CHECK(half.line == 0);
  REQUIRE(half.parts.size() == 4);
  CHECK(to_string(half.parts[0].status) == "wrong");
  CHECK(to_string(half.parts[1].status) == "unfinished");
  CHECK(to_string(half.parts[2].status) == "right");
  CHECK(proof.status(R"({"low":"a_1"})") == "unfinished");
  CHECK(proof.status("{}") == "unfinished");
  CHECK(code_of([&] { proof("[1]"); }) == "bad-argument");
  CHECK(code_of([&] { proof("nonsense"); }) == "bad-argument");
}

TEST_CASE("proofs in a file: what is missing or out of place is named") {
  const auto code = [](std::string task, const std::string& from, const std::string& to) {
    const size_t at = task.find(from);
    REQUIRE(at != std::string::npos);
    task.replace(at, from.size(), to);
    return code_of([&] { parse_scenario(scenario_with(task)); });
  };
  CHECK(code(kValues, R"("start")", R"("steps")") == "bad-scenario");
  CHECK(code(kValues, R"("LessEqual"])", R"("Implies"])") == "bad-scenario");
  CHECK(code(kValues, R"("known": 0, "line": 0)", R"("known": 0)") == "bad-scenario");
  CHECK(code(kEquations, R"("solved_for": "u")", R"("solved_for": "v")") == "bad-scenario");
  CHECK(code(kOrder, R"("after": ["a", "b"])", R"("after": ["z"])") == "bad-scenario");
  CHECK(code(kOrder, R"(, "feedback": {"en": "false", "de": "f"})", "") == "bad-scenario");
  CHECK(code(kFill, R"({"blank": "n"}, )", "") == "bad-scenario");
  CHECK(code(kFill, R"("kind": "number", "value": 2)", R"("kind": "number")") == "bad-scenario");
  CHECK(code(kFill, R"("kind": "number", "value": 2)", R"("kind": "construct", "quantity": "y")") ==
        "bad-scenario");
}
