#include "scenario/latex.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace relevance {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct Escape {
  char read, typed;
  const char* name;
};
/// What JSON reads \b, \f, \r and \t as.
constexpr std::array kEscapes = {Escape{'\b', 'b', "a backspace"}, Escape{'\f', 'f', "a form feed"},
                                 Escape{'\r', 'r', "a carriage return"},
                                 Escape{'\t', 't', "a tab"}};

/// Commands that begin with n: of \nu JSON makes a line break and "u".
constexpr std::string_view kBeginWithN[] = {
    "nabla",      "natural",     "ne",         "nearrow",    "neg",        "neq",       "newline",
    "nexists",    "ngeq",        "ngtr",       "ni",         "nleq",       "nless",     "nmid",
    "nobreak",    "nolimits",    "nonumber",   "not",        "notin",      "nparallel", "nprec",
    "nsim",       "nsubseteq",   "nsucc",      "nsupseteq",  "nu",         "nwarrow",   "ncong",
    "nleftarrow", "nrightarrow", "normalsize", "nLeftarrow", "nRightarrow"};

std::string control_character(unsigned char c) {
  constexpr const char* kDigits = "0123456789ABCDEF";
  return std::string("U+00") + kDigits[c >> 4] + kDigits[c & 15];
}

/// One piece of LaTeX, from its first byte to before its last.
class Nesting {
 public:
  Nesting(const Wording& wording, size_t begin, size_t end)
      : wording_(wording), text_(wording.text), at_(begin), end_(end) {}

  std::optional<WordingProblem> first_problem() {
    while (at_ < end_ && !problem_) step();
    if (!problem_ && !open_.empty())
      fail(open_.back().at, "has " + open_.back().told + " that nothing closes");
    return problem_;
  }

 private:
  enum class Sort { brace, delimiter, environment };
  struct Open {
    Sort sort;
    std::string name;  ///< of an environment
    std::string told;
    size_t at;
  };

  void fail(size_t at, std::string what) { problem_ = {at, std::move(what)}; }

  void step() {
    const char c = text_[at_];
    if (c == '\\') return command();
    if (c == '{') open_.push_back({Sort::brace, "", "{", at_});
    if (c == '}') close(Sort::brace, "", "}", "{");
    if (c == '\n')
      if (const std::string meant = broken_command(wording_, at_); !meant.empty())
        fail(at_, told_single_backslash(meant, "a line break"));
    if (c == '%') fail(at_, "has a % that hides the rest of its line, expected \\%");
    if (c == '$' && (open_.empty() || open_.back().sort != Sort::brace))
      fail(at_, "has a $ inside of LaTeX, expected none");
    ++at_;
  }

  void command() {
    const size_t begin = at_;
    const std::string name = letters_at(text_, at_ + 1);
    if (at_ + 1 >= end_) fail(begin, "ends in a single backslash");
    at_ += std::max<size_t>(2, name.size() + 1);
    if (name == "left" || name == "middle" || name == "right") delimiter(name, begin);
    if (name == "begin" || name == "end") environment(name, begin);
  }

  /// After \left, \middle or \right.
  void delimiter(const std::string& name, size_t begin) {
    while (at_ < end_ && text_[at_] == ' ') ++at_;
    const char c = at_ < end_ ? text_[at_] : '{';
    if (c == '{' || c == '}' || c == '$' || c == '&' || is_letter(c))
      return fail(begin, "has \\" + name + " without a delimiter such as ( or \\{ or .");
    const std::string word = c == '\\' ? letters_at(text_, at_ + 1) : "";
    const size_t length = c != '\\' ? 1 : std::max<size_t>(2, word.size() + 1);
    const std::string told = "\\" + name + text_.substr(at_, length);
    if (name == "left")
      open_.push_back({Sort::delimiter, "", told, begin});
    else if (name == "right")
      close(Sort::delimiter, "", told, "\\left", begin);
    else if (open_.empty() || open_.back().sort != Sort::delimiter)
      fail(begin, "has " + told + " outside of \\left and \\right");
    at_ += length;
  }

  void environment(const std::string& command, size_t begin) {
    const size_t closing = text_.find('}', at_);
    if (at_ >= end_ || text_[at_] != '{' || closing >= end_)
      return fail(begin, "has \\" + command + " without the name of an environment in braces");
    const std::string name = text_.substr(at_ + 1, closing - at_ - 1);
    const std::string told = "\\" + command + "{" + name + "}";
    at_ = closing + 1;
    if (command == "begin")
      open_.push_back({Sort::environment, name, told, begin});
    else
      close(Sort::environment, name, told, "\\begin{" + name + "}", begin);
  }

  void close(Sort sort, const std::string& name, const std::string& told, const char* partner) {
    close(sort, name, told, std::string(partner), at_);
  }
  void close(Sort sort, const std::string& name, const std::string& told,
             const std::string& partner, size_t at) {
    if (open_.empty()) return fail(at, "has " + told + " without " + partner + " before it");
    const Open& last = open_.back();
    if (last.sort != sort || last.name != name)
      return fail(at, "has " + told + " where " + last.told + " is still open");
    open_.pop_back();
  }

  const Wording& wording_;
  const std::string& text_;
  size_t at_;
  const size_t end_;
  std::vector<Open> open_;
  std::optional<WordingProblem> problem_;
};

}  // namespace

std::string letters_at(const std::string& text, size_t at) {
  size_t end = at;
  while (end < text.size() && is_letter(text[end])) ++end;
  return at < text.size() ? text.substr(at, end - at) : "";
}

std::string told_single_backslash(const std::string& command, const std::string& read_as) {
  return "has \\" + command + " with a single backslash, which JSON " +
         (read_as.empty() ? "does not know" : "reads as " + read_as) + "; expected \\\\" + command;
}

WordingProblems single_backslashes(const std::string& text) {
  WordingProblems problems;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c >= 0x20 && c != 0x7F) || c == '\n') continue;
    const auto* escape = std::find_if(kEscapes.begin(), kEscapes.end(),
                                      [&](const Escape& one) { return one.read == text[i]; });
    const std::string letters = letters_at(text, i + 1);
    if (escape == kEscapes.end() || letters.empty())
      problems.push_back({i, "has the control character " + control_character(c) +
                                 ", expected none; a backslash is written twice"});
    else
      problems.push_back({i, told_single_backslash(escape->typed + letters, escape->name)});
  }
  return problems;
}

std::string broken_command(const Wording& wording, size_t at) {
  const auto& joints = wording.joints;
  if (std::find(joints.begin(), joints.end(), at) != joints.end()) return "";
  const std::string command = std::string("n").append(letters_at(wording.text, at + 1));
  const bool known =
      std::find(std::begin(kBeginWithN), std::end(kBeginWithN), command) != std::end(kBeginWithN);
  return known ? command : "";
}

std::optional<WordingProblem> latex_problem(const Wording& wording, size_t begin, size_t end) {
  return Nesting(wording, begin, std::min(end, wording.text.size())).first_problem();
}

}  // namespace relevance
