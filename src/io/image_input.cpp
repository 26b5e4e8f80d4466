#include "io/image_input.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace relevance {
namespace {

constexpr double kDigitShare = 20.0 / 28.0;  // MNIST: a 20×20 box in a 28×28 frame
constexpr float kInk = 0.02f;                // fainter is paper

struct Box {
  Index top, left, bottom, right;  // half open
};

Box bounding_box(const Vector<float>& drawing, Index side) {
  Box box{side, side, 0, 0};
  for (Index y = 0; y < side; ++y)
    for (Index x = 0; x < side; ++x)
      if (drawing[y * side + x] > kInk)
        box = {std::min(box.top, y), std::min(box.left, x), std::max(box.bottom, y + 1),
               std::max(box.right, x + 1)};
  return box;
}

/// How much of pixel [i, i+1) the interval [low, high) covers.
double overlap(Index i, double low, double high) {
  return std::max(0.0, std::min(high, double(i + 1)) - std::max(low, double(i)));
}

/// Area average of the drawing over the pixel (row, column) of a frame whose origin is
/// at (top, left) and whose pixels are `scale` drawing pixels wide.
double area_average(const Vector<float>& drawing, Index side, double top, double left, double scale,
                    Index row, Index column) {
  const double y0 = top + double(row) * scale, x0 = left + double(column) * scale;
  const Index first_y = std::max<Index>(0, Index(std::floor(y0)));
  const Index last_y = std::min(side, Index(std::ceil(y0 + scale)));
  const Index first_x = std::max<Index>(0, Index(std::floor(x0)));
  const Index last_x = std::min(side, Index(std::ceil(x0 + scale)));
  double sum = 0;
  for (Index y = first_y; y < last_y; ++y) {
    const double rows = overlap(y, y0, y0 + scale);
    for (Index x = first_x; x < last_x; ++x)
      sum += rows * overlap(x, x0, x0 + scale) * double(drawing[y * side + x]);
  }
  return sum / (scale * scale);
}

}  // namespace

template <class S>
Matrix<S> centre_in_frame(const Matrix<S>& images, const Shape& image, const Shape& frame) {
  check_size("centre_in_frame", "an image", images.rows(), size_of(image));
  if (size_of(image) == size_of(frame)) return images;
  const ImageShape from = image_shape(image), to = image_shape(frame);
  const bool grey = from.channels == 1;
  if (image.size() < 2 || (!grey && from.channels != to.channels) || from.height > to.height ||
      from.width > to.width)
    throw Error(
        "shape-mismatch",
        "the image has shape " + to_string(image) + ", expected at most " + to_string(frame),
        {{"name", "image"}, {"given", to_string(image)}, {"expected", to_string(frame)}});
  const Index top = (to.height - from.height) / 2, left = (to.width - from.width) / 2;
  Matrix<S> framed = Matrix<S>::Zero(to.size(), images.cols());
  for (Index c = 0; c < to.channels; ++c)
    for (Index y = 0; y < from.height; ++y)
      framed.middleRows((c * to.height + y + top) * to.width + left, from.width) =
          images.middleRows(((grey ? 0 : c) * from.height + y) * from.width, from.width);
  return framed;
}

Vector<float> centre_drawing(const Vector<float>& drawing, Index frame_side) {
  const Index side = Index(std::lround(std::sqrt(double(drawing.size()))));
  check_size("centre_drawing", "a square drawing", drawing.size(), side * side);
  check_finite("centre_drawing", "the drawing", drawing);
  const Box box = bounding_box(drawing, side);
  if (box.bottom <= box.top)
    throw Error("empty-image", "the drawing is empty, expected at least one stroke", {});

  const double extent = double(std::max(box.bottom - box.top, box.right - box.left));
  const double scale = extent / (kDigitShare * double(frame_side));  // drawing pixels a frame pixel
  double mass = 0, centre_y = 0, centre_x = 0;
  for (Index y = box.top; y < box.bottom; ++y)
    for (Index x = box.left; x < box.right; ++x) {
      const double ink = double(drawing[y * side + x]);
      mass += ink;
      centre_y += ink * (double(y) + 0.5);
      centre_x += ink * (double(x) + 0.5);
    }
  const double half = scale * double(frame_side) / 2;
  const double top = centre_y / mass - half, left = centre_x / mass - half;
  Vector<float> framed(frame_side * frame_side);
  for (Index row = 0; row < frame_side; ++row)
    for (Index column = 0; column < frame_side; ++column)
      framed[row * frame_side + column] =
          float(std::clamp(area_average(drawing, side, top, left, scale, row, column), 0.0, 1.0));
  return framed;
}

template Matrix<float> centre_in_frame(const Matrix<float>&, const Shape&, const Shape&);
template Matrix<double> centre_in_frame(const Matrix<double>&, const Shape&, const Shape&);

}  // namespace relevance
