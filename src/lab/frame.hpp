#pragma once
// What an experiment shows: views, named quantities, checks. The page draws any list of views; it
// knows no exercise.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "lab/check.hpp"
#include "lab/control.hpp"
#include "lab/view.hpp"

namespace relevance {

using Quantity = Array;

/// Named numbers, vectors and matrices: what answers are graded against.
///
///   q("R", relevance)("sum", relevance.sum());
class Quantities : public std::map<std::string, Quantity> {
 public:
  Quantities& operator()(const char* name, Quantity array);
  Quantities& operator()(const char* name, double number);
  Quantities& operator()(const char* name, const Eigen::MatrixXd& matrix);
  Quantities& operator()(const char* name, const Eigen::VectorXd& vector);
  /// A scalar's value. The name must be there.
  double number(const std::string& name) const { return at(name).values[0]; }
};

/// A control that has no effect in the present state.
struct IdleControl {
  std::string name;
  Text reason;
};
using Idle = std::vector<IdleControl>;

/// How far work that goes on has come.
struct Standing {
  int step = 0;
  double progress = 1;  ///< in [0, 1]
  Text label = {};
  bool done = true;  ///< false: call advance
};

struct Frame {
  std::vector<View> views;
  Quantities quantities;
  std::vector<Check> checks;
  Idle disabled;
  /// What stands in the way of the rest (nothing drawn yet); the views given are valid.
  std::optional<Error> problem;
  std::vector<Text> notices;      ///< e.g. what was left off a model
  std::vector<Control> controls;  ///< declared anew where a value changed the list (else empty)
  Standing standing;
  /// Of a slice: only the views it holds have changed, and all else but `standing` is as before.
  bool partial = false;
};

}  // namespace relevance
