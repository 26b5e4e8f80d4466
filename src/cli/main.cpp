// The native command. Exit 0, or 2 with one line on stderr: "relevance: <code>: <message>".
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <new>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "cli/commands.hpp"

namespace {

using relevance::Error;

/// Messages quote what files and arguments hold, which may be made to disturb a terminal.
int fail(const std::string& code, const std::string& message) {
  constexpr size_t kLongestLine = 1000;
  std::cerr << "relevance: " << code << ": " << relevance::printable(message, kLongestLine) << "\n";
  return 2;
}

/// The subcommand that was chosen, or the whole program.
const CLI::App* chosen(const CLI::App& app) {
  const auto subcommands = app.get_subcommands();
  return subcommands.empty() ? &app : subcommands.front();
}

/// What CLI11 did not expect, with the nearest option or subcommand.
std::string describe(const CLI::ParseError& error, const CLI::App& app, int argc, char** argv) {
  const CLI::App* command = chosen(app);
  std::vector<std::string> known;
  for (const auto* option : command->get_options()) known.push_back(option->get_name());
  for (const auto* sub : command->get_subcommands([](const CLI::App*) { return true; }))
    known.push_back(sub->get_name());
  std::string message = error.what();
  for (int i = 1; i < argc; ++i) {
    std::string given(argv[i]);
    given = given.substr(0, given.find('='));
    const bool is_name = given.starts_with("--") || (command == &app && i == 1);
    if (!is_name || std::find(known.begin(), known.end(), given) != known.end()) continue;
    const std::string near = relevance::nearest_name(given, known);
    message = (given.starts_with("--") ? "unknown option " : "unknown command ") + given;
    if (!near.empty()) message += ", did you mean " + near + "?";
    break;
  }
  return message + " (see relevance" + (command == &app ? "" : " " + command->get_name()) +
         " --help)";
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Explains what machine learning models do.", "relevance"};
  app.set_version_flag("--version", "relevance 0.1.0");
  app.require_subcommand(1);
  relevance::cli::add_explain(app);
  relevance::cli::add_compare(app);
  relevance::cli::add_evaluate(app);
  relevance::cli::add_run(app);
  relevance::cli::add_check(app);
  relevance::cli::add_train(app);
  relevance::cli::add_types(app);
  try {
    app.parse(argc, argv);
    std::cout.flush();
    return std::cout ? 0 : fail("internal", "cannot write the output");
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    return fail("bad-argument", describe(error, app, argc, argv));
  } catch (const Error& error) {
    return fail(error.code, error.message);
  } catch (const std::bad_alloc&) {
    return fail("out-of-memory", "not enough memory");
  } catch (const std::exception& error) {
    return fail("internal", error.what());
  }
}
