#include "nn/kernels/linear_map.hpp"

#include <cassert>

#include "nn/kernels/conv_map.hpp"
#include "nn/kernels/dense_map.hpp"
#include "nn/kernels/pool_map.hpp"

namespace relevance {
namespace {

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
                          return make_dense_map<S>(l.weights, mix);
                        },
                        [&](const Conv2d<S>& l) -> std::unique_ptr<LinearMap<S>> {
                          const ConvGeometry geometry{.image = image_shape(input),
                                                      .outputs = l.weights.rows(),
                                                      .window = l.window,
                                                      .groups = l.groups};
                          return make_conv_map<S>(geometry, [&l, mix]() -> Matrix<S> {
                            return l.weights.unaryExpr([&](S w) { return mix(w); });
                          });
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
std::unique_ptr<LinearMap<S>> make_stacked_map(const Layer<S>& layer, const Shape& input,
                                               const std::vector<WeightMix>& mixes) {
  const auto* conv = std::get_if<Conv2d<S>>(&layer);
  if (conv == nullptr || conv->groups != 1) return nullptr;
  const auto weights = [conv, mixes] {
    const Matrix<S>& given = conv->weights;
    Matrix<S> stacked(given.rows(), given.cols() * Index(mixes.size()));
    for (size_t m = 0; m < mixes.size(); ++m)
      for (Index i = 0; i < given.size(); ++i)
        stacked.data()[Index(m) * given.size() + i] = mixes[m](given.data()[i]);
    return stacked;
  };
  ImageShape image = image_shape(input);
  image.channels *= Index(mixes.size());
  const ConvGeometry geometry{
      .image = image, .outputs = conv->weights.rows(), .window = conv->window};
  return make_conv_map<S>(geometry, weights);
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
template std::unique_ptr<LinearMap<float>> make_stacked_map(const Layer<float>&, const Shape&,
                                                            const std::vector<WeightMix>&);
template std::unique_ptr<LinearMap<double>> make_stacked_map(const Layer<double>&, const Shape&,
                                                             const std::vector<WeightMix>&);
template const Vector<float>* bias_of(const Layer<float>&);
template const Vector<double>* bias_of(const Layer<double>&);

}  // namespace relevance
