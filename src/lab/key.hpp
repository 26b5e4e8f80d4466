#pragma once
// What something depends on, to the bit: equal keys, equal results.
//
//   const Key key = key_of("plane", gamma, weights);

#include <concepts>
#include <memory>
#include <string>
#include <type_traits>

#include "lab/value.hpp"

namespace relevance {

/// Bytes of the values it was made of, each with its length.
using Key = std::string;

namespace detail {
void add_bytes(Key& key, const void* data, size_t size);
void add(Key& key, const std::string& text);
void add(Key& key, const std::vector<std::string>& words);
void add(Key& key, const Array& array);
void add(Key& key, const Value& value);
void add(Key& key, const Values& values);
inline void add(Key& key, const char* text) { add(key, std::string(text)); }
template <class Number>
requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
void add(Key& key, Number number) { add_bytes(key, &number, sizeof number); }
template <class Derived>
void add(Key& key, const Eigen::MatrixBase<Derived>& matrix) {
  const Matrix<double> plain = matrix.template cast<double>();
  add(key, plain.rows());
  add_bytes(key, plain.data(), size_t(plain.size()) * sizeof(double));
}
}  // namespace detail

template <class... Parts>
Key key_of(const Parts&... parts) {
  Key key;
  (detail::add(key, parts), ...);
  return key;
}

/// Keeps what was made last: made anew only for another key, so that what it gives depends on the
/// key alone.
template <class T>
class Memo {
 public:
  template <class Make>
  T& operator()(const Key& key, Make make) {
    if (!made_ || key != key_) {
      made_ = nullptr;             // never two at once, and none under a key it was not made for
      made_.reset(new T(make()));  // T need not move
      key_ = key;
    }
    return *made_;
  }

 private:
  Key key_;
  std::unique_ptr<T> made_;
};

}  // namespace relevance
