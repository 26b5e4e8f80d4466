#include "nn/kernels/pool_map.hpp"

#include "nn/kernels/pool_halves.hpp"

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
  }
  void apply(const Matrix<S>& a, const Vector<S>*, Matrix<S>& z) override {
    for (Index b = 0; b < a.cols(); ++b) {
      if (is_halving(window_)) {
        sum_of_tiles(image_, taps_.front().weight, a.col(b).data(), z.col(b).data());
        continue;
      }
      for (Index c = 0; c < image_.channels; ++c) {
        const S* plane = a.col(b).data() + c * image_.height * image_.width;
        S* target = z.col(b).data() + c * height_ * width_;
        for (const Tap& tap : taps_) {
          S sum = 0;
          each(tap, [&](Index i) { sum += plane[i]; });
          *target++ = tap.weight * sum;
        }
      }
    }
  }
  void apply_transpose(const Matrix<S>& s, Matrix<S>& c) override {
    if (!is_halving(window_)) c.setZero();
    for (Index b = 0; b < s.cols(); ++b) {
      if (is_halving(window_)) {
        fill_tiles(image_, taps_.front().weight, s.col(b).data(), c.col(b).data());
        continue;
      }
      for (Index channel = 0; channel < image_.channels; ++channel) {
        S* plane = c.col(b).data() + channel * image_.height * image_.width;
        const S* source = s.col(b).data() + channel * height_ * width_;
        for (const Tap& tap : taps_) {
          const S share = tap.weight * *source++;
          if (share != 0) each(tap, [&](Index i) { plane[i] += share; });
        }
      }
    }
  }

 private:
  struct Tap {
    Index top, left;
    S weight = 0;
  };
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
