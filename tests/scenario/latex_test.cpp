#include "scenario/latex.hpp"

#include <catch2/catch.hpp>

using namespace relevance;

namespace {

/// The first problem, as "byte: what", or "".
std::string of_latex(const std::string& latex) {
  const auto problem = latex_problem({latex});
  return problem ? std::to_string(problem->at) + ": " + problem->what : "";
}

std::string told(const WordingProblems& problems) {
  std::string all;
  for (const auto& problem : problems)
    all += (all.empty() ? "" : "; ") + std::to_string(problem.at) + ": " + problem.what;
  return all;
}

}  // namespace

TEST_CASE("latex: what is nested well is in order") {
  for (const char* good :
       {"", "a_1", "\\frac{a}{b_{i}}", "\\{x\\}", "\\left\\{ x \\middle| y \\right.", "x\\,\\%",
        "\\left( \\left[ x \\right) \\right]", "\\left\\lVert x \\right\\rVert", "\\leftarrow",
        "\\begin{cases} a & b \\\\[0.4em] c & \\text{if $x$} \\end{cases}", "\\rightarrow x",
        "\\term{root}{\\tilde x}", "\\bigl( x ]", "\\left\n(x\\right)", "\\endgroup"})
    CHECK(of_latex(good) == "");
}

TEST_CASE("latex: the first mistake is told with its place") {
  CHECK(of_latex("\\frac{a}{b") == "8: has { that nothing closes");
  CHECK(of_latex("a}") == "1: has } without { before it");
  CHECK(of_latex("\\{ a }") == "5: has } without { before it");
  CHECK(of_latex("\\left( a") == "0: has \\left( that nothing closes");
  CHECK(of_latex("a \\right)") == "2: has \\right) without \\left before it");
  CHECK(of_latex("{\\left( a}") == "9: has } where \\left( is still open");
  CHECK(of_latex("\\left( {a \\right\\}") == "10: has \\right\\} where { is still open");
  CHECK(of_latex("\\left a \\right)") == "0: has \\left without a delimiter such as ( or \\{ or .");
  CHECK(of_latex("a \\middle| b") == "2: has \\middle| outside of \\left and \\right");
  CHECK(of_latex("\\begin{cases} a") == "0: has \\begin{cases} that nothing closes");
  CHECK(of_latex("a \\end{cases}") == "2: has \\end{cases} without \\begin{cases} before it");
  CHECK(of_latex("\\begin{a} \\end{b}") == "10: has \\end{b} where \\begin{a} is still open");
  CHECK(of_latex("\\begin a") == "0: has \\begin without the name of an environment in braces");
  CHECK(of_latex("50 %") == "3: has a % that hides the rest of its line, expected \\%");
  CHECK(of_latex("$a$") == "0: has a $ inside of LaTeX, expected none");
  CHECK(of_latex("a\\") == "1: ends in a single backslash");
}

TEST_CASE("backslashes: what JSON makes of a single one") {
  CHECK(told(single_backslashes("a \theta")) ==
        "2: has \\theta with a single backslash, which JSON reads as a tab; expected \\\\theta");
  CHECK(
      told(single_backslashes("\frac{1}{\beta}")) ==
      "0: has \\frac with a single backslash, which JSON reads as a form feed; expected \\\\frac; "
      "8: has \\beta with a single backslash, which JSON reads as a backspace; expected \\\\beta");
  CHECK(told(single_backslashes("\rho")).find("a carriage return") != std::string::npos);
  CHECK(told(single_backslashes("a\t b")).find("the control character U+0009") !=
        std::string::npos);
  CHECK(single_backslashes("a\nb, ä").empty());
}

TEST_CASE("backslashes: a line break that was meant as a command") {
  const std::string nabla =
      ": has \\nabla with a single backslash, which JSON reads as a line break; expected \\\\nabla";
  CHECK(of_latex("x = \nabla f") == "4" + nabla);
  CHECK(of_latex("x\n= u") == "");
  CHECK(of_latex("x\nabc") == "");  // no command
  CHECK(of_latex("x\nu") != "");
  CHECK_FALSE(latex_problem({"x\nu", {1}}));  // the lines of a list
}
