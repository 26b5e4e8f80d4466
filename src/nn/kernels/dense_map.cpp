#include "nn/kernels/dense_map.hpp"

#include <algorithm>
#include <optional>

#include "nn/kernels/packed_dense.hpp"
#include "nn/kernels/simd.hpp"

namespace relevance {
namespace {

/// Larger matrices are held once, as the layer has them, and mixed column by column: they come from
/// memory once a batch in any case.
constexpr Index kMostHeld = Index{1} << 22;
constexpr Index kBlock = 64;  // columns of such a matrix that are mixed at once, for a batch

template <class S>
class DenseMap : public LinearMap<S> {
 public:
  DenseMap(const Matrix<S>& weights, const WeightMix& mix)
      : weights_(weights), mix_(mix), small_(weights.size() <= kMostHeld) {
    if (mix == kWeights)
      held_ = &weights_;
    else if (small_)
      held_ = &mixed_.emplace(weights.unaryExpr([&](S w) { return mix(w); }));
  }
  void apply(const Matrix<S>& a, const Vector<S>* bias, Matrix<S>& z) override {
    if (a.cols() == 1) return matrix_vector(a.data(), bias, z.data());
    if (small_) {
      if (!packed_) packed_.emplace(*held_);
      return packed_->apply(a, bias, z);
    }
    if (held_ != nullptr) {
      z.noalias() = *held_ * a;
    } else {
      z.setZero();
      each_block([&](Index first, const Matrix<S>& block) {
        z.noalias() += block * a.middleRows(first, block.cols());
      });
    }
    if (bias != nullptr) z.colwise() += *bias;
  }
  void apply_transpose(const Matrix<S>& s, Matrix<S>& c) override {
    if (s.cols() == 1) {
      const auto all = Vector<S>::Ones(weights_.cols()).eval();
      return transposed_product(s.data(), all.data(), c.data());
    }
    if (small_) {
      if (!turned_) turned_.emplace(held_->transpose());
      return turned_->apply(s, nullptr, c);
    }
    if (held_ != nullptr)
      c.noalias() = held_->transpose() * s;
    else
      each_block([&](Index first, const Matrix<S>& block) {
        c.middleRows(first, block.cols()).noalias() = block.transpose() * s;
      });
  }
  void apply_transpose_where(const Matrix<S>& s, const Matrix<S>& needed, Matrix<S>& c) override {
    if (s.cols() == 1)
      transposed_product(s.data(), needed.data(), c.data());
    else
      apply_transpose(s, c);
  }
  void accumulate(const Matrix<S>& a, const Matrix<S>& s, Matrix<S>& weights,
                  Vector<S>& bias) override {
    weights.noalias() += s * a.transpose();
    bias += s.rowwise().sum();
  }

 private:
  /// The columns where `values` is not 0, filled up to whole fours with the last; how many there
  /// are without. For one sample the weights come from memory: what is not read is time won.
  Index choose_columns(const S* values) {
    chosen_.resize(size_t(weights_.cols()) + 4);
    Index count = 0;
    for (Index j = 0; j < weights_.cols(); ++j) {
      chosen_[size_t(count)] = j;
      count += values[j] != 0;
    }
    for (Index n = count; n % 4 != 0; ++n) chosen_[size_t(n)] = chosen_[size_t(count) - 1];
    return count;
  }
  /// One of four columns that are used at once.
  const S* column(Index chosen, int place) {
    const Index j = chosen_[size_t(chosen)], rows = weights_.rows();
    if (held_ != nullptr) return held_->col(j).data();
    mixed_four_.resize(rows, 4);
    const S* given = weights_.col(j).data();
    S* mixed = mixed_four_.col(place).data();
    for (Index i = 0; i < rows; ++i) mixed[i] = mix_(given[i]);
    return mixed;
  }
  /// f(first column, some columns mixed), of a matrix that is not held so.
  template <class F>
  void each_block(F f) {
    for (Index first = 0; first < weights_.cols(); first += kBlock) {
      const auto given = weights_.middleCols(first, std::min(kBlock, weights_.cols() - first));
      f(first, Matrix<S>(given.unaryExpr([&](S w) { return mix_(w); })));
    }
  }

  /// W a + bias for one sample: four columns at a time share what is loaded of z.
  void matrix_vector(const S* a, const Vector<S>* bias, S* z) {
    constexpr Index lanes = Simd<S>::kLanes;
    const Index rows = weights_.rows(), count = choose_columns(a);
    for (Index i = 0; i < rows; ++i) z[i] = bias == nullptr ? S(0) : (*bias)[i];
    for (Index n = 0; n < count; n += 4) {
      const S *w0 = column(n, 0), *w1 = column(n + 1, 1), *w2 = column(n + 2, 2),
              *w3 = column(n + 3, 3);
      S x[4];
      for (Index k = 0; k < 4; ++k) x[k] = n + k < count ? a[chosen_[size_t(n + k)]] : S(0);
      const auto x0 = Simd<S>::splat(x[0]), x1 = Simd<S>::splat(x[1]);
      const auto x2 = Simd<S>::splat(x[2]), x3 = Simd<S>::splat(x[3]);
      Index i = 0;
      for (; i + lanes <= rows; i += lanes)
        Simd<S>::store(z + i, Simd<S>::load(z + i) +
                                  (x0 * Simd<S>::load(w0 + i) + x1 * Simd<S>::load(w1 + i)) +
                                  (x2 * Simd<S>::load(w2 + i) + x3 * Simd<S>::load(w3 + i)));
      for (; i < rows; ++i) z[i] += (x[0] * w0[i] + x[1] * w1[i]) + (x[2] * w2[i] + x[3] * w3[i]);
    }
  }

  /// Wᵀs for one sample, where needed: four columns at a time share what is loaded of s.
  void transposed_product(const S* s, const S* needed, S* c) {
    using Pack = typename Simd<S>::Pack;
    constexpr Index lanes = Simd<S>::kLanes;
    const Index rows = weights_.rows(), count = choose_columns(needed);
    std::fill_n(c, weights_.cols(), S(0));
    for (Index n = 0; n < count; n += 4) {
      const S* w[4] = {column(n, 0), column(n + 1, 1), column(n + 2, 2), column(n + 3, 3)};
      Pack a0{}, a1{}, a2{}, a3{};
      Index i = 0;
      for (; i + lanes <= rows; i += lanes) {
        const Pack x = Simd<S>::load(s + i);
        a0 += x * Simd<S>::load(w[0] + i);
        a1 += x * Simd<S>::load(w[1] + i);
        a2 += x * Simd<S>::load(w[2] + i);
        a3 += x * Simd<S>::load(w[3] + i);
      }
      S sums[4] = {Simd<S>::sum(a0), Simd<S>::sum(a1), Simd<S>::sum(a2), Simd<S>::sum(a3)};
      for (; i < rows; ++i)
        for (Index k = 0; k < 4; ++k) sums[k] += s[i] * w[k][i];
      for (Index k = 0; k < 4; ++k) c[chosen_[size_t(n + k)]] = sums[k];
    }
  }

  const Matrix<S>& weights_;  // the layer's
  WeightMix mix_;
  bool small_;
  std::optional<Matrix<S>> mixed_;
  const Matrix<S>* held_ = nullptr;                // what is multiplied by, if it is held
  Matrix<S> mixed_four_;                           // else as much of it as is used at once
  std::optional<PackedDense<S>> packed_, turned_;  // W and Wᵀ for batches, when first needed
  std::vector<Index> chosen_;                      // columns of a single sample
};

}  // namespace

template <class S>
std::unique_ptr<LinearMap<S>> make_dense_map(const Matrix<S>& weights, const WeightMix& mix) {
  return std::make_unique<DenseMap<S>>(weights, mix);
}

template std::unique_ptr<LinearMap<float>> make_dense_map(const Matrix<float>&, const WeightMix&);
template std::unique_ptr<LinearMap<double>> make_dense_map(const Matrix<double>&, const WeightMix&);

}  // namespace relevance
