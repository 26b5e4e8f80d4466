#pragma once
// What an experiment shows: views, named quantities, checks. The page draws any
// list of views; it knows no exercise.

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "lab/control.hpp"
#include "lab/value.hpp"

namespace relevance {

/// A picture's numbers, row-major, in single precision.
struct Picture {
  Shape shape;
  std::vector<float> values;
};

/// What stands under a view's title: a template of the page's dictionary, filled in.
struct Caption {
  std::string key;  ///< e.g. "strongest"
  std::map<std::string, Value> params = {};
};

/// A field of a view: what the component of its kind reads.
using Field = std::variant<bool, double, std::string, Text, std::vector<std::string>,
                           std::vector<Text>, Picture, Array>;

/// A picture of a known kind ("heatmap", "image", "bars", "maps", "strip", "table" …).
/// Its fields are documented where they are made, in lab/views.hpp.
struct View {
  std::string kind;
  std::string id;
  Text title;
  Caption caption = {};
  std::string group = {};        ///< views of one group stand side by side
  std::string scale_group = {};  ///< views of one scale group share a colour scale
  std::map<std::string, Field> fields = {};
  std::string sets = {};   ///< the control that a click or drag on it changes
  bool unchanged = false;  ///< the page keeps what it has for this id, but for the fields given
};

using Quantity = Array;

enum class CheckStatus { holds, fails, not_claimed };
std::string to_string(CheckStatus status);

/// A named invariant with both sides.
struct Check {
  std::string name;
  Text label;
  double left = 0, right = 0;
  double tolerance = 1e-9;  ///< relative to max(1, |left|, |right|)
  CheckStatus status = CheckStatus::holds;
  Text reason = {};  ///< why it is not claimed, or fails
  double gap() const;
};

/// Status from the two sides: holds within the tolerance, else fails (NaN fails).
Check make_check(std::string name, Text label, double left, double right, double tolerance,
                 Text reason_if_failing = {});

/// A control that has no effect in the present state.
struct ControlState {
  std::string name;
  Text reason;
};

struct Frame {
  std::vector<View> views;
  std::map<std::string, Quantity> quantities;
  std::vector<Check> checks;
  std::vector<ControlState> disabled;
  /// What stands in the way of the rest (nothing drawn yet); the views given are valid.
  std::optional<Error> problem;
  std::vector<Text> notices;      ///< e.g. what was left off a model
  std::vector<Control> controls;  ///< declared anew where a value changed the list (else empty)
  int step = 0;
  double progress = 1;  ///< in [0, 1]
  Text progress_label = {};
  bool done = true;  ///< false: call advance
};

/// The same frame for a page that has it: every view unchanged, nothing declared anew.
Frame kept(const Frame& frame);

}  // namespace relevance
