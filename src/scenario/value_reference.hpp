#pragma once
// `\value{R}`, `\value{R[0]}`, `\value{K[0][1]}` in the numbers of a solution, as
// web/src/state/quantities.ts reads them.

#include <string>
#include <vector>

#include "lab/frame.hpp"

namespace relevance {

struct ValueReference {
  std::string name;            ///< of a quantity; "": it cannot be read
  std::vector<size_t> places;  ///< one counts row by row, several are one for each axis
};

/// `after_value`: the byte after "\value".
ValueReference read_value(const std::string& text, size_t after_value);

/// Whether the quantity has that entry; none means all of it.
bool holds(const Quantity& quantity, const std::vector<size_t>& places);

}  // namespace relevance
