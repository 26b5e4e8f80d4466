#pragma once
// Answers of several parts, as the page sends them: JSON text.

#include <map>
#include <string>
#include <vector>

namespace relevance {

struct AnswerLine {
  std::string relation;  ///< "" the first the task allows
  std::string formula;   ///< MathJSON as JSON text
  std::string reason;    ///< "" none
};

struct AnswerBlank {
  std::string formula;  ///< as JSON text
  std::string word;     ///< "" where it is no word
};

/// All of these raise `bad-argument` for what has another form, or too many parts.
std::vector<AnswerLine> read_answer_lines(const std::string& answer);
std::vector<std::string> read_answer_words(const std::string& answer);
/// By the blank.
std::map<std::string, AnswerBlank> read_answer_blanks(const std::string& answer);

}  // namespace relevance
