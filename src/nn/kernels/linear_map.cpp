#include "nn/kernels/linear_map.hpp"

#include <cassert>
#include <optional>

#include "nn/kernels/conv_map.hpp"
#include "nn/kernels/packed_dense.hpp"
#include "nn/kernels/pool_map.hpp"
#include "nn/kernels/simd.hpp"

namespace relevance {
namespace {

/// Larger matrices are not held twice: they come from memory once a batch in any case.
constexpr Index kMostPacked = Index{1} << 22;

template <class S>
class DenseMap : public LinearMap<S> {
 public:
  DenseMap(const Matrix<S>& weights, const WeightMix& mix) : weights_(weights) {
    if (!(mix == kWeights)) weights_ = weights_.unaryExpr(mix_function(mix));
  }
  void apply(const Matrix<S>& a, const Vector<S>* bias, Matrix<S>& z) override {
    if (a.cols() == 1)  // a matrix–vector product, without the copies of a general one
      z.col(0).noalias() = weights_ * a.col(0);
    else if (weights_.size() <= kMostPacked) {
      if (!packed_) packed_.emplace(weights_);
      return packed_->apply(a, bias, z);
    } else
      z.noalias() = weights_ * a;
    if (bias != nullptr) z.colwise() += *bias;
  }
  void apply_transpose(const Matrix<S>& s, Matrix<S>& c) override {
    if (s.cols() == 1)
      transposed_product(s.data(), c.data());
    else if (weights_.size() <= kMostPacked) {
      if (!turned_) turned_.emplace(weights_.transpose());
      turned_->apply(s, nullptr, c);
    } else
      c.noalias() = weights_.transpose() * s;
  }
  void accumulate(const Matrix<S>& a, const Matrix<S>& s, Matrix<S>& weights,
                  Vector<S>& bias) override {
    weights.noalias() += s * a.transpose();
    bias += s.rowwise().sum();
  }

 private:
  /// Wᵀs for one sample: four columns at a time share what is loaded of s.
  void transposed_product(const S* s, S* c) const {
    using Pack = typename Simd<S>::Pack;
    constexpr Index lanes = Simd<S>::kLanes;
    const Index rows = weights_.rows(), whole = rows / lanes * lanes;
    const Index fours = weights_.cols() / 4 * 4;
    for (Index j = 0; j < fours; j += 4) {
      const S* w0 = weights_.col(j).data();
      const S *w1 = w0 + rows, *w2 = w1 + rows, *w3 = w2 + rows;
      Pack a0{}, a1{}, a2{}, a3{};
      for (Index i = 0; i < whole; i += lanes) {
        const Pack x = Simd<S>::load(s + i);
        a0 += x * Simd<S>::load(w0 + i);
        a1 += x * Simd<S>::load(w1 + i);
        a2 += x * Simd<S>::load(w2 + i);
        a3 += x * Simd<S>::load(w3 + i);
      }
      S rest[4] = {};
      for (Index i = whole; i < rows; ++i) {
        rest[0] += s[i] * w0[i];
        rest[1] += s[i] * w1[i];
        rest[2] += s[i] * w2[i];
        rest[3] += s[i] * w3[i];
      }
      c[j] = Simd<S>::sum(a0) + rest[0];
      c[j + 1] = Simd<S>::sum(a1) + rest[1];
      c[j + 2] = Simd<S>::sum(a2) + rest[2];
      c[j + 3] = Simd<S>::sum(a3) + rest[3];
    }
    for (Index j = fours; j < weights_.cols(); ++j) {
      S sum = 0;
      for (Index i = 0; i < rows; ++i) sum += s[i] * weights_(i, j);
      c[j] = sum;
    }
  }

  static auto mix_function(const WeightMix& mix) {
    return [mix](S w) { return mix(w); };
  }
  Matrix<S> weights_;
  std::optional<PackedDense<S>> packed_, turned_;  // W and Wᵀ for batches, when first needed
};

/// Affine layers: a diagonal, one weight for each channel.
template <class S>
class DiagonalMap : public LinearMap<S> {
 public:
  DiagonalMap(const Vector<S>& scale, Index size, const WeightMix& mix)
      : channels_(scale.size()), weights_(size) {
    const Index inner = size / channels_;
    for (Index i = 0; i < size; ++i) weights_[i] = mix(scale[i / inner]);
  }
  void apply(const Matrix<S>& a, const Vector<S>* bias, Matrix<S>& z) override {
    z.array() = a.array().colwise() * weights_.array();
    if (bias == nullptr) return;
    for (Index b = 0; b < z.cols(); ++b)
      z.col(b).reshaped(weights_.size() / channels_, channels_).rowwise() += bias->transpose();
  }
  void apply_transpose(const Matrix<S>& s, Matrix<S>& c) override {
    c.array() = s.array().colwise() * weights_.array();
  }
  void accumulate(const Matrix<S>& a, const Matrix<S>& s, Matrix<S>& weights,
                  Vector<S>& bias) override {
    const Index inner = weights_.size() / channels_;
    for (Index b = 0; b < a.cols(); ++b) {
      const auto product = a.col(b).cwiseProduct(s.col(b)).eval();
      weights += product.reshaped(inner, channels_).colwise().sum().transpose();
      bias += s.col(b).reshaped(inner, channels_).colwise().sum().transpose();
    }
  }

 private:
  Index channels_;
  Vector<S> weights_;
};

}  // namespace

template <class S>
bool has_linear_map(const Layer<S>& layer) {
  if (const auto* pool = std::get_if<Pool2d>(&layer)) return pool->kind != PoolKind::max;
  return std::holds_alternative<Dense<S>>(layer) || std::holds_alternative<Conv2d<S>>(layer) ||
         std::holds_alternative<Affine<S>>(layer);
}

template <class S>
std::unique_ptr<LinearMap<S>> make_linear_map(const Layer<S>& layer, const Shape& input,
                                              const WeightMix& mix) {
  assert(has_linear_map(layer));
  return std::visit(overloaded{
                        [&](const Dense<S>& l) -> std::unique_ptr<LinearMap<S>> {
                          return std::make_unique<DenseMap<S>>(l.weights, mix);
                        },
                        [&](const Conv2d<S>& l) -> std::unique_ptr<LinearMap<S>> {
                          const ConvGeometry geometry{.image = image_shape(input),
                                                      .outputs = l.weights.rows(),
                                                      .window = l.window,
                                                      .groups = l.groups};
                          return make_conv_map<S>(geometry,
                                                  l.weights.unaryExpr([&](S w) { return mix(w); }));
                        },
                        [&](const Pool2d& l) -> std::unique_ptr<LinearMap<S>> {
                          return make_pool_map<S>(l, image_shape(input), mix);
                        },
                        [&](const Affine<S>& l) -> std::unique_ptr<LinearMap<S>> {
                          return std::make_unique<DiagonalMap<S>>(l.scale, size_of(input), mix);
                        },
                        [](const auto&) -> std::unique_ptr<LinearMap<S>> { return nullptr; },
                    },
                    layer);
}

template <class S>
const Vector<S>* bias_of(const Layer<S>& layer) {
  if (const auto* dense = std::get_if<Dense<S>>(&layer)) return &dense->bias;
  if (const auto* conv = std::get_if<Conv2d<S>>(&layer)) return &conv->bias;
  if (const auto* affine = std::get_if<Affine<S>>(&layer)) return &affine->shift;
  return nullptr;
}

template bool has_linear_map(const Layer<float>&);
template bool has_linear_map(const Layer<double>&);
template std::unique_ptr<LinearMap<float>> make_linear_map(const Layer<float>&, const Shape&,
                                                           const WeightMix&);
template std::unique_ptr<LinearMap<double>> make_linear_map(const Layer<double>&, const Shape&,
                                                            const WeightMix&);
template const Vector<float>* bias_of(const Layer<float>&);
template const Vector<double>* bias_of(const Layer<double>&);

}  // namespace relevance
