#pragma once
// Where in a JSON text a value stands: the parser knows lines for syntax errors only.

#include <string>

namespace relevance {

struct TextPosition {
  int line = 1, column = 1;
};

/// Line and column of a byte offset.
TextPosition position_at(const std::string& text, size_t offset);

/// Position of the value a JSON pointer names, in a text that parses. A pointer whose
/// last steps do not exist gives the innermost value that does.
TextPosition find_json_pointer(const std::string& text, const std::string& pointer);

/// The pointer of the first number too large for a double; "" where there is none.
std::string find_overflow(const std::string& text);

/// Deepest nesting of brackets outside strings.
int json_depth(const std::string& text);

}  // namespace relevance
