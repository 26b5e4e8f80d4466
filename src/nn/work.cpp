#include "nn/work.hpp"

namespace relevance {

double padded_size(const Window& w, const ImageShape& image) {
  return double(image.channels) *
         (double(image.height) + double(w.pad_top) + double(w.pad_bottom)) *
         (double(image.width) + double(w.pad_left) + double(w.pad_right));
}

template <class S>
double layer_work(const Layer<S>& layer, const Shape& input, const Shape& output) {
  constexpr double kWorkOfTap = 4;
  double size = 1;
  for (const Index extent : output) size *= double(extent);
  return std::visit(
      overloaded{
          [&](const Dense<S>& l) { return size * double(l.weights.cols()); },
          [&](const SquaredDistance<S>& l) { return size * double(l.centres.rows()); },
          [&](const Hyperplanes<S>& l) { return size * double(l.weights.cols()); },
          [&](const Conv2d<S>& l) { return size * double(l.weights.cols()); },
          [&](const Pool2d& l) {
            const Window w = pool_window(l, image_shape(input));
            return kWorkOfTap * size * double(w.kernel_h) * double(w.kernel_w);
          },
          [&](const auto&) { return size; },
      },
      layer);
}

template double layer_work(const Layer<float>&, const Shape&, const Shape&);
template double layer_work(const Layer<double>&, const Shape&, const Shape&);

}  // namespace relevance
