#include "lab/key.hpp"

namespace relevance::detail {

void add_bytes(Key& key, const void* data, size_t size) {
  const uint64_t length = size;
  key.append(reinterpret_cast<const char*>(&length), sizeof length);
  if (size > 0) key.append(static_cast<const char*>(data), size);
}
void add(Key& key, const std::string& text) { add_bytes(key, text.data(), text.size()); }
void add(Key& key, const std::vector<std::string>& words) {
  add(key, words.size());
  for (const auto& word : words) add(key, word);
}
void add(Key& key, const Array& array) {
  add_bytes(key, array.shape.data(), array.shape.size() * sizeof(Index));
  add_bytes(key, array.values.data(), array.values.size() * sizeof(double));
}
void add(Key& key, const Value& value) {
  add(key, value.index());
  std::visit([&](const auto& held) { add(key, held); }, value);
}
void add(Key& key, const Values& values) {
  add(key, values.size());
  for (const auto& [name, value] : values) {
    add(key, name);
    add(key, value);
  }
}

}  // namespace relevance::detail
