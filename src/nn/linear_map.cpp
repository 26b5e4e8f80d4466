#include "nn/linear_map.hpp"

#include <cassert>
#include <optional>

#include "nn/packed_conv.hpp"
#include "nn/row_conv.hpp"
#include "nn/simd.hpp"

namespace relevance {
namespace {

template <class S>
class DenseMap : public LinearMap<S> {
 public:
  DenseMap(const Matrix<S>& weights, const WeightMix& mix) : weights_(weights) {
    if (!(mix == kWeights)) weights_ = weights_.unaryExpr(mix_function(mix));
  }
  void apply(const Matrix<S>& a, const Vector<S>* bias, Matrix<S>& z) override {
    if (a.cols() == 1)  // a matrix–vector product, without the copies of a general one
      z.col(0).noalias() = weights_ * a.col(0);
    else
      z.noalias() = weights_ * a;
    if (bias != nullptr) z.colwise() += *bias;
  }
  void apply_transpose(const Matrix<S>& s, Matrix<S>& c) override {
    if (s.cols() == 1)
      transposed_product(s.data(), c.data());
    else
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
};

/// The geometry of the convolution that computes Wᵀs for stride 1, if there is one.
std::optional<ConvGeometry> flipped(const ConvGeometry& g) {
  const Window& w = g.window;
  ConvGeometry t{.image = {g.outputs, g.out_height(), g.out_width()},
                 .outputs = g.image.channels,
                 .window = w,
                 .groups = g.groups};
  t.window.pad_top = w.dilation_h * (w.kernel_h - 1) - w.pad_top;
  t.window.pad_left = w.dilation_w * (w.kernel_w - 1) - w.pad_left;
  t.window.pad_bottom = w.dilation_h * (w.kernel_h - 1) - w.pad_bottom;
  t.window.pad_right = w.dilation_w * (w.kernel_w - 1) - w.pad_right;
  const bool possible = w.stride_h == 1 && w.stride_w == 1 && t.window.pad_top >= 0 &&
                        t.window.pad_left >= 0 && t.window.pad_bottom >= 0 &&
                        t.window.pad_right >= 0;
  return possible ? std::optional(t) : std::nullopt;
}

/// Its filters: turned by 180°, inputs and outputs exchanged.
template <class S>
Matrix<S> flipped_weights(const ConvGeometry& g, const Matrix<S>& weights) {
  const Index in = g.image.channels / g.groups, out = g.outputs / g.groups;
  const Index taps = g.window.kernel_h * g.window.kernel_w;
  Matrix<S> turned(g.image.channels, out * taps);
  for (Index o = 0; o < g.outputs; ++o)
    for (Index c = 0; c < in; ++c)
      for (Index tap = 0; tap < taps; ++tap)
        turned(o / out * in + c, o % out * taps + taps - 1 - tap) = weights(o, c * taps + tap);
  return turned;
}

template <class S>
Index count_nonzero(const S* values, Index n) {
  Index count = 0;
  for (Index i = 0; i < n; ++i) count += values[i] != 0;
  return count;
}

template <class S>
class ConvMap : public LinearMap<S> {
 public:
  ConvMap(const ConvGeometry& geometry, Matrix<S> weights)
      : weights_(std::move(weights)), conv_(geometry, weights_) {}

  void apply(const Matrix<S>& a, const Vector<S>* bias, Matrix<S>& z) override {
    for (Index b = 0; b < a.cols(); ++b)
      conv_.apply(a.col(b).data(), data(bias), z.col(b).data());
  }
  void apply_where(const Matrix<S>& a, const Vector<S>* bias, const Matrix<S>& needed,
                   Matrix<S>& z) override {
    for (Index b = 0; b < a.cols(); ++b) {
      const Index nonzero = count_nonzero(needed.col(b).data(), needed.rows());
      if (conv_.sparse_cost(nonzero) < conv_.dense_cost())
        conv_.apply_where(a.col(b).data(), data(bias), needed.col(b).data(), z.col(b).data());
      else
        conv_.apply(a.col(b).data(), data(bias), z.col(b).data());
    }
  }
  void apply_transpose(const Matrix<S>& s, Matrix<S>& c) override {
    prepare_transpose();
    for (Index b = 0; b < s.cols(); ++b) {
      const S* source = s.col(b).data();
      if (rows_)
        rows_->apply(source, c.col(b).data());
      else if (turned_ && conv_.sparse_cost(count_nonzero(source, s.rows())) >=
                              turned_->dense_cost())
        turned_->apply(source, nullptr, c.col(b).data());
      else
        conv_.scatter(source, c.col(b).data());
    }
  }
  void accumulate(const Matrix<S>& a, const Matrix<S>& s, Matrix<S>& weights,
                  Vector<S>& bias) override {
    for (Index b = 0; b < a.cols(); ++b) {
      conv_.accumulate(a.col(b).data(), s.col(b).data(), weights);
      const Index pixels = conv_.geometry().pixels();
      bias += s.col(b).reshaped(pixels, bias.size()).colwise().sum().transpose();
    }
  }

 private:
  static const S* data(const Vector<S>* bias) { return bias == nullptr ? nullptr : bias->data(); }

  /// Of the ways to compute Wᵀs, the dense one is laid out when first asked for.
  void prepare_transpose() {
    if (prepared_) return;
    prepared_ = true;
    const auto geometry = flipped(conv_.geometry());
    if (!geometry) return;
    const Matrix<S> weights = flipped_weights(conv_.geometry(), weights_);
    if (RowConv<S>::fits(*geometry))
      rows_.emplace(*geometry, weights);
    else
      turned_.emplace(*geometry, weights);
  }

  Matrix<S> weights_;
  PackedConv<S> conv_;
  std::optional<PackedConv<S>> turned_;  // Wᵀ with a tile of channels in registers
  std::optional<RowConv<S>> rows_;       // or with a strip of pixels
  bool prepared_ = false;
};

/// Average and sum pooling: every tap of an output has the same weight.
template <class S>
class PoolMap : public LinearMap<S> {
 public:
  PoolMap(const Pool2d& pool, const ImageShape& image, const WeightMix& mix)
      : image_(image), window_(pool_window(pool, image)) {
    const ConvGeometry g{.image = image, .outputs = image.channels, .window = window_};
    height_ = g.out_height(), width_ = g.out_width();
    for (Index y = 0; y < height_; ++y)
      for (Index x = 0; x < width_; ++x) {
        Tap tap{.top = y * window_.stride_h - window_.pad_top,
                .left = x * window_.stride_w - window_.pad_left};
        Index inside = 0;
        each(tap, [&](Index) { ++inside; });
        const Index n = pool.count_padding ? window_.kernel_h * window_.kernel_w : inside;
        tap.weight = mix(pool.kind == PoolKind::sum || n == 0 ? S(1) : S(1) / S(n));
        taps_.push_back(tap);
      }
    tiles_ = window_ == Window{.kernel_h = window_.kernel_h, .kernel_w = window_.kernel_w,
                               .stride_h = window_.kernel_h, .stride_w = window_.kernel_w};
  }
  void apply(const Matrix<S>& a, const Vector<S>*, Matrix<S>& z) override {
    for (Index b = 0; b < a.cols(); ++b)
      for (Index c = 0; c < image_.channels; ++c) {
        const S* plane = a.col(b).data() + c * image_.height * image_.width;
        S* target = z.col(b).data() + c * height_ * width_;
        if (tiles_) {
          with_tile_size([&](auto kh, auto kw) { sum_tiles(kh, kw, plane, target); });
          continue;
        }
        for (const Tap& tap : taps_) {
          S sum = 0;
          each(tap, [&](Index i) { sum += plane[i]; });
          *target++ = tap.weight * sum;
        }
      }
  }
  void apply_transpose(const Matrix<S>& s, Matrix<S>& c) override {
    c.setZero();
    for (Index b = 0; b < s.cols(); ++b)
      for (Index channel = 0; channel < image_.channels; ++channel) {
        S* plane = c.col(b).data() + channel * image_.height * image_.width;
        const S* source = s.col(b).data() + channel * height_ * width_;
        if (tiles_) {
          with_tile_size([&](auto kh, auto kw) { fill_tiles(kh, kw, source, plane); });
          continue;
        }
        for (const Tap& tap : taps_) {
          const S share = tap.weight * *source++;
          if (share != 0) each(tap, [&](Index i) { plane[i] += share; });
        }
      }
  }

 private:
  struct Tap {
    Index top, left;
    S weight = 0;
  };
  /// Calls f with the window's size, as constants for the usual 2×2.
  template <class F>
  void with_tile_size(F f) const {
    using Two = std::integral_constant<Index, 2>;
    if (window_.kernel_h == 2 && window_.kernel_w == 2)
      f(Two{}, Two{});
    else
      f(window_.kernel_h, window_.kernel_w);
  }
  template <class H, class W>
  void sum_tiles(H kernel_h, W kernel_w, const S* plane, S* target) const {
    for (Index y = 0; y < height_; ++y)
      for (Index x = 0; x < width_; ++x) {
        const S* corner = plane + y * kernel_h * image_.width + x * kernel_w;
        S sum = 0;
        for (Index kh = 0; kh < kernel_h; ++kh)
          for (Index kw = 0; kw < kernel_w; ++kw) sum += corner[kh * image_.width + kw];
        *target++ = taps_.front().weight * sum;
      }
  }
  template <class H, class W>
  void fill_tiles(H kernel_h, W kernel_w, const S* source, S* plane) const {
    for (Index y = 0; y < height_; ++y)
      for (Index x = 0; x < width_; ++x) {
        S* corner = plane + y * kernel_h * image_.width + x * kernel_w;
        const S share = taps_.front().weight * *source++;
        for (Index kh = 0; kh < kernel_h; ++kh)
          for (Index kw = 0; kw < kernel_w; ++kw) corner[kh * image_.width + kw] = share;
      }
  }
  template <class F>
  void each(const Tap& tap, F f) const {
    for (Index kh = 0; kh < window_.kernel_h; ++kh) {
      const Index y = tap.top + kh * window_.dilation_h;
      if (y < 0 || y >= image_.height) continue;
      for (Index kw = 0; kw < window_.kernel_w; ++kw) {
        const Index x = tap.left + kw * window_.dilation_w;
        if (x >= 0 && x < image_.width) f(y * image_.width + x);
      }
    }
  }
  ImageShape image_;
  Window window_;
  Index height_, width_;
  std::vector<Tap> taps_;
  bool tiles_ = false;  // windows stand side by side, none over the edge
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
  return std::visit(
      overloaded{
          [&](const Dense<S>& l) -> std::unique_ptr<LinearMap<S>> {
            return std::make_unique<DenseMap<S>>(l.weights, mix);
          },
          [&](const Conv2d<S>& l) -> std::unique_ptr<LinearMap<S>> {
            const ConvGeometry geometry{.image = image_shape(input),
                                        .outputs = l.weights.rows(),
                                        .window = l.window,
                                        .groups = l.groups};
            return std::make_unique<ConvMap<S>>(
                geometry, l.weights.unaryExpr([&](S w) { return mix(w); }));
          },
          [&](const Pool2d& l) -> std::unique_ptr<LinearMap<S>> {
            return std::make_unique<PoolMap<S>>(l, image_shape(input), mix);
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
