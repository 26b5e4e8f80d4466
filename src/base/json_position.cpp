#include "base/json_position.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

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
      if (std::string found = find_overflow(here + "/" + name); !found.empty()) return found;
      if (peek() == ',') step();
    }
    step();
    return "";
  }

  /// Moves to the first name that its object has had before; false where none does. Never deeper
  /// than json_depth.
  bool enter_repeated(const std::string& here, std::string& pointer) {
    const char open = peek();
    if (open != '{' && open != '[') {
      skip_value();
      return false;
    }
    step();
    std::set<std::string> seen;
    for (int i = 0; peek() != '}' && peek() != ']' && peek() != '\0'; ++i) {
      const size_t start = at_;
      const std::string name = open == '{' ? read_string() : std::to_string(i);
      if (!seen.insert(name).second) {
        at_ = start;
        pointer = here + "/" + name;
        return true;
      }
      if (open == '{') peek(), step();  // the colon
      if (enter_repeated(here + "/" + name, pointer)) return true;
      if (peek() == ',') step();
    }
    step();
    return false;
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

/// Where the value begins that a pointer names.
size_t offset_of(const std::string& text, const std::string& pointer) {
  Scanner scanner(text);
  scanner.peek();
  size_t from = 1;
  while (from <= pointer.size() && !pointer.empty()) {
    const size_t slash = std::min(pointer.find('/', from), pointer.size());
    if (!scanner.enter(pointer.substr(from, slash - from))) break;
    from = slash + 1;
  }
  return scanner.at();
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

/// Bytes of UTF-8 that `\uXXXX` at `at` stands for; each half of a pair for two.
size_t bytes_of_escape(const std::string& text, size_t at) {
  const unsigned long code = std::strtoul(text.substr(at + 2, 4).c_str(), nullptr, 16);
  const bool half = code >= 0xD800 && code < 0xE000;
  return code < 0x80 ? 1 : code < 0x800 || half ? 2 : 3;
}

}  // namespace

TextPosition position_at(const std::string& text, size_t offset) {
  const auto end = text.begin() + std::ptrdiff_t(std::min(offset, text.size()));
  const auto newline = std::find(std::make_reverse_iterator(end), text.rend(), '\n').base();
  return {int(std::count(text.begin(), end, '\n')) + 1,
          int(std::count_if(newline, end, begins_character)) + 1};
}

TextPosition find_json_pointer(const std::string& text, const std::string& pointer) {
  return position_at(text, offset_of(text, pointer));
}

TextPosition find_in_json_string(const std::string& text, const std::string& pointer, size_t byte) {
  size_t at = offset_of(text, pointer);
  if (at >= text.size() || text[at] != '"') return position_at(text, at);
  ++at;
  for (size_t read = 0; at < text.size() && text[at] != '"';) {
    const bool escape = text[at] == '\\';
    const bool by_code = escape && at + 1 < text.size() && text[at + 1] == 'u';
    read += by_code ? bytes_of_escape(text, at) : 1;
    if (read > byte) break;
    at += by_code ? 6 : escape ? 2 : 1;
  }
  return position_at(text, at);
}

std::string find_overflow(const std::string& text) { return Scanner(text).find_overflow(""); }

std::optional<RepeatedName> find_repeated_name(const std::string& text) {
  Scanner scanner(text);
  RepeatedName found;
  if (!scanner.enter_repeated("", found.pointer)) return std::nullopt;
  found.at = position_at(text, scanner.at());
  return found;
}

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
