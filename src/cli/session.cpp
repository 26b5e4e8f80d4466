#include "cli/session.hpp"

#include <filesystem>
#include <set>

#include "base/error.hpp"
#include "io/file.hpp"

namespace relevance::cli {
namespace {

void provide(Session& session, const std::string& path, const std::string& asset) {
  session.provide(asset, read_file((std::filesystem::path(path).parent_path() / asset).string()));
}

}  // namespace

Exercise open_exercise(const std::string& path) {
  const Bytes text = read_file(path);
  Exercise exercise(parse_scenario(std::string(text.begin(), text.end())));
  Session& session = exercise.session;
  // What is provided may bring further needs, so the list is asked for again.
  std::set<std::string> provided;
  for (auto needs = session.needs(); !needs.empty(); needs = session.needs())
    for (const auto& asset : needs) {
      if (!provided.insert(asset).second)
        throw Error("bad-data", asset + ": was read, but the experiment still asks for it",
                    {{"name", asset}});
      provide(session, path, asset);
    }
  return exercise;
}

Frame run_session(Session& session, const std::string& path, const Values& values) {
  std::set<std::string> provided;  // what these values ask for beyond what all do
  for (;;) {
    try {
      return session.run(values);
    } catch (const Error& error) {
      if (error.code != "asset-missing" || !provided.insert(error.params.at("name")).second) throw;
      provide(session, path, error.params.at("name"));
    }
  }
}

}  // namespace relevance::cli
