#include "cli/session.hpp"

#include <filesystem>

#include "base/error.hpp"
#include "io/file.hpp"

namespace relevance::cli {

Session open_session(const std::string& path) {
  const Bytes text = read_file(path);
  Session session(parse_scenario(std::string(text.begin(), text.end())));
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  // What is provided may bring further needs, so the list is asked for again.
  for (auto needs = session.needs(); !needs.empty(); needs = session.needs())
    for (const auto& name : needs) session.provide(name, read_file((folder / name).string()));
  return session;
}

}  // namespace relevance::cli
