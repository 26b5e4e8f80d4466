#include "nn/kernels/conv_map.hpp"

#include <optional>

#include "base/limits.hpp"
#include "nn/kernels/row_conv.hpp"
#include "nn/kernels/shared_scatter.hpp"
#include "nn/work.hpp"

namespace relevance {
namespace {

/// The geometry of the convolution that computes Wᵀs for stride 1, if there is one. Its padded
/// image may be far larger than that of g: then there is none.
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
                        t.window.pad_right >= 0 &&
                        padded_size(t.window, t.image) <= double(kMaxSampleSize);
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

constexpr Index kFewColumns = 8;  // that do not fill the vectors

/// Where nothing is left out, with a strip of pixels in registers or with a tile of channels.
template <class S>
class DenseConv {
 public:
  DenseConv(const ConvGeometry& geometry, WeightSource<S> weights) {
    if (RowConv<S>::fits(geometry))
      rows_.emplace(geometry, weights());
    else
      tiles_.emplace(geometry, std::move(weights));
  }
  void apply(const S* a, const S* bias, S* z) {
    if (rows_)
      rows_->apply(a, bias, z);
    else
      tiles_->apply(a, bias, z);
  }
  double cost() const { return rows_ ? rows_->cost() : tiles_->dense_cost(); }

 private:
  std::optional<PackedConv<S>> tiles_;
  std::optional<RowConv<S>> rows_;
};

template <class S>
class ConvMap : public LinearMap<S> {
 public:
  ConvMap(const ConvGeometry& geometry, const WeightSource<S>& weights)
      : weights_(weights), conv_(geometry, weights) {
    if (RowConv<S>::fits(geometry)) rows_.emplace(geometry, weights());
  }

  void apply(const Matrix<S>& a, const Vector<S>* bias, Matrix<S>& z) override {
    for (Index b = 0; b < a.cols(); ++b) forward(a.col(b).data(), data(bias), z.col(b).data());
  }
  void apply_where(const Matrix<S>& a, const Vector<S>* bias, const Matrix<S>& needed,
                   Matrix<S>& z) override {
    for (Index b = 0; b < a.cols(); ++b) {
      const Index nonzero = count_nonzero(needed.col(b).data(), needed.rows());
      const double dense = rows_ ? rows_->cost() : conv_.dense_cost();
      if (conv_.sparse_cost(nonzero) < dense)
        conv_.apply_where(a.col(b).data(), data(bias), needed.col(b).data(), z.col(b).data());
      else
        forward(a.col(b).data(), data(bias), z.col(b).data());
    }
  }
  void apply_transpose(const Matrix<S>& s, Matrix<S>& c) override {
    prepare_transpose();
    for (Index b = 0; b < s.cols(); ++b) {
      const S* source = s.col(b).data();
      if (transposed_ && transposed_->cost() <= conv_.sparse_cost(count_nonzero(source, s.rows())))
        transposed_->apply(source, nullptr, c.col(b).data());
      else
        conv_.scatter(source, c.col(b).data());
    }
  }
  void apply_transpose_shared(const Matrix<S>& s, Matrix<S>& c) override {
    if (s.cols() < kFewColumns) return apply_transpose(s, c);
    if (!shared_) shared_.emplace(conv_.geometry(), weights_());
    shared_->apply(s, c);
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

  void forward(const S* a, const S* bias, S* z) {
    if (rows_)
      rows_->apply(a, bias, z);
    else
      conv_.apply(a, bias, z);
  }
  /// Of the ways to compute Wᵀs, the dense one is laid out when first asked for.
  void prepare_transpose() {
    if (prepared_) return;
    prepared_ = true;
    const auto geometry = flipped(conv_.geometry());
    if (!geometry) return;
    transposed_.emplace(*geometry,
                        [this] { return flipped_weights(conv_.geometry(), weights_()); });
  }

  WeightSource<S> weights_;
  PackedConv<S> conv_;
  std::optional<RowConv<S>> rows_;          // W, if that is better than the tiles of conv_
  std::optional<DenseConv<S>> transposed_;  // Wᵀ
  std::optional<SharedScatter<S>> shared_;  // Wᵀ of one sample's many columns
  bool prepared_ = false;
};

}  // namespace

template <class S>
std::unique_ptr<LinearMap<S>> make_conv_map(const ConvGeometry& geometry, WeightSource<S> weights) {
  return std::make_unique<ConvMap<S>>(geometry, weights);
}

template std::unique_ptr<LinearMap<float>> make_conv_map(const ConvGeometry&, WeightSource<float>);
template std::unique_ptr<LinearMap<double>> make_conv_map(const ConvGeometry&,
                                                          WeightSource<double>);

}  // namespace relevance
