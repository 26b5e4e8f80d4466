#include "train/augment.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace relevance {
namespace {

double random_factor(double range, Random& random) {
  return std::exp(random.uniform(-1, 1) * std::log1p(range));
}

}  // namespace

AffineMap random_map(const Augmentation& ranges, Random& random) {
  const double angle = random.uniform(-1, 1) * ranges.rotation * std::numbers::pi / 180;
  const double scale = ranges.zoom * random_factor(ranges.scale, random);
  const double stretch = std::sqrt(random_factor(ranges.stretch, random));
  const double shear = random.uniform(-1, 1) * ranges.shear;
  const double c = std::cos(angle), s = std::sin(angle);
  // Rotation times (scale, stretch and shear); shear moves rows sideways.
  const double inner[2][2] = {{stretch / scale, 0}, {shear, 1 / (stretch * scale)}};
  AffineMap map;
  for (int i = 0; i < 2; ++i) {
    map.linear[0][i] = c * inner[0][i] - s * inner[1][i];
    map.linear[1][i] = s * inner[0][i] + c * inner[1][i];
  }
  for (double& shift : map.shift) shift = random.uniform(-1, 1) * ranges.translation;
  return map;
}

template <class S>
void transform(const ImageShape& shape, const AffineMap& map, const S* from, S* to) {
  const Index h = shape.height, w = shape.width;
  const double centre_y = double(h - 1) / 2, centre_x = double(w - 1) / 2;
  for (Index y = 0; y < h; ++y)
    for (Index x = 0; x < w; ++x) {
      const double dy = double(y) - centre_y, dx = double(x) - centre_x;
      const double sy = map.linear[0][0] * dy + map.linear[0][1] * dx + centre_y + map.shift[0];
      const double sx = map.linear[1][0] * dy + map.linear[1][1] * dx + centre_x + map.shift[1];
      const Index y0 = Index(std::floor(sy)), x0 = Index(std::floor(sx));
      const S fy = S(sy - double(y0)), fx = S(sx - double(x0));
      for (Index c = 0; c < shape.channels; ++c) {
        const auto pixel = [&](Index py, Index px) {
          return py < 0 || px < 0 || py >= h || px >= w ? S(0) : from[(c * h + py) * w + px];
        };
        to[(c * h + y) * w + x] =
            (S(1) - fy) * ((S(1) - fx) * pixel(y0, x0) + fx * pixel(y0, x0 + 1)) +
            fy * ((S(1) - fx) * pixel(y0 + 1, x0) + fx * pixel(y0 + 1, x0 + 1));
      }
    }
}

template <class S>
void augment(const ImageShape& shape, const Augmentation& ranges, Random& random,
             Matrix<S>& images) {
  Augmentation still;
  still.noise = ranges.noise;
  Vector<S> source;
  for (Index b = 0; b < images.cols(); ++b) {
    if (!(ranges == still)) {
      source = images.col(b);
      transform(shape, random_map(ranges, random), source.data(), images.col(b).data());
    }
    if (ranges.noise > 0)
      for (Index i = 0; i < images.rows(); ++i)
        images(i, b) = std::clamp(images(i, b) + S(ranges.noise * random.normal()), S(0), S(1));
  }
}

template void transform(const ImageShape&, const AffineMap&, const float*, float*);
template void transform(const ImageShape&, const AffineMap&, const double*, double*);
template void augment(const ImageShape&, const Augmentation&, Random&, Matrix<float>&);
template void augment(const ImageShape&, const Augmentation&, Random&, Matrix<double>&);

}  // namespace relevance
