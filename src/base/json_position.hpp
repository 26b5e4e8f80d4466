#pragma once
// Where in a JSON text a value stands: the parser knows lines for syntax errors only.

#include <optional>
#include <string>

namespace relevance {

struct TextPosition {
  int line = 1, column = 1;
};

/// Line and column of a byte offset, in characters of UTF-8.
TextPosition position_at(const std::string& text, size_t offset);

/// Position of the value a JSON pointer names, in a text that parses. A pointer whose
/// last steps do not exist gives the innermost value that does.
TextPosition find_json_pointer(const std::string& text, const std::string& pointer);

/// Position of a byte of the string a JSON pointer names, counted in the string as it is read
/// (without its escapes); of its escape where it has one. Any other value: its own position.
TextPosition find_in_json_string(const std::string& text, const std::string& pointer, size_t byte);

/// The pointer of the first number too large for a double; "" where there is none.
std::string find_overflow(const std::string& text);

/// A name that an object has twice, as one mistyped or copied: parsers keep the last in silence.
struct RepeatedName {
  std::string pointer;
  TextPosition at;  ///< where it stands again
};
/// The first of them in a text that parses.
std::optional<RepeatedName> find_repeated_name(const std::string& text);

/// Deepest nesting of brackets outside strings.
int json_depth(const std::string& text);

}  // namespace relevance
