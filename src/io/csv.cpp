#include "io/csv.hpp"

#include <cmath>
#include <cstdlib>

#include "base/error.hpp"
#include "base/utf8.hpp"

namespace relevance {
namespace {

std::string trimmed(const std::string& text) {
  const char* blank = " \r\t\"";
  const size_t first = text.find_first_not_of(blank);
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::vector<std::string> cells_of(const std::string& line, char separator) {
  std::vector<std::string> cells;
  size_t begin = 0, end = 0;
  do {
    end = std::min(line.find(separator, begin), line.size());
    cells.push_back(trimmed(line.substr(begin, end - begin)));
    begin = end + 1;
  } while (end < line.size());
  return cells;
}

bool is_number(const std::string& cell, double& value) {
  char* end = nullptr;
  value = std::strtod(cell.c_str(), &end);
  return !cell.empty() && end == cell.c_str() + cell.size() && std::isfinite(value);
}

[[noreturn]] void fail(size_t line, const std::string& given, const std::string& expected) {
  throw Error("bad-data", "line " + std::to_string(line) + ": " + given + ", expected " + expected,
              {{"line", std::to_string(line)}, {"given", given}, {"expected", expected}});
}

std::string quoted(const std::string& cell) {
  constexpr size_t kLongest = 60;
  return "\"" + printable(cell, kLongest) + "\"";
}

/// Spreadsheets mark UTF-8 by these three bytes.
bool begins_with_mark(const std::string& text) { return text.starts_with("\xEF\xBB\xBF"); }

}  // namespace

CsvTable read_csv(ByteView bytes) {
  CsvTable table;
  const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  std::vector<double> values;
  char separator = 0;
  size_t width = 0, rows = 0, number = 0;
  for (size_t begin = begins_with_mark(text) ? 3 : 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (trimmed(line).empty()) continue;
    if (separator == 0)
      separator = line.find(';') != std::string::npos    ? ';'
                  : line.find('\t') != std::string::npos ? '\t'
                                                         : ',';
    const auto cells = cells_of(line, separator);
    double value = 0;
    if (width == 0) {
      width = cells.size();
      bool names = true;
      for (const auto& cell : cells) names = names && !is_number(cell, value);
      if (names) {
        for (const auto& cell : cells)
          if (!is_utf8(cell)) fail(number, "the name " + quoted(cell), "names in UTF-8");
        table.columns = cells;
        continue;
      }
    }
    if (cells.size() != width)
      fail(number, std::to_string(cells.size()) + " cells", std::to_string(width));
    for (const auto& cell : cells) {
      if (!is_number(cell, value)) fail(number, quoted(cell), "a finite number");
      values.push_back(value);
    }
    ++rows;
  }
  if (rows == 0) fail(std::max<size_t>(number, 1), "no row of numbers", "at least one");
  table.values = Eigen::Map<const Eigen::Matrix<double, -1, -1, Eigen::RowMajor>>(
      values.data(), Index(rows), Index(width));
  return table;
}

}  // namespace relevance
