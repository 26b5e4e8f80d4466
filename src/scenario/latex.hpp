#pragma once
// What can be wrong with LaTeX in a scenario as it stands, without typesetting it.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace relevance {

/// A text as its file holds it: one string, or the lines of a list.
struct Wording {
  std::string text;
  std::vector<size_t> joints = {};  ///< bytes of `text` where a line break joins lines of a list
};

/// A mistake and the byte of the text it stands at; `what` goes on after the field's name.
struct WordingProblem {
  size_t at = 0;
  std::string what;
};
using WordingProblems = std::vector<WordingProblem>;

/// Escapes of JSON where one backslash of LaTeX was typed: \theta is read as a tab and "heta". Line
/// breaks are left to broken_command. No text has another use of control characters.
WordingProblems single_backslashes(const std::string& text);

/// What is opened and not closed in LaTeX from byte `begin` to before `end`, or closed and not
/// opened: braces, \left and \right, environments; a % that hides the rest; the first, or none.
std::optional<WordingProblem> latex_problem(const Wording& wording, size_t begin = 0,
                                            size_t end = std::string::npos);

/// The command that a line break at that byte was meant to begin ("nabla"), or "".
std::string broken_command(const Wording& wording, size_t at);

/// What a message says of a command typed with one backslash; `read_as`: what JSON makes of it, ""
/// if nothing.
std::string told_single_backslash(const std::string& command, const std::string& read_as);

/// The letters from there on: the name of a command after its backslash.
std::string letters_at(const std::string& text, size_t at);

}  // namespace relevance
