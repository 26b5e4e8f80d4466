#pragma once
// Text from outside: whether it is UTF-8, and how it is shown where it may be hostile.

#include <string>
#include <string_view>

namespace relevance {

/// Whether the bytes are UTF-8: no overlong forms, no surrogates, nothing cut off (RFC 3629).
bool is_utf8(std::string_view bytes);

/// The text, if it is UTF-8; else with "?" for every byte above 127.
std::string as_utf8(std::string text);

/// One line for a terminal: control characters and what is not UTF-8 as \x1b, and no more than
/// `most` bytes, the rest as "…".
std::string printable(std::string_view text, size_t most);

}  // namespace relevance
