#include "scenario/prose.hpp"

#include <algorithm>

namespace relevance {
namespace {

/// Walks over prose from formula to formula.
class ProseWalk {
 public:
  explicit ProseWalk(const Wording& prose) : prose_(prose), text_(prose.text) {}

  WordingProblems problems() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\\')
        backslash();
      else if (c == '`')
        code();
      else if (c == '$')
        formula();
      else
        ++at_;
    }
    return std::move(problems_);
  }

 private:
  /// Markdown's escape of a sign, or a command that no dollar signs surround.
  void backslash() {
    const std::string name = letters_at(text_, at_ + 1);
    if (!name.empty())
      problems_.push_back({at_, "has \\" + name + " outside of a formula, expected $…$ around it"});
    at_ += std::max<size_t>(2, name.size() + 1);
  }

  /// `code`, to as many backticks as it begins with.
  void code() {
    const size_t begin = at_;
    at_ = std::min(text_.find_first_not_of('`', begin), text_.size());
    const std::string fence = text_.substr(begin, at_ - begin);
    const size_t closing = text_.find(fence, at_);
    if (closing != std::string::npos) at_ = closing + fence.size();
  }

  void formula() {
    const bool display = text_.compare(at_, 2, "$$") == 0;
    const size_t begin = at_ + (display ? 2 : 1);
    const size_t end = display ? text_.find("$$", begin + 1) : end_in_line(begin);
    if (end >= text_.size()) {
      problems_.push_back({at_, display ? "has $$ that no other $$ closes"
                                        : "has a $ without its partner in the same line; a dollar "
                                          "sign itself is written \\\\$"});
      at_ = begin;
      return skip_to_line_end();
    }
    if (auto problem = latex_problem(prose_, begin, end)) problems_.push_back(*problem);
    at_ = end + (display ? 2 : 1);
  }

  /// The $ that closes a formula within its line, or the text's end. A line break that was meant as
  /// a command does not end the line.
  size_t end_in_line(size_t begin) const {
    for (size_t i = begin; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '$') {
        return i == begin ? text_.size() : i;
      } else if (text_[i] == '\n' && broken_command(prose_, i).empty()) {
        break;
      }
    }
    return text_.size();
  }

  /// What follows a formula that is not closed says nothing.
  void skip_to_line_end() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  const Wording& prose_;
  const std::string& text_;
  size_t at_ = 0;
  WordingProblems problems_;
};

}  // namespace

WordingProblems prose_problems(const Wording& prose) { return ProseWalk(prose).problems(); }

}  // namespace relevance
