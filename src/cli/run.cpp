// relevance run SCENARIO.json [--set name=VALUE …] [--advance N]
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "lab/view_table.hpp"

namespace relevance::cli {
namespace {

using Json = nlohmann::ordered_json;

struct RunOptions {
  std::string scenario;
  std::vector<std::string> settings;
  int64_t advances = 0;
  bool views = false;
};

/// Values from `at` on, nested by the axes from `axis` on.
template <class T>
Json nested(const Shape& shape, const std::vector<T>& values, size_t axis, size_t& at) {
  if (axis == shape.size()) return values[at++];
  Json list = Json::array();
  for (Index i = 0; i < shape[axis]; ++i) list.push_back(nested(shape, values, axis + 1, at));
  return list;
}

Json to_json(bool value) { return value; }
Json to_json(double value) { return value; }
Json to_json(const std::string& value) { return value; }
Json to_json(const Text& text) { return {{"en", text.en}, {"de", text.de}}; }
Json to_json(const Strings& words) { return words; }
Json to_json(const Texts& texts) {
  Json list = Json::array();
  for (const Text& text : texts) list.push_back(to_json(text));
  return list;
}
Json to_json(const Array& array) {
  size_t at = 0;
  return nested(array.shape, array.values, 0, at);
}
Json to_json(const Picture& picture) {
  size_t at = 0;
  return nested(picture.shape, picture.values, 0, at);
}

/// The views so far, by id; what a frame leaves out is as before.
class ShownViews {
 public:
  void take(const Frame& frame) {
    if (!frame.partial) std::swap(before_, views_), views_ = Json::object();
    for (const View& view : frame.views) {
      const Json& before = frame.partial ? views_ : before_;
      Json fields = Json::object();
      for (const auto& name : view.kept) fields[name] = before.at(view.id).at("fields").at(name);
      each_field(view, [&](const char* name, FieldRef field) {
        fields[name] = std::visit([](const auto* value) { return to_json(*value); }, field);
      });
      views_[view.id] = {{"kind", kind_of(view)}, {"fields", std::move(fields)}};
    }
  }
  const Json& views() const { return views_; }

 private:
  Json views_ = Json::object(), before_;
};

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

/// What a slice says anew.
void take(Frame& frame, Frame slice) {
  if (!slice.partial) {
    frame = std::move(slice);
    return;
  }
  frame.standing = slice.standing;
  for (auto& [name, quantity] : slice.quantities)
    frame.quantities.insert_or_assign(name, std::move(quantity));
}

void run(const RunOptions& options) {
  constexpr double kSliceMs = 10;
  check_range("run", "advance", double(options.advances), 0, 1e9);
  const Values values = read_settings(options.settings);
  Exercise exercise = open_exercise(options.scenario);
  Session& session = exercise.session;
  Frame frame = run_session(session, options.scenario, values);
  ShownViews shown;
  if (options.views) shown.take(frame);
  for (int64_t i = 0; i < options.advances && !frame.standing.done; ++i) {
    Frame slice = session.advance(kSliceMs);
    if (options.views) shown.take(slice);
    take(frame, std::move(slice));
  }
  if (frame.problem) throw *frame.problem;
  Json json{{"quantities", Json::object()}, {"checks", Json::array()}};
  for (const auto& [name, quantity] : frame.quantities)
    json["quantities"][name] = to_json(quantity);
  for (const Check& check : frame.checks) {
    Json entry{{"name", check.name},
               {"left", check.left},
               {"right", check.right},
               {"gap", check.gap()},
               {"status", to_string(check.status)}};
    if (check.status != CheckStatus::holds) entry["reason"] = check.reason.en;
    json["checks"].push_back(std::move(entry));
  }
  if (options.views) json["views"] = shown.views();
  std::cout << json.dump() << "\n";
}

}  // namespace

void add_run(CLI::App& app) {
  auto options = std::make_shared<RunOptions>();
  auto* command = app.add_subcommand("run", "Run a scenario and print its quantities and checks");
  command->add_option("SCENARIO", options->scenario, "scenario, a JSON file")->required();
  command->add_option("--set", options->settings, "value of a control, name=VALUE")
      ->allow_extra_args(false);
  command->add_option("--advance", options->advances, "how many slices of long work to do (0)");
  command->add_flag("--views", options->views, "print the views' fields too");
  command->callback([options] { run(*options); });
}

}  // namespace relevance::cli
