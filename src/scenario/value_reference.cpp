#include "scenario/value_reference.hpp"

#include <algorithm>
#include <cctype>

namespace relevance {

ValueReference read_value(const std::string& text, size_t after_value) {
  ValueReference read;
  const size_t closing = text.find('}', after_value);
  if (closing == std::string::npos || text[after_value] != '{') return {};
  const std::string inside = text.substr(after_value + 1, closing - after_value - 1);
  const auto is_word = [](unsigned char c) { return std::isalnum(c) || c == '_'; };
  const size_t name_end =
      size_t(std::find_if_not(inside.begin(), inside.end(), is_word) - inside.begin());
  if (name_end == 0 || std::isdigit(static_cast<unsigned char>(inside[0]))) return {};
  const std::string places = inside.substr(name_end);
  const bool brackets = places.empty() || (places.front() == '[' && places.back() == ']');
  if (!brackets || places.find_first_not_of("[]0123456789, ") != std::string::npos) return {};
  for (size_t i = 0; i < places.size(); ++i) {
    if (!std::isdigit(static_cast<unsigned char>(places[i]))) continue;
    size_t length = 0;
    read.places.push_back(std::stoul(places.substr(i, 9), &length));
    i += length;
  }
  if (!places.empty() && read.places.empty()) return {};
  read.name = inside.substr(0, name_end);
  return read;
}

bool holds(const Quantity& quantity, const std::vector<size_t>& places) {
  if (places.size() < 2) return places.empty() || places[0] < quantity.values.size();
  if (places.size() != quantity.shape.size()) return false;
  for (size_t axis = 0; axis < places.size(); ++axis)
    if (places[axis] >= size_t(quantity.shape[axis])) return false;
  return true;
}

}  // namespace relevance
