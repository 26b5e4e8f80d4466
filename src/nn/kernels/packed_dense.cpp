#include "nn/kernels/packed_dense.hpp"

#include <algorithm>
#include <array>

#include "nn/kernels/tile.hpp"

namespace relevance {
namespace {

constexpr int kTileSamples = 4, kTileVectors = 2;  // as in packed_conv.cpp

template <class S>
constexpr Index kBlock = Index{kTileVectors} * Simd<S>::kLanes;

}  // namespace

template <class S>
PackedDense<S>::PackedDense(const Matrix<S>& weights)
    : outputs_(weights.rows()), inputs_(weights.cols()) {
  const Index blocks = (outputs_ + kBlock<S> - 1) / kBlock<S>;
  weights_.assign(size_t(blocks * inputs_ * kBlock<S>), S(0));
  for (Index j = 0; j < inputs_; ++j)
    for (Index o = 0; o < outputs_; ++o)
      weights_[size_t((o / kBlock<S> * inputs_ + j) * kBlock<S> + o % kBlock<S>)] = weights(o, j);
}

template <class S>
void PackedDense<S>::apply(const Matrix<S>& a, const Vector<S>* bias, Matrix<S>& z) const {
  const Index none = 0;  // one run, without an offset
  for (Index first = 0; first < outputs_; first += kBlock<S>) {
    const Index outputs = std::min(kBlock<S>, outputs_ - first);
    std::array<S, size_t(kBlock<S>)> start{};
    if (bias != nullptr) std::copy_n(bias->data() + first, outputs, start.begin());
    for (Index sample = 0; sample < a.cols(); sample += kTileSamples) {
      const Index count = std::min<Index>(kTileSamples, a.cols() - sample);
      const S* rows[kTileSamples];
      for (Index p = 0; p < kTileSamples; ++p)
        rows[p] = a.col(sample + std::min(p, count - 1)).data();
      S result[kTileSamples * kBlock<S>];
      multiply_tile<S, kTileSamples, kTileVectors>(
          rows, &none, 1, inputs_, weights_.data() + first * inputs_, start.data(), result);
      for (Index p = 0; p < count; ++p)
        std::copy_n(result + p * kBlock<S>, outputs, z.col(sample + p).data() + first);
    }
  }
}

template class PackedDense<float>;
template class PackedDense<double>;

}  // namespace relevance
