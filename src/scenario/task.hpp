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
  formula,     ///< MathJSON over the symbols, compared at sampled control values
  number,      ///< MathJSON without symbols, compared at `at`
  choice,      ///< one of the options
  construct,   ///< a state of the controls: `quantity` at the present values is at most `tolerance`
  derivation,  ///< lines, each following from the one before
  order,       ///< given steps, brought into an order that proves the claim
  fill,        ///< a proof with blanks, each of them a task of its own
};
const std::vector<std::string>& answer_kind_names();

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

/// A name of one task alone. At a sample its entries are drawn from [low, high].
struct FreeSymbol {
  std::string name, latex;
  Text meaning;
  Shape shape;  ///< {} a scalar
  double low = -2, high = 2;
};

/// What the lines of a derivation are to determine: of these values, one is sought.
struct Unknown {
  std::string name, latex;
  Text meaning;
  std::string quantity;  ///< its true value
};

/// Why a line follows, to choose from a list.
struct Reason {
  std::string value;
  Text label;
  bool right = true;    ///< false: no step of this proof has it
  bool needed = false;  ///< some step must have it
  Text feedback = {};   ///< where it is not right
};

/// Where a derivation begins and where it must end. With unknowns its lines are statements
/// (equations, joined by ⟺ or ⟹), else values (joined by = or ≤).
struct Derivation {
  std::string start;        ///< MathJSON of the first line as JSON text; "" of statements: sought
  std::string start_latex;  ///< as it is shown
  std::vector<std::string> relations;  ///< "Equal", "LessEqual", …, "Equivalent", "Implies"
  std::vector<Unknown> unknowns;
  std::vector<Reason> reasons;
  Text goal;                         ///< the form of the last line, in words
  std::vector<std::string> without;  ///< names and functions it must not hold
  int sums = -1;                     ///< at most so many stand inside one another; −1: any
  std::string in_front;              ///< a factor of the last line that stands nowhere else in it
  std::string solved_for;            ///< the last line is `name = …`, without unknowns
  std::string end;                   ///< MathJSON the last line must equal, "" where = leads there
};

/// A step of a proof to put in order.
struct ProofStep {
  std::string id;
  Text text;
  std::vector<std::string> after;  ///< steps it rests on
  bool right = true;               ///< false: it belongs into no proof
  Text feedback = {};              ///< why it is false
};

/// A piece of a proof with blanks: words, or the index of a blank.
struct ProofPart {
  Text text;
  int blank = -1;
};

/// An answer and what must become of it: `status` right, wrong, unreadable, shape or unfinished;
/// `known` the index of the known wrong answer that must be recognised, or −1; `line` where a
/// derivation or an order breaks, −1 nowhere.
struct TaskTest {
  std::string answer;  ///< JSON text as `grade` takes it; for choice the option's value
  std::string latex;   ///< what a student would type for it, line by line, "" if it is not typed
  Values values = {};  ///< of construct: the state that is handed in
  std::string status;
  int known = -1;
  int line = -1;
};

struct Task {
  std::string id;
  Text prompt;  ///< Markdown with LaTeX
  AnswerKind kind = AnswerKind::formula;
  bool ungraded = false;   ///< answers are only recorded: what they are judged by may be missing
  std::string quantity;    ///< what the answer is compared with …
  std::string value = {};  ///< … or a MathJSON formula as JSON text
  Index element = -1;      ///< of that quantity, −1: all of it
  Values at = {};          ///< controls held fixed while grading, shown when the task opens
  std::vector<Domain> domain = {};  ///< of the sampled controls
  std::string where = {};  ///< MathJSON condition a sample must meet, as JSON text; "" none
  std::vector<std::string> symbols = {};  ///< names the answer may use; empty: all
  double tolerance = 1e-6;                ///< relative to max(1, |truth|)
  std::vector<AnswerOption> options = {};
  std::vector<Text> hints = {};  ///< given one at a time
  Text why = {};                 ///< why the right answer is right, told after it
  std::vector<KnownWrong> wrong = {};
  std::vector<FreeSymbol> free = {};
  Derivation derivation = {};
  std::vector<ProofStep> steps = {};  ///< of order
  std::vector<ProofPart> proof = {};  ///< of fill
  std::vector<Task> blanks = {};
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
