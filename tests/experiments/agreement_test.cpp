// Known wrong answers agree with the truth almost nowhere, in every scenario there is.
#include "grade/agreement.hpp"

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>

#include "support/open_scenario.hpp"

using namespace relevance;
using namespace relevance::testing;

TEST_CASE("agreement: known wrong answers agree with the truth at 5 % of the samples at most") {
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(RELEVANCE_ROOT) + "/examples")) {
    const std::string file = entry.path().filename().string();
    if (entry.path().extension() != ".json" || file.find(".schema.") != std::string::npos) continue;
    const std::string name = entry.path().stem().string();
    const Exercise exercise = open_exercise(name);
    for (const auto& [task, known, share, most] : wrong_agreements(exercise)) {
      std::printf("%s, task %s, known wrong answer %zu: agrees at %.0f %%\n", name.c_str(),
                  task.c_str(), known, 100 * share);
      INFO(name << ", task " << task << ", known wrong answer " << known);
      CHECK(share <= most);
    }
  }
}
