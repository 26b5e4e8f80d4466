#include "base/text.hpp"

#include <utility>

// Link-time optimisation would put them back into every place.
#define COMPILED_ONCE __attribute__((noinline))

namespace relevance {

COMPILED_ONCE Text::Text() = default;
COMPILED_ONCE Text::Text(const char* english, const char* german) : en(english), de(german) {}
COMPILED_ONCE Text::Text(std::string english, std::string german)
    : en(std::move(english)), de(std::move(german)) {}
COMPILED_ONCE Text::Text(const char* both) : Text(both, both) {}
COMPILED_ONCE Text::Text(const std::string& both) : en(both), de(both) {}
COMPILED_ONCE Text::Text(const Text&) = default;
COMPILED_ONCE Text::Text(Text&&) noexcept = default;
COMPILED_ONCE Text& Text::operator=(const Text&) = default;
COMPILED_ONCE Text& Text::operator=(Text&&) noexcept = default;
COMPILED_ONCE Text::~Text() = default;

std::string lowered(long long number) {
  std::string below;
  for (char digit : std::to_string(number))
    below += std::string("₀").substr(0, 2) + char(0x80 + digit - '0');
  return below;
}

}  // namespace relevance
