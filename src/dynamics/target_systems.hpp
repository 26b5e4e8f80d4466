#pragma once
// Systems of two units whose behaviour has a name: what a network is to learn.

#include <string>
#include <vector>

#include "dynamics/recurrent.hpp"

namespace relevance {

/// "damped-spiral", "limit-cycle", "two-attractors".
const std::vector<std::string>& target_names();

/// With rate and step as given. Raises `unknown-name`.
RecurrentSystem target_system(const std::string& name, double rate, double h);

/// A walk through `places [2 × n]` as a trajectory of `steps` steps: straight between places, at
/// the same speed everywhere. `steps + 1` columns. Raises `shape-mismatch` for fewer than two.
Matrix<double> trajectory_through(const Matrix<double>& places, Index steps);

}  // namespace relevance
