#pragma once
// What a student is asked, and how an answer is judged; read by scenario/read_scenario.cpp.

#include <map>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "lab/value.hpp"

namespace relevance {

/// A name that formulas may use. Its value at a sample is a control's or a quantity's.
struct Symbol {
  std::string name;      ///< as MathJSON spells it: "a_1", "gamma", "Sigma"
  std::string latex;     ///< as it is typed and shown: "a_1", "\\gamma", "\\Sigma"
  std::string control;   ///< exactly one of the two: a control …
  std::string quantity;  ///< … or a quantity of the frame
  Text meaning;
};

enum class AnswerKind {
  formula,    ///< MathJSON over the symbols, compared at sampled control values
  number,     ///< MathJSON without symbols, compared at `at`
  choice,     ///< one of the options
  construct,  ///< a state of the controls: `quantity` at the present values is at most `tolerance`
};

/// Where a sampled control is drawn from. Numbers: uniform in [low, high]; a control that
/// holds an array is drawn element by element, in its own shape.
struct Domain {
  std::string control;
  double low = 0, high = 1;
};

struct AnswerOption {
  std::string value;
  Text label;
  bool right = false;
  Text feedback = {};
};

/// A wrong answer that is known, with its own feedback: a MathJSON formula (as JSON text).
struct KnownWrong {
  std::string formula;
  Text feedback;
};

/// An answer and what must become of it: `status` right, wrong, unreadable or shape;
/// `known` the index of the known wrong answer that must be recognised, or −1.
struct TaskTest {
  std::string answer;  ///< MathJSON as JSON text; for choice the option's value
  std::string latex;   ///< what a student would type for it, "" if it is not typed
  Values values = {};  ///< of construct: the state that is handed in
  std::string status;
  int known = -1;
};

struct Task {
  std::string id;
  Text prompt;  ///< Markdown with LaTeX
  AnswerKind kind = AnswerKind::formula;
  std::string quantity;  ///< what the answer is compared with
  Index element = -1;    ///< of that quantity, −1: all of it
  Values at = {};        ///< controls held fixed while grading, shown when the task opens
  std::vector<Domain> domain = {};  ///< of the sampled controls
  std::string where = {};  ///< MathJSON condition a sample must meet, as JSON text; "" none
  std::vector<std::string> symbols = {};  ///< names the answer may use; empty: all
  double tolerance = 1e-6;                ///< relative to max(1, |truth|)
  std::vector<AnswerOption> options = {};
  std::vector<Text> hints = {};  ///< given one at a time
  std::vector<KnownWrong> wrong = {};
  std::vector<TaskTest> tests = {};
};

/// One step of a worked solution. In `formula` `\term{id}{…}` marks what lights the mark of that
/// id in the views; in `numbers` `\value{R1}` or `\value{R[0]}` stands for a quantity's current
/// value.
struct SolutionStep {
  Text text;
  std::string formula;
  std::string numbers;
  Values at = {};  ///< controls set when the step is shown
};

}  // namespace relevance
