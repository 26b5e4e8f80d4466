#include "nn/kernels/pool_map.hpp"

namespace relevance {
namespace {

/// Average and sum pooling: every tap of an output has the same weight.
template <class S>
class PoolMap : public LinearMap<S> {
 public:
  PoolMap(const Pool2d& pool, const ImageShape& image, const WeightMix& mix)
      : image_(image), window_(pool_window(pool, image)) {
    height_ = window_extent(image.height, window_.kernel_h, window_.stride_h, window_.pad_top,
                            window_.pad_bottom, window_.dilation_h);
    width_ = window_extent(image.width, window_.kernel_w, window_.stride_w, window_.pad_left,
                           window_.pad_right, window_.dilation_w);
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
    tiles_ = window_ == Window{.kernel_h = window_.kernel_h,
                               .kernel_w = window_.kernel_w,
                               .stride_h = window_.kernel_h,
                               .stride_w = window_.kernel_w};
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

}  // namespace

template <class S>
std::unique_ptr<LinearMap<S>> make_pool_map(const Pool2d& pool, const ImageShape& image,
                                            const WeightMix& mix) {
  return std::make_unique<PoolMap<S>>(pool, image, mix);
}

template std::unique_ptr<LinearMap<float>> make_pool_map(const Pool2d&, const ImageShape&,
                                                         const WeightMix&);
template std::unique_ptr<LinearMap<double>> make_pool_map(const Pool2d&, const ImageShape&,
                                                          const WeightMix&);

}  // namespace relevance
