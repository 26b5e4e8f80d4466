// Data climbs, imports point down: no file includes a higher floor, none its own in a circle.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace fs = std::filesystem;

namespace {

const std::map<std::string, int> kFloors = {
    {"base", 0},     {"nn", 1},     {"io", 1},       {"train", 2}, {"explain", 2}, {"prototype", 2},
    {"oneclass", 2}, {"series", 2}, {"dynamics", 2}, {"lab", 3},   {"wasm", 4},    {"cli", 4}};

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
  CHECK(all.size() > 40);
  for (const auto& [file, included] : all)
    for (const auto& other : included) {
      INFO(file << " includes " << other);
      REQUIRE(kFloors.count(folder(file)) == 1);
      REQUIRE(kFloors.count(folder(other)) == 1);
      CHECK(kFloors.at(folder(other)) <= kFloors.at(folder(file)));
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
