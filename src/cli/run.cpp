// relevance run SCENARIO.json [--set name=VALUE …] [--advance N]
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/session.hpp"

namespace relevance::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string scenario;
  std::vector<std::string> settings;
  int64_t advances = 0;
};

/// Values from `at` on, nested by the axes from `axis` on.
Json nested(const Array& array, size_t axis, size_t& at) {
  if (axis == array.shape.size()) return array.values[at++];
  Json list = Json::array();
  for (Index i = 0; i < array.shape[axis]; ++i) list.push_back(nested(array, axis + 1, at));
  return list;
}

Values read_settings(const std::vector<std::string>& settings) {
  Values values;
  for (const auto& text : settings) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
      throw Error("bad-argument", "--set " + text + ": expected name=VALUE",
                  {{"given", text}, {"expected", "name=VALUE"}});
    values[text.substr(0, equals)] = parse_value(text.substr(equals + 1));
  }
  return values;
}

void run(const Options& options) {
  constexpr double kSliceMs = 10;
  check_range("run", "advance", double(options.advances), 0, 1e9);
  const Values values = read_settings(options.settings);
  Exercise exercise = open_exercise(options.scenario);
  Session& session = exercise.session;
  Frame frame = run_session(session, options.scenario, values);
  for (int64_t i = 0; i < options.advances && !frame.done; ++i) frame = session.advance(kSliceMs);
  if (frame.problem) throw *frame.problem;
  Json json{{"quantities", Json::object()}, {"checks", Json::array()}};
  for (const auto& [name, quantity] : frame.quantities) {
    size_t at = 0;
    json["quantities"][name] = nested(quantity, 0, at);
  }
  for (const Check& check : frame.checks) {
    Json entry{{"name", check.name},
               {"left", check.left},
               {"right", check.right},
               {"gap", check.gap()},
               {"status", to_string(check.status)}};
    if (check.status != CheckStatus::holds) entry["reason"] = check.reason.en;
    json["checks"].push_back(std::move(entry));
  }
  std::cout << json.dump() << "\n";
}

}  // namespace

void add_run(CLI::App& app) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("run", "Run a scenario and print its quantities and checks");
  command->add_option("SCENARIO", options->scenario, "scenario, a JSON file")->required();
  command->add_option("--set", options->settings, "value of a control, name=VALUE")
      ->allow_extra_args(false);
  command->add_option("--advance", options->advances, "how many slices of long work to do (0)");
  command->callback([options] { run(*options); });
}

}  // namespace relevance::cli
