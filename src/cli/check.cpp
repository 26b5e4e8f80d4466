// relevance check SCENARIO.json…
#include <filesystem>
#include <iostream>
#include <memory>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "grade/grade.hpp"
#include "io/file.hpp"
#include "scenario/check_texts.hpp"

namespace relevance::cli {
namespace {

/// Prints what is wrong with texts and formulas, and raises the first of it.
void check_texts(const std::string& path, const Exercise& exercise) {
  const Bytes file = read_file(path);
  std::vector<Error> problems = text_problems({file.begin(), file.end()}, exercise);
  if (problems.empty()) return;
  for (const Error& problem : problems) std::cout << path << ": " << problem.message << "\n";
  if (problems.size() > 1)
    problems.front().message +=
        " (and " + std::to_string(problems.size() - 1) + " more in its texts)";
  throw problems.front();
}

/// Parses, opens, provides, runs the presets and the tasks' own tests. Raises what is wrong.
void check_one(const std::string& path) {
  Exercise exercise = open_exercise(path);
  const std::string stem = std::filesystem::path(path).stem().string();
  if (exercise.scenario.name != stem)
    throw Error("bad-scenario",
                "name is \"" + exercise.scenario.name + "\", the file's is \"" + stem + "\"");
  check_texts(path, exercise);
  const Frame frame = exercise.session.run({});
  for (const Check& check : frame.checks)
    if (check.status == CheckStatus::fails)
      throw Error("bad-scenario", "check \"" + check.name + "\" fails with the presets, gap " +
                                      std::to_string(check.gap()));
  const std::vector<std::string> failing = failing_tests(exercise);
  for (const auto& line : failing) std::cout << path << ": " << line << "\n";
  if (!failing.empty())
    throw Error("bad-scenario", std::to_string(failing.size()) +
                                    " of what the tasks claim does not hold: " + failing.front());
}

void check(const std::vector<std::string>& paths) {
  std::vector<Error> errors;
  for (const auto& path : paths) {
    try {
      check_one(path);
      std::cout << path << ": ok\n";
    } catch (const Error& error) {
      errors.emplace_back(error.code, path + ": " + error.message, error.params);
      std::cout << path << ": " << error.code << "\n";
    }
  }
  std::cout.flush();
  if (errors.empty()) return;
  if (errors.size() > 1)
    errors.front().message += " (and " + std::to_string(errors.size() - 1) + " more)";
  throw errors.front();
}

}  // namespace

void add_check(CLI::App& app) {
  auto paths = std::make_shared<std::vector<std::string>>();
  auto* command = app.add_subcommand(
      "check",
      "Validate scenarios: read, open, check the texts, run the presets and the tasks' tests");
  command->add_option("SCENARIO", *paths, "scenarios, JSON files")->required();
  command->callback([paths] { check(*paths); });
}

}  // namespace relevance::cli
