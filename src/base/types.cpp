#include "base/types.hpp"

#include <functional>
#include <numeric>

namespace relevance {

Index size_of(const Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), Index{1}, std::multiplies<>());
}

std::string to_string(const Shape& shape) {
  std::string text = "[";
  for (size_t i = 0; i < shape.size(); ++i) {
    if (i > 0) text += " × ";
    text += std::to_string(shape[i]);
  }
  return text + "]";
}

ImageShape image_shape(const Shape& shape) {
  switch (shape.size()) {
    case 3:
      return {shape[0], shape[1], shape[2]};
    case 2:
      return {1, shape[0], shape[1]};
    default:
      return {size_of(shape), 1, 1};
  }
}

}  // namespace relevance
