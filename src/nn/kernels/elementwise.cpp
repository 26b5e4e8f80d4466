#include "nn/kernels/elementwise.hpp"

#include <cmath>

#include "nn/kernels/pool_halves.hpp"

namespace relevance {
namespace {

template <class S>
S sigmoid(S x) {
  // exp of a negative number only: never overflows
  const S e = std::exp(-std::abs(x));
  return x >= 0 ? S(1) / (S(1) + e) : e / (S(1) + e);
}

template <class S>
S softplus(S x) {
  return std::max(x, S(0)) + std::log1p(std::exp(-std::abs(x)));
}

template <class S>
void softmax(const Shape& shape, const Matrix<S>& x, Matrix<S>& y) {
  const Index channels = shape.empty() ? 1 : shape[0], inner = size_of(shape) / channels;
  for (Index b = 0; b < x.cols(); ++b) {
    const auto in = x.col(b).reshaped(inner, channels);
    auto out = y.col(b).reshaped(inner, channels);
    out = (in.colwise() - in.rowwise().maxCoeff()).array().exp().matrix();
    const Vector<S> total = out.rowwise().sum();
    out.array().colwise() /= total.array();
  }
}

template <class S>
void softmax_backward(const Shape& shape, const Matrix<S>& y, const Matrix<S>& dy, Matrix<S>& dx) {
  const Index channels = shape.empty() ? 1 : shape[0], inner = size_of(shape) / channels;
  for (Index b = 0; b < y.cols(); ++b) {
    const auto p = y.col(b).reshaped(inner, channels);
    const auto g = dy.col(b).reshaped(inner, channels);
    const Vector<S> mean = p.cwiseProduct(g).rowwise().sum();
    dx.col(b).reshaped(inner, channels) = p.cwiseProduct((g.colwise() - mean).matrix());
  }
}

/// Calls f(output index, [input indices under the window]) for one image plane stack.
template <class F>
void for_each_window(const Window& w, const ImageShape& image, F f) {
  const Index height =
      window_extent(image.height, w.kernel_h, w.stride_h, w.pad_top, w.pad_bottom, w.dilation_h);
  const Index width =
      window_extent(image.width, w.kernel_w, w.stride_w, w.pad_left, w.pad_right, w.dilation_w);
  Index output = 0;
  for (Index c = 0; c < image.channels; ++c)
    for (Index y = 0; y < height; ++y)
      for (Index x = 0; x < width; ++x, ++output)
        f(output, [&](auto visit) {
          for (Index kh = 0; kh < w.kernel_h; ++kh) {
            const Index row = y * w.stride_h - w.pad_top + kh * w.dilation_h;
            if (row < 0 || row >= image.height) continue;
            for (Index kw = 0; kw < w.kernel_w; ++kw) {
              const Index column = x * w.stride_w - w.pad_left + kw * w.dilation_w;
              if (column >= 0 && column < image.width)
                visit((c * image.height + row) * image.width + column);
            }
          }
        });
}

}  // namespace

template <class S>
void activate(const Activation& f, const Shape& shape, const Matrix<S>& x, Matrix<S>& y) {
  const S slope = S(f.slope);
  switch (f.kind) {
    case ActivationKind::relu:
      y = x.cwiseMax(S(0));
      break;
    case ActivationKind::leaky_relu:
      y = x.cwiseMax(S(0)) + slope * x.cwiseMin(S(0));
      break;
    case ActivationKind::tanh:
      y = x.array().tanh();
      break;
    case ActivationKind::sigmoid:
      y = x.unaryExpr([](S v) { return sigmoid(v); });
      break;
    case ActivationKind::softplus:
      y = x.unaryExpr([](S v) { return softplus(v); });
      break;
    case ActivationKind::softmax:
      softmax(shape, x, y);
      break;
    case ActivationKind::clip:
      y = x.cwiseMax(S(f.low)).cwiseMin(S(f.high));
      break;
  }
}

template <class S>
void activate_backward(const Activation& f, const Shape& shape, const Matrix<S>& x,
                       const Matrix<S>& y, const Matrix<S>& dy, Matrix<S>& dx) {
  const S slope = S(f.slope);
  switch (f.kind) {
    case ActivationKind::relu:
      dx = (x.array() > 0).select(dy, S(0));
      break;
    case ActivationKind::leaky_relu:
      dx = (x.array() > 0).select(dy, slope * dy);
      break;
    case ActivationKind::tanh:
      dx = dy.array() * (1 - y.array().square());
      break;
    case ActivationKind::sigmoid:
      dx = dy.array() * y.array() * (1 - y.array());
      break;
    case ActivationKind::softplus:
      dx = dy.cwiseProduct(x.unaryExpr([](S v) { return sigmoid(v); }));
      break;
    case ActivationKind::softmax:
      softmax_backward(shape, y, dy, dx);
      break;
    case ActivationKind::clip:
      dx = (x.array() > S(f.low) && x.array() < S(f.high)).select(dy, S(0));
      break;
  }
}

template <class S>
void max_pool(const Window& w, const ImageShape& image, const Matrix<S>& x, Matrix<S>& y) {
  for (Index b = 0; b < x.cols(); ++b) {
    const S* source = x.col(b).data();
    S* target = y.col(b).data();
    if (is_halving(w)) {
      max_of_tiles(image, source, target);
      continue;
    }
    for_each_window(w, image, [&](Index k, auto under) {
      bool any = false;
      S best = 0;
      under([&](Index j) {
        if (!any || source[j] > best) best = source[j], any = true;
      });
      target[k] = best;
    });
  }
}

template <class S>
void max_pool_backward(const Window& w, const ImageShape& image, const Matrix<S>& x,
                       const Matrix<S>& y, const Matrix<S>& dy, bool split, Matrix<S>& dx) {
  if (!is_halving(w) || split) dx.setZero();
  for (Index b = 0; b < dy.cols(); ++b) {
    const Index sample = x.cols() == 1 ? 0 : b;
    const S* source = x.col(sample).data();
    const S* result = y.col(sample).data();
    const S* gradient = dy.col(b).data();
    S* target = dx.col(b).data();
    if (is_halving(w) && !split) {
      winners_of_tiles(image, source, result, gradient, target);
      continue;
    }
    for_each_window(w, image, [&](Index k, auto under) {
      if (gradient[k] == 0) return;
      Index winners = 0;
      if (split)
        under([&](Index j) { winners += source[j] == result[k]; });
      else
        winners = 1;
      const S share = gradient[k] / S(std::max<Index>(winners, 1));
      bool given = false;
      under([&](Index j) {
        if (source[j] != result[k] || (given && !split)) return;
        target[j] += share;
        given = true;
      });
    });
  }
}

template <class S>
void pad(const Pad& p, const ImageShape& image, const Matrix<S>& x, Matrix<S>& y) {
  const Index width = image.width + p.left + p.right;
  const Index height = image.height + p.top + p.bottom;
  y.setConstant(S(p.value));
  for (Index c = 0; c < image.channels; ++c)
    for (Index row = 0; row < image.height; ++row)
      y.middleRows((c * height + row + p.top) * width + p.left, image.width) =
          x.middleRows((c * image.height + row) * image.width, image.width);
}

template <class S>
void pad_backward(const Pad& p, const ImageShape& image, const Matrix<S>& dy, Matrix<S>& dx) {
  const Index width = image.width + p.left + p.right;
  const Index height = image.height + p.top + p.bottom;
  for (Index c = 0; c < image.channels; ++c)
    for (Index row = 0; row < image.height; ++row)
      dx.middleRows((c * image.height + row) * image.width, image.width) =
          dy.middleRows((c * height + row + p.top) * width + p.left, image.width);
}

std::vector<Slice> concat_slices(const Concat& concat, const std::vector<Shape>& inputs) {
  Index outer = 1;
  for (Index axis = 0; axis < concat.axis; ++axis) outer *= inputs[0][size_t(axis)];
  std::vector<Slice> slices;
  Index target = 0;
  for (Index block = 0; block < outer; ++block)
    for (size_t i = 0; i < inputs.size(); ++i) {
      const Index length = size_of(inputs[i]) / outer;
      slices.push_back({i, block * length, target, length});
      target += length;
    }
  return slices;
}

#define INSTANTIATE(S)                                                                    \
  template void activate(const Activation&, const Shape&, const Matrix<S>&, Matrix<S>&);  \
  template void activate_backward(const Activation&, const Shape&, const Matrix<S>&,      \
                                  const Matrix<S>&, const Matrix<S>&, Matrix<S>&);        \
  template void max_pool(const Window&, const ImageShape&, const Matrix<S>&, Matrix<S>&); \
  template void max_pool_backward(const Window&, const ImageShape&, const Matrix<S>&,     \
                                  const Matrix<S>&, const Matrix<S>&, bool, Matrix<S>&);  \
  template void pad(const Pad&, const ImageShape&, const Matrix<S>&, Matrix<S>&);         \
  template void pad_backward(const Pad&, const ImageShape&, const Matrix<S>&, Matrix<S>&);
INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace relevance
