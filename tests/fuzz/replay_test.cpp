// The files of the fuzzers, with every build and compiler: seeds are taken, finds stay mended.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "fuzz/targets.hpp"
#include "io/file.hpp"

using namespace relevance;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> files_of(const std::string& folder) {
  std::vector<fs::path> paths;
  const fs::path root = fs::path(RELEVANCE_ROOT) / "tests/fuzz" / folder;
  if (!fs::is_directory(root)) return paths;
  for (const auto& entry : fs::directory_iterator(root)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

TEST_CASE("fuzz: every seed is answered", "[fuzz]") {
  for (const auto& target : fuzz::targets()) {
    const auto files = files_of(std::string("corpus/") + target.name);
    INFO(target.name);
    CHECK((target.name == std::string("onnx") || !files.empty()));  // those of onnx: tests/io/zoo
    for (const auto& path : files) {
      INFO(path.string());
      CHECK_NOTHROW(target.take(read_file(path.string())));
    }
  }
}

// A file is named by its answer: "bad-data__what-was-wrong.npy", "ok__what-was-wrong.csv".
TEST_CASE("fuzz: every find has the answer that was decided", "[fuzz]") {
  for (const auto& target : fuzz::targets())
    for (const auto& path : files_of(std::string("regressions/") + target.name)) {
      const std::string name = path.filename().string();
      INFO(path.string());
      CHECK(target.take(read_file(path.string())) == name.substr(0, name.find("__")));
    }
}
