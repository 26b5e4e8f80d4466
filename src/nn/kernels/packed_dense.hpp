#pragma once
// A matrix laid out for products with batches.
//
//   PackedDense<float> dense(weights);        // [n_out × n_in]
//   dense.apply(a, &bias, z);                 // a [n_in × batch], z [n_out × batch]

#include <vector>

#include "base/types.hpp"

namespace relevance {

template <class S>
class PackedDense {
 public:
  explicit PackedDense(const Matrix<S>& weights);
  /// z = W a (+ bias, if not null), z sized by the caller.
  void apply(const Matrix<S>& a, const Vector<S>* bias, Matrix<S>& z) const;

 private:
  Index outputs_, inputs_;
  std::vector<S> weights_;  // [block of outputs][input][lane], filled up with zeros
};

}  // namespace relevance
