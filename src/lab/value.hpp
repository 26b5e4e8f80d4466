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
  bool operator==(const Array&) const = default;
};

/// Scalars as 1×1, {n} as n×1, {r, c} as r×c; what has more axes as one column.
Eigen::MatrixXd to_matrix(const Array& array);
/// 1×1 as a scalar, n×1 as {n}, else {rows, columns}.
Array to_array(const Eigen::MatrixXd& matrix);

using Value = std::variant<bool, double, std::string, std::vector<std::string>, Array>;
using Values = std::map<std::string, Value>;
/// An experiment's own configuration: names of models and data, sizes.
using Config = std::map<std::string, Value>;

}  // namespace relevance
