#include "base/json_position.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace relevance {
namespace {

/// Walks over JSON that is known to be well-formed.
class Scanner {
 public:
  explicit Scanner(const std::string& text) : text_(text) {}
  size_t at() const { return at_; }
  char peek() {
    skip_space();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  void step() { ++at_; }

  std::string read_string() {
    peek();
    const size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    return text_.substr(begin, std::min(at_++, text_.size()) - begin);
  }

  void skip_value() {
    int depth = 0;
    do {
      const char c = peek();
      if (c == '\0') return;
      if (c == '"') {
        read_string();
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      const bool scalar = std::string("{}[],:").find(c) == std::string::npos;
      if (scalar)
        while (at_ < text_.size() &&
               std::string("{}[],: \t\r\n").find(text_[at_]) == std::string::npos)
          ++at_;
      else
        ++at_;
    } while (depth > 0);
  }

  /// The pointer below `here` of the first number that overflows, or "" where none does. Stops at
  /// what is no JSON; never deeper than json_depth.
  std::string find_overflow(const std::string& here) {
    const char open = peek();
    if (open != '{' && open != '[') {
      char* end = nullptr;
      const bool number = open == '-' || (open >= '0' && open <= '9');
      if (number && std::isinf(std::strtod(text_.c_str() + at_, &end))) return here;
      skip_value();
      return "";
    }
    step();
    for (int i = 0; peek() != '}' && peek() != ']' && peek() != '\0'; ++i) {
      const std::string name = open == '{' ? read_string() : std::to_string(i);
      if (open == '{') peek(), step();  // the colon
      if (const std::string found = find_overflow(here + "/" + name); !found.empty()) return found;
      if (peek() == ',') step();
    }
    step();
    return "";
  }

  /// Moves to the member or element of that name; false (and no move) if there is none.
  bool enter(const std::string& step_name) {
    const size_t start = at_;
    const char open = peek();
    if (open != '{' && open != '[') return false;
    step();
    for (int i = 0; peek() != '}' && peek() != ']' && peek() != '\0'; ++i) {
      const std::string name = open == '{' ? read_string() : std::to_string(i);
      if (open == '{') peek(), step();  // the colon
      peek();
      if (name == step_name) return true;
      skip_value();
      if (peek() == ',') step();
    }
    at_ = start;
    return false;
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && std::string(" \t\r\n").find(text_[at_]) != std::string::npos)
      ++at_;
  }
  const std::string& text_;
  size_t at_ = 0;
};

}  // namespace

TextPosition position_at(const std::string& text, size_t offset) {
  const auto end = text.begin() + std::ptrdiff_t(std::min(offset, text.size()));
  const auto newline = std::find(std::make_reverse_iterator(end), text.rend(), '\n');
  return {int(std::count(text.begin(), end, '\n')) + 1, int(end - newline.base()) + 1};
}

TextPosition find_json_pointer(const std::string& text, const std::string& pointer) {
  Scanner scanner(text);
  scanner.peek();
  size_t from = 1;
  while (from <= pointer.size() && !pointer.empty()) {
    const size_t slash = std::min(pointer.find('/', from), pointer.size());
    if (!scanner.enter(pointer.substr(from, slash - from))) break;
    from = slash + 1;
  }
  return position_at(text, scanner.at());
}

std::string find_overflow(const std::string& text) { return Scanner(text).find_overflow(""); }

int json_depth(const std::string& text) {
  int depth = 0, deepest = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return deepest;
}

}  // namespace relevance
