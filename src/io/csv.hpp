#pragma once
// Tables of numbers as text: one line a row, cells between commas, semicolons or tabs.

#include <string>
#include <vector>

#include "base/types.hpp"
#include "io/bytes.hpp"

namespace relevance {

struct CsvTable {
  std::vector<std::string> columns;  ///< names, where the first line holds any; else none
  Matrix<double> values;             ///< [rows × columns]
};

/// The separator is the first of `;`, tab, comma that the first line holds; numbers have a decimal
/// point. Empty lines are passed over, quotes about a name are taken off. Raises `bad-data` naming
/// the line: a cell that is no finite number, a line of another length, a name that is not UTF-8,
/// no row at all.
CsvTable read_csv(ByteView bytes);

}  // namespace relevance
