#pragma once
// What a control holds. Values cross the boundary by name.

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "base/types.hpp"

namespace relevance {

/// Numbers with a shape, row-major; `shape` {} is a scalar.
struct Array {
  Shape shape;
  std::vector<double> values;
};

using Value = std::variant<bool, double, std::string, std::vector<std::string>, Array>;
using Values = std::map<std::string, Value>;

}  // namespace relevance
