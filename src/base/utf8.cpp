#include "base/utf8.hpp"

#include <cstdint>

namespace relevance {
namespace {

/// Bytes of the character the text begins with; 0 where it begins with none.
size_t character_length(std::string_view text) {
  const auto byte = [&](size_t i) { return i < text.size() ? uint8_t(text[i]) : uint8_t{0}; };
  const uint8_t first = byte(0);
  if (first < 0x80) return 1;
  const size_t length = first < 0xc2   ? 0
                        : first < 0xe0 ? 2
                        : first < 0xf0 ? 3
                        : first < 0xf5 ? 4
                                       : 0;
  for (size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  const bool overlong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
  const bool outside = (first == 0xed && byte(1) >= 0xa0) || (first == 0xf4 && byte(1) >= 0x90);
  return overlong || outside ? 0 : length;
}

/// The control characters of ASCII and, after the byte c2, those of Latin-1.
bool is_control(std::string_view character) {
  const uint8_t first = uint8_t(character[0]);
  return first < 0x20 || first == 0x7f || (first == 0xc2 && uint8_t(character[1]) < 0xa0);
}

std::string escaped(char byte) {
  const char* digits = "0123456789abcdef";
  return {'\\', 'x', digits[uint8_t(byte) >> 4], digits[uint8_t(byte) & 15]};
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t length = character_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

std::string as_utf8(std::string text) {
  if (is_utf8(text)) return text;
  for (char& byte : text)
    if (static_cast<unsigned char>(byte) > 127) byte = '?';
  return text;
}

std::string printable(std::string_view text, size_t most) {
  std::string shown;
  while (!text.empty()) {
    const size_t length = character_length(text);
    const std::string_view character = text.substr(0, length == 0 ? 1 : length);
    std::string piece(character);
    if (character == "\n") {
      piece = " ";
    } else if (length == 0 || is_control(character)) {
      piece.clear();
      for (const char byte : character) piece += escaped(byte);
    }
    if (shown.size() + piece.size() > most) return shown + "…";
    shown += piece;
    text.remove_prefix(character.size());
  }
  return shown;
}

}  // namespace relevance
