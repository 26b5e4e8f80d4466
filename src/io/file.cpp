#include "io/file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/error.hpp"

namespace relevance {

Bytes read_file(const std::string& path) {
  std::error_code ignored;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, ignored))
    throw Error("file-missing", "cannot open the file " + path, {{"name", path}});
  Bytes bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) throw Error("file-missing", "cannot read the file " + path, {{"name", path}});
  return bytes;
}

void write_file(const std::string& path, ByteView bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
  file.close();
  if (!file) throw Error("file-missing", "cannot write the file " + path, {{"name", path}});
}

}  // namespace relevance
