// Data climbs, imports point down: no file includes a higher floor, none its own in a circle.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

namespace fs = std::filesystem;

namespace {

/// "2:explain" in CMakeLists.txt: folder explain stands on floor 2.
std::map<std::string, int> read_floors() {
  std::ifstream file(fs::path(RELEVANCE_ROOT) / "CMakeLists.txt");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const size_t begin = text.find("set(FLOORS"), end = text.find(')', begin);
  std::istringstream list(text.substr(begin + 10, end - begin - 10));
  std::map<std::string, int> floors;
  for (std::string entry; list >> entry;)
    floors[entry.substr(entry.find(':') + 1)] = std::stoi(entry);
  return floors;
}

std::map<std::string, std::set<std::string>> includes() {
  const fs::path src = fs::path(RELEVANCE_ROOT) / "src";
  std::map<std::string, std::set<std::string>> found;
  for (const auto& entry : fs::recursive_directory_iterator(src)) {
    if (entry.path().extension() != ".hpp" && entry.path().extension() != ".cpp") continue;
    const std::string name = fs::relative(entry.path(), src).generic_string();
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);)
      if (line.rfind("#include \"", 0) == 0)
        found[name].insert(line.substr(10, line.rfind('"') - 10));
  }
  return found;
}

std::string folder(const std::string& file) { return file.substr(0, file.find('/')); }

}  // namespace

TEST_CASE("house: no include points to a higher floor") {
  const auto all = includes();
  const auto floors = read_floors();
  CHECK(all.size() > 40);
  CHECK(floors.size() > 10);
  for (const auto& [file, included] : all)
    for (const auto& other : included) {
      INFO(file << " includes " << other);
      REQUIRE(floors.count(folder(file)) == 1);
      REQUIRE(floors.count(folder(other)) == 1);
      CHECK(floors.at(folder(other)) <= floors.at(folder(file)));
    }
}

TEST_CASE("house: folders of one floor include each other in one direction only") {
  std::set<std::pair<std::string, std::string>> edges;
  for (const auto& [file, included] : includes())
    for (const auto& other : included)
      if (folder(file) != folder(other)) edges.insert({folder(file), folder(other)});
  for (const auto& [from, to] : edges) {
    INFO(from << " and " << to);
    CHECK(edges.count({to, from}) == 0);
  }
}
