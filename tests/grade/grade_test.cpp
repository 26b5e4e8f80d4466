#include "grade/grade.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "formula/formula.hpp"
#include "lab/inputs.hpp"
#include "lab/still.hpp"

using namespace relevance;

namespace {

/// x_star = A Aᵀ w/(2λ) + c and friends: the smallest experiment that has something to ask.
struct TestLinear {
  struct Solution {
    Array x;
    double a1, a2;
  };

  static Control entries(const char* name, Array initial) {
    return {.name = name, .label = name, .initial = std::move(initial), .low = -9, .high = 9};
  }
  Numbers w{ControlKind::vector, entries("w", {{2}, {2, -1}})};
  Numbers c{ControlKind::vector, entries("c", {{2}, {1, 3}})};
  Numbers A{ControlKind::matrix, entries("A", {{2, 3}, {1, 2, 3, 0, 1, 1}})};
  Slider lambda{{.name = "lambda", .label = "λ", .initial = 2.0, .low = -1, .high = 9}};
  Slider a1{{.name = "a1", .label = "a1", .initial = 3.0, .low = 0, .high = 9}};
  Slider a2{{.name = "a2", .label = "a2", .initial = 2.0, .low = 0, .high = 9}};
  std::vector<Control> controls() const { return {w, c, A, lambda, a1, a2}; }

  Solution solve(const Values& v) const {
    if (lambda(v) <= 0) throw Error("out-of-range", "lambda is not above 0");
    Array x{{2}, c(v).values};
    const std::vector<double>&a = A(v).values, &weights = w(v).values;
    for (size_t i = 0; i < 2; ++i)
      for (size_t j = 0; j < 2; ++j)
        for (size_t k = 0; k < 3; ++k)
          x.values[i] += a[3 * i + k] * a[3 * j + k] * weights[j] / (2 * lambda(v));
    return {x, a1(v), a2(v)};
  }
  void quantities(const Solution& s, Quantities& q) const {
    q("x_star", s.x)("y", std::min(s.a1, s.a2))("R", Array{{2}, {s.a1 - s.a2, s.a2}});
  }
  void views(const Solution&, Views&) const {}
};
RELEVANCE_EXPERIMENT("test-linear", Still<TestLinear>)

constexpr const char* kScenario = R"j({
"schema": 1, "name": "test", "title": {"en": "a", "de": "a"}, "chapter": {"en": "a", "de": "a"},
"summary": {"en": "a", "de": "a"}, "statement": {"en": "a", "de": "a"}, "source": "",
"experiment": {"kind": "test-linear"},
"symbols": [
  {"name": "w", "control": "w"}, {"name": "c", "control": "c"}, {"name": "A", "control": "A"},
  {"name": "lambda", "latex": "\\lambda", "control": "lambda"},
  {"name": "a_1", "control": "a1"}, {"name": "a_2", "control": "a2"},
  {"name": "y", "quantity": "y"}],
"tasks": [
  {"id": "x", "prompt": {"en": "a", "de": "a"}, "kind": "formula", "quantity": "x_star",
   "domain": {"w": [-2, 2], "c": [-2, 2], "A": [-2, 2], "lambda": [-1, 4]},
   "symbols": ["w", "c", "A", "lambda"],
   "hints": [{"en": "one", "de": "eins"}, {"en": ["two", "lines"], "de": "zwei"}],
   "wrong": [
     {"formula": ["Add", ["Divide", ["Multiply", ["Transpose", "w"], "A", "A"], ["Multiply", 2, "lambda"]], "c"],
      "feedback": {"en": "the order", "de": "die Reihenfolge"}},
     {"formula": ["Add", ["Divide", ["Multiply", "A", ["Transpose", "A"], "w"], "lambda"], "c"],
      "feedback": {"en": "the two", "de": "die Zwei"}}],
   "tests": [
     {"answer": ["Add", ["Divide", ["InvisibleOperator", "A", ["Transpose", "A"], "w"], ["InvisibleOperator", 2, "lambda"]], "c"],
      "latex": "\\frac{AA^\\top w}{2\\lambda}+c", "status": "right"},
     {"answer": ["Add", "c", ["InvisibleOperator", ["Divide", 1, 2], ["Power", "lambda", -1], "A",
      ["Delimiter", ["InvisibleOperator", ["Transpose", "A"], "w"]]]], "status": "right"},
     {"answer": ["Add", ["InvisibleOperator", ["Divide", 1, ["InvisibleOperator", 2, "lambda"]], 
      ["Delimiter", ["InvisibleOperator", ["Transpose", "w"], "A", "A"]]], "c"], "status": "wrong", "known": 0},
     {"answer": ["Add", "c", ["InvisibleOperator", "A", ["Transpose", "A"], ["Divide", "w", "lambda"]]], "status": "wrong", "known": 1},
     {"answer": ["InvisibleOperator", ["Transpose", "w"], "w"], "status": "shape"},
     {"answer": "q", "status": "unreadable"}]},
  {"id": "y", "prompt": {"en": "a", "de": "a"}, "kind": "formula", "quantity": "y",
   "domain": {"a1": [0, 4], "a2": [0, 4]},
   "tests": [
     {"answer": ["Min", "a_1", "a_2"], "status": "right"},
     {"answer": ["Which", ["Less", "a_1", "a_2"], "a_1", "True", "a_2"], "status": "right"},
     {"answer": "a_2", "status": "wrong"}, {"answer": "y", "status": "unreadable"}]},
  {"id": "sum-1", "prompt": {"en": "a", "de": "a"}, "kind": "formula", "quantity": "R", "element": 0,
   "domain": {"a1": [0, 4], "a2": [0, 4]},
   "tests": [
     {"answer": ["Subtract", "a_1", "a_2"], "status": "right"}, {"answer": ["Add", "a_1", ["Negate", "a_2"]], "status": "right"},
     {"answer": "a_1", "status": "wrong"},
     {"answer": "q", "status": "unreadable"}]},
  {"id": "y-case", "prompt": {"en": "a", "de": "a"}, "kind": "formula", "quantity": "y",
   "domain": {"a1": [0, 4], "a2": [0, 4]}, "where": ["GreaterEqual", "a_1", "a_2"],
   "tests": [
     {"answer": "a_2", "status": "right"}, {"answer": ["Min", "a_1", "a_2"], "status": "right"},
     {"answer": ["Sequence"], "status": "unreadable"}]},
  {"id": "n", "prompt": {"en": "a", "de": "a"}, "kind": "number", "quantity": "R", "element": 0, "at": {"a1": 5},
   "tolerance": 0.01,
   "tests": [{"answer": 3, "status": "right"}, {"answer": ["Divide", 1, 3], "status": "wrong"}, {"answer": "a_1", "status": "unreadable"}]},
  {"id": "c", "prompt": {"en": "a", "de": "a"}, "kind": "choice",
   "options": [{"value": "yes", "label": {"en": "yes", "de": "ja"}, "right": true},
               {"value": "no", "label": {"en": "no", "de": "nein"}, "feedback": {"en": "look again", "de": "sieh hin"}}],
   "why": {"en": "it is so", "de": "es ist so"},
   "tests": [{"answer": "yes", "status": "right"}, {"answer": "no", "status": "wrong"}]},
  {"id": "built", "prompt": {"en": "a", "de": "a"}, "kind": "construct", "quantity": "R", "element": 0, "tolerance": 1e-9, "at": {"a2": 1},
   "tests": [{"values": {"a1": 1}, "status": "right"}, {"values": {"a1": 1.5}, "status": "wrong"}]}],
"solution": [{"text": {"en": "a", "de": "a"}, "formula": "\\term{A}{A}", "numbers": "\\value{y}", "at": {"a1": 1}}]
})j";

Exercise open_test() { return Exercise(parse_scenario(kScenario)); }

Verdict graded(const std::string& task, const std::string& answer, const Values& values = {}) {
  Exercise exercise = open_test();
  INFO(answer);
  return grade(exercise, task, answer, values);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("grade: a scenario's own tests hold") {
  Exercise exercise = open_test();
  CHECK(failing_tests(exercise) == std::vector<std::string>{});
}

TEST_CASE("grade: an ungraded task records, whatever is answered") {
  Scenario scenario = parse_scenario(kScenario);
  scenario.tasks[0].ungraded = true;
  const Exercise exercise(scenario);
  for (const char* answer : {"\"y\"", "not JSON at all", ""}) {
    const Verdict verdict = grade(exercise, "x", answer, {});
    CHECK(verdict.status == VerdictStatus::recorded);
    CHECK(to_string(verdict.status) == "recorded");
    CHECK(verdict.feedback.en.empty());
  }
}

TEST_CASE("grade: why an answer is right is told after it, and only then") {
  CHECK(contains(graded("c", "yes").feedback.en, "it is so"));
  CHECK(contains(graded("c", "yes").feedback.de, "es ist so"));
  CHECK_FALSE(contains(graded("c", "no").feedback.en, "it is so"));
}

TEST_CASE("grade: a counterexample stands at numbers that are easily read") {
  const Verdict wrong = graded("y", "\"a_2\"");
  REQUIRE(wrong.counterexample);
  for (const auto& [name, value] : wrong.counterexample->values)
    for (double v : value.values) CHECK(v == Approx(std::round(100 * v) / 100).margin(1e-12));
}

TEST_CASE("grade: a right answer agrees at every sample") {
  Exercise exercise = open_test();
  const std::string answer = exercise.scenario.tasks[0].tests[0].answer;
  const Verdict first = grade(exercise, "x", answer, {});
  CHECK(first.status == VerdictStatus::right);
  CHECK(contains(first.feedback.en, "32 points"));
  CHECK_FALSE(first.counterexample);
}

TEST_CASE("grade: may be cancelled between samples") {
  Exercise exercise = open_test();
  const std::string answer = exercise.scenario.tasks[0].tests[0].answer;
  int asked = 0;
  std::string code;
  try {
    grade(exercise, "x", answer, {}, [&] { return ++asked < 5; });
  } catch (const Error& error) {
    code = error.code;
  }
  CHECK(code == "cancelled");
  CHECK(asked == 5);
  asked = 0;
  CHECK(grade(exercise, "x", answer, {}, [&] { return ++asked > 0; }).status ==
        VerdictStatus::right);
  CHECK(asked > 32);
}

TEST_CASE("grade: an answer that takes too long is unreadable, at no cost") {
  const Verdict verdict =
      graded("y", R"(["Sum",["Sum","a_1",["Tuple","i",1,99999]],["Tuple","j",1,99999]])");
  CHECK(verdict.status == VerdictStatus::unreadable);
}

TEST_CASE("grade: a wrong answer comes with the point where it is wrong") {
  const Verdict verdict = graded("y", R"(["Add","a_1","a_2"])");
  CHECK(verdict.status == VerdictStatus::wrong);
  REQUIRE(verdict.counterexample);
  const auto& example = *verdict.counterexample;
  const double a1 = example.values.at("a_1").values[0], a2 = example.values.at("a_2").values[0];
  CHECK(example.given.values[0] == Approx(a1 + a2));
  CHECK(example.expected.values[0] == std::min(a1, a2));
  CHECK(example.expected.shape.empty());
  CHECK(example.values.count("y") == 0);
}

TEST_CASE("grade: right in a part of the domain is said") {
  const Verdict part = graded("y", "\"a_2\"");
  CHECK(part.status == VerdictStatus::wrong);
  CHECK(contains(part.feedback.en, "part of the domain"));
  const Verdict gap = graded("y", R"(["Which",["Less","a_1","a_2"],"a_1"])");
  CHECK(gap.status == VerdictStatus::wrong);
  CHECK(contains(gap.feedback.de, "keinen Wert"));
  REQUIRE(gap.counterexample);
  CHECK(std::isnan(gap.counterexample->given.values[0]));
}

TEST_CASE("grade: a common factor or sign is named") {
  CHECK(contains(graded("y-case", R"(["Negate","a_2"])").feedback.en, "sign"));
  CHECK(contains(graded("y-case", R"(["Multiply",{"num":"2.5"},"a_2"])").feedback.de, "2,5-Fache"));
}

TEST_CASE("grade: singular points of a right formula are drawn anew") {
  CHECK(
      graded(
          "y",
          R"(["Divide",["InvisibleOperator",["Min","a_1","a_2"],["Subtract","a_1","a_2"]],["Subtract","a_1","a_2"]])")
          .status == VerdictStatus::right);
}

TEST_CASE("grade: an equation is answered with its right side") {
  CHECK(graded("y", R"(["Equal","y",["Min","a_1","a_2"]])").status == VerdictStatus::right);
  CHECK(graded("y", R"(["Less","a_1","a_2"])").status == VerdictStatus::unreadable);
}

TEST_CASE("grade: what stands on the left must be what is asked for, every side equal") {
  const auto status = [](const char* task, const char* answer) {
    return graded(task, answer).status;
  };
  CHECK(status("y", R"(["Equal","y","a_2"])") == VerdictStatus::wrong);
  CHECK(status("y", R"(["Equal",["Min","a_1","a_2"],"y"])") == VerdictStatus::right);
  const Verdict left = graded("y", R"(["Equal","R_1",["Min","a_1","a_2"]])");
  CHECK(left.status == VerdictStatus::wrong);
  CHECK(contains(left.feedback.en, "On the left stands $R_{1}$"));
  CHECK(contains(left.feedback.de, "sondern nach $y$"));
  CHECK(status("y", R"(["Equal","R_2",["Min","a_1","a_2"]])") == VerdictStatus::wrong);
  CHECK(status("y-case", R"(["Equal","y","R_2","a_2"])") == VerdictStatus::right);
  const Verdict chain = graded("y", R"(["Equal","y","a_1",["Min","a_1","a_2"]])");
  CHECK(chain.status == VerdictStatus::wrong);
  // a side without a value equals nothing
  const Verdict nothing =
      graded("y", R"(["Equal","y",["Divide",0,["Subtract","a_1","a_1"]],["Min","a_1","a_2"]])");
  CHECK(nothing.status == VerdictStatus::wrong);
  CHECK(status("y", R"(["Equal","y",["Add","a_1",1],["Min","a_1","a_2"]])") ==
        VerdictStatus::wrong);
  CHECK(
      status(
          "x",
          R"(["Equal","x_opt",["Add",["Divide",["InvisibleOperator","A",["Transpose","A"],"w"],["InvisibleOperator",2,"lambda"]],"c"]])") ==
      VerdictStatus::right);
}

TEST_CASE("grade: a general component is the one that is asked for, or stands for all") {
  CHECK(
      graded(
          "sum-1",
          R"(["Subtract","a_1",["Sum",["InvisibleOperator","a_j",["Subtract","j",1]],["Limits","j"]]])")
          .status == VerdictStatus::right);
  const char* column =
      R"(["Add","c_i",["Divide",["Sum",["InvisibleOperator","A_ik","A_jk","w_j"],["Limits","k"],["Limits","j"]],
      ["InvisibleOperator",2,"lambda"]]])";
  CHECK(graded("x", column).status == VerdictStatus::right);
  CHECK(contains(graded("y-case", "\"w_i\"").feedback.en, "$i$ = 1"));
}

TEST_CASE("grade: unreadable answers say what is wrong with them") {
  const Verdict unknown = graded("x", R"(["Add","c","lamda"])");
  CHECK(unknown.status == VerdictStatus::unreadable);
  CHECK(contains(unknown.feedback.en, "`lamda`"));
  CHECK(contains(unknown.feedback.de, "$\\lambda$?"));
  const Verdict hidden = graded("x", R"(["InvisibleOperator","y","w"])");
  CHECK(hidden.status == VerdictStatus::unreadable);
  CHECK(contains(hidden.feedback.en, "may not be used"));
  CHECK(contains(hidden.feedback.en, "$w$, $c$, $A$, $\\lambda$"));
  CHECK(contains(
      graded("y", R"({"fn":["Error",{"str":"unexpected-delimiter"},["LatexString",{"str":"("}]]})")
          .feedback.de,
      "Klammer"));
  CHECK(graded("n", "\"a_1\"").status == VerdictStatus::unreadable);
  CHECK(graded("x", "not json").status == VerdictStatus::unreadable);
}

TEST_CASE("grade: a wrong shape has feedback of its own") {
  const Verdict row = graded("x", R"(["Transpose","w"])");
  CHECK(row.status == VerdictStatus::shape);
  CHECK(contains(row.feedback.en, "a row with 2 entries"));
  const Verdict sum = graded("x", R"(["Add","w","lambda"])");
  CHECK(sum.status == VerdictStatus::shape);
  CHECK(contains(sum.feedback.de, "ein Vektor mit 2 Einträgen und eine Zahl"));
}

TEST_CASE("grade: choices and constructions") {
  CHECK(graded("c", "no").feedback.de == "sieh hin");
  CHECK_THROWS_AS(graded("c", "perhaps"), Error);
  CHECK_THROWS_AS(graded("none", "1"), Error);
  CHECK(graded("built", "", {{"a1", 2.0}, {"a2", 2.0}}).status == VerdictStatus::right);
  CHECK(contains(graded("built", "", {{"a1", 2.0}}).feedback.de, "fehlt 1"));
}

TEST_CASE("grade: failing tests are told with task, number and verdict") {
  std::string text = kScenario;
  text.replace(text.find("\"a_2\", \"status\": \"wrong\""), 24, "\"a_2\", \"status\": \"right\"");
  text.replace(text.find("\"control\": \"a1\""), 15, "\"control\": \"b1\"");
  Exercise exercise(parse_scenario(text));
  const auto lines = failing_tests(exercise);
  REQUIRE(lines.size() > 1);
  CHECK(contains(lines[0], "symbol \"a_1\""));
  CHECK(contains(lines[0], "did you mean \"a1\""));
  bool found = false;
  for (const auto& line : lines)
    found = found || contains(line, "task \"y\", test 3 (\"a_2\"): expected right");
  CHECK(found);
}
