#include "scenario/prose.hpp"

#include <catch2/catch.hpp>

using namespace relevance;

namespace {

/// All problems, as "byte: what; byte: what", or "".
std::string of_prose(const std::string& prose) {
  std::string all;
  for (const auto& problem : prose_problems({prose}))
    all += (all.empty() ? "" : "; ") + std::to_string(problem.at) + ": " + problem.what;
  return all;
}

}  // namespace

TEST_CASE("prose: formulas are found as the page finds them") {
  for (const char* good :
       {"no formula", "$a$ and $\\frac{a}{b}$", "$$a\n= b$$", "costs \\$5", "`$` and ``a ` $``",
        "$a\\$b$", "a $$b$$ c\n\n$$d$$", "*a* \\* \\_", "``` unclosed"})
    CHECK(of_prose(good) == "");
}

TEST_CASE("prose: a dollar without partner, LaTeX outside, mistakes inside of formulas") {
  const std::string alone =
      ": has a $ without its partner in the same line; a dollar sign itself is written \\\\$";
  CHECK(of_prose("$a") == "0" + alone);
  CHECK(of_prose("$a\n+ b$ c") == "0" + alone + "; 6" + alone);
  CHECK(of_prose("a $b$ c$ d") == "7" + alone);
  CHECK(of_prose("a $$b$ c") == "2: has $$ that no other $$ closes");
  CHECK(of_prose("$$$$") == "0: has $$ that no other $$ closes");
  CHECK(of_prose("the \\gamma rule") ==
        "4: has \\gamma outside of a formula, expected $…$ around it");
  CHECK(of_prose("$a$ $b}$ ${c$") == "6: has } without { before it; 10: has { that nothing closes");
}

TEST_CASE("prose: a line break that was meant as a command") {
  const std::string nabla =
      ": has \\nabla with a single backslash, which JSON reads as a line break; expected \\\\nabla";
  CHECK(of_prose("a $\nabla f$ b") == "3" + nabla);
  CHECK(of_prose("$$x\n\nabla f$$") == "4" + nabla);
  CHECK(of_prose("a\nabla b") == "");                   // prose has lines
  CHECK(prose_problems({"$$\nu = 1$$", {2}}).empty());  // the lines of a list
}
