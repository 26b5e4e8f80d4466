#pragma once
// What an experiment lets the student change. The page draws any list of these.

#include <limits>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "lab/value.hpp"

namespace relevance {

enum class ControlKind {
  slider,       ///< double
  choice,       ///< string, one of the options
  toggle,       ///< bool
  point,        ///< Array {2}
  point_set,    ///< Array {n, 2}
  vector,       ///< Array {n}
  matrix,       ///< Array {rows, columns}
  series,       ///< Array {n}, drawn
  image,        ///< Array {side, side}, drawing canvas, ink in [0, 1]; {} is empty
  network,      ///< Array {n}: the editable weights of a network view that `sets` it
  step,         ///< double, a whole number: play, pause, step, step back, reset
  run,          ///< double, a whole number: the step an iterated run goes to, by advance
  layer_rules,  ///< list of strings, one per row of `rows`
  seed,         ///< double, a whole number
  index,        ///< double, a whole number picked on a view
  action,       ///< bool, true in the one run that asks for it
};

std::string to_string(ControlKind kind);

struct Option {
  std::string value;
  Text label;
  Text help = {};  ///< one sentence, shown on hover and focus
};

/// A declaration, with defaults for what a kind does not use.
struct Control {
  std::string name;
  ControlKind kind = ControlKind::slider;
  Text label;
  Text help = {};
  Value initial = 0.0;
  double low = 0, high = 1, step = 0;  ///< of numbers, of each of an array; step 0: continuous
  Index most = 4096;                   ///< elements of an array
  bool logarithmic = false;
  std::string unit = {};
  std::vector<Option> options = {};
  std::vector<std::string> rows = {};    ///< names of the lines of layer_rules
  Text section = {};                     ///< heading of the controls that stand together
  std::vector<std::string> resets = {};  ///< controls that a change of this one sets back
  bool positive_definite = false;        ///< of a matrix: symmetric positive definite
};

/// The values of all controls: what is given, checked against the declarations
/// (`unknown-name`, `wrong-type`, `out-of-range`), and the initial value elsewhere.
Values complete_values(const std::vector<Control>& controls, const Values& given);

/// Access to a completed value by name.
double number(const Values& values, const std::string& name);
bool flag(const Values& values, const std::string& name);
const std::string& word(const Values& values, const std::string& name);
const Array& array(const Values& values, const std::string& name);
const std::vector<std::string>& words(const Values& values, const std::string& name);

}  // namespace relevance
