#include "nn/layer.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "nn/work.hpp"

namespace relevance {
namespace {

Error misfit(const std::string& node, const std::string& what, const std::string& given,
             const std::string& expected) {
  return Error("shape-mismatch",
               "node \"" + node + "\": " + what + " is " + given + ", expected " + expected,
               {{"node", node}, {"name", what}, {"given", given}, {"expected", expected}});
}

void check_arity(const std::string& node, size_t given, size_t low, size_t high) {
  if (given >= low && given <= high) return;
  throw misfit(node, "the number of inputs", std::to_string(given),
               low == high ? std::to_string(low) : "at least " + std::to_string(low));
}

Shape windowed_shape(const std::string& node, const Window& w, const ImageShape& image,
                     Index channels) {
  const bool positive = w.kernel_h > 0 && w.kernel_w > 0 && w.stride_h > 0 && w.stride_w > 0 &&
                        w.dilation_h > 0 && w.dilation_w > 0 && w.pad_top >= 0 && w.pad_left >= 0 &&
                        w.pad_bottom >= 0 && w.pad_right >= 0;
  if (!positive) throw misfit(node, "a window's size", "not positive", "positive numbers");
  check_work("node \"" + node + "\"", "the padded image", padded_size(w, image),
             double(kMaxSampleSize), "elements");
  const Index h =
      window_extent(image.height, w.kernel_h, w.stride_h, w.pad_top, w.pad_bottom, w.dilation_h);
  const Index width =
      window_extent(image.width, w.kernel_w, w.stride_w, w.pad_left, w.pad_right, w.dilation_w);
  if (h < 1 || width < 1)
    throw misfit(node, "the image", to_string({image.channels, image.height, image.width}),
                 "at least as large as the kernel [" + std::to_string(w.kernel_h) + " × " +
                     std::to_string(w.kernel_w) + "]");
  return {channels, h, width};
}

template <class S>
Shape conv_shape(const std::string& node, const Conv2d<S>& conv, const Shape& input) {
  const ImageShape image = image_shape(input);
  const Index out = conv.weights.rows();
  if (conv.groups < 1 || image.channels % conv.groups != 0 || out % conv.groups != 0)
    throw misfit(node, "groups", std::to_string(conv.groups),
                 "a divisor of " + std::to_string(image.channels) + " and " + std::to_string(out) +
                     " channels");
  const int64_t patch =
      int64_t(image.channels / conv.groups) * conv.window.kernel_h * conv.window.kernel_w;
  if (conv.weights.cols() != patch || out < 1)
    throw misfit(node, "a filter's size", std::to_string(conv.weights.cols()),
                 std::to_string(patch) + " for an input of " + to_string(input));
  if (conv.bias.size() != out)
    throw misfit(node, "the bias' size", std::to_string(conv.bias.size()), std::to_string(out));
  return windowed_shape(node, conv.window, image, out);
}

Shape concat_shape(const std::string& node, const Concat& concat,
                   const std::vector<Shape>& inputs) {
  Shape shape = inputs.front();
  if (concat.axis < 0 || concat.axis >= Index(shape.size()))
    throw misfit(node, "the axis", std::to_string(concat.axis),
                 "below " + std::to_string(shape.size()));
  const size_t axis = size_t(concat.axis);
  for (size_t i = 1; i < inputs.size(); ++i) {
    Shape expected = shape;
    if (inputs[i].size() == shape.size()) expected[axis] = inputs[i][axis];
    if (inputs[i] != expected)
      throw misfit(node, "an input", to_string(inputs[i]), to_string(expected));
    shape[axis] += inputs[i][axis];
  }
  return shape;
}

/// One value for each column of `points [n_in × M]`, of which there are as many as `count`.
template <class S>
Shape measured_shape(const std::string& node, const std::string& what, const Matrix<S>& points,
                     Index count, const Shape& input) {
  if (points.rows() != size_of(input))
    throw misfit(node, "a " + what + "'s size", std::to_string(points.rows()),
                 std::to_string(size_of(input)));
  if (points.cols() != count || count < 1)
    throw misfit(node, "the number of " + what + "s", std::to_string(points.cols()),
                 std::to_string(std::max<Index>(count, 1)));
  return {count};
}

}  // namespace

Index window_extent(Index n, Index kernel, Index stride, Index pad_before, Index pad_after,
                    Index dilation) {
  const int64_t reach = int64_t{dilation} * (int64_t{kernel} - 1) + 1;  // Index may have 32 bits
  const int64_t room = int64_t{n} + pad_before + pad_after - reach;
  return room < 0 ? 0 : Index(room / stride + 1);
}

Window pool_window(const Pool2d& pool, const ImageShape& image) {
  if (!pool.global) return pool.window;
  return {.kernel_h = image.height, .kernel_w = image.width};
}

template <class S>
std::string layer_name(const Layer<S>& layer) {
  return std::visit(overloaded{
                        [](const Input&) -> std::string { return "input"; },
                        [](const Dense<S>&) -> std::string { return "dense"; },
                        [](const Conv2d<S>&) -> std::string { return "conv2d"; },
                        [](const Pool2d& p) -> std::string {
                          const char* kinds[] = {"max pool", "average pool", "sum pool"};
                          return kinds[int(p.kind)];
                        },
                        [](const Activation& a) -> std::string {
                          const char* kinds[] = {"relu",     "leaky relu", "tanh", "sigmoid",
                                                 "softplus", "softmax",    "clip"};
                          return kinds[int(a.kind)];
                        },
                        [](const Affine<S>&) -> std::string { return "affine"; },
                        [](const Reshape&) -> std::string { return "reshape"; },
                        [](const Pad&) -> std::string { return "pad"; },
                        [](const Add&) -> std::string { return "add"; },
                        [](const Concat&) -> std::string { return "concat"; },
                        [](const SquaredDistance<S>&) -> std::string { return "squared distance"; },
                        [](const Hyperplanes<S>&) -> std::string { return "hyperplanes"; },
                        [](const SoftMin&) -> std::string { return "soft minimum"; },
                    },
                    layer);
}

template <class S>
Shape output_shape(const std::string& node, const Layer<S>& layer,
                   const std::vector<Shape>& inputs) {
  const bool source = std::holds_alternative<Input>(layer);
  const bool joins = std::holds_alternative<Add>(layer) || std::holds_alternative<Concat>(layer);
  check_arity(node, inputs.size(), source ? 0 : 1, source ? 0 : joins ? size_t(-1) : 1);
  return std::visit(
      overloaded{
          [&](const Input& l) -> Shape {
            for (Index extent : l.shape)
              if (extent < 1)
                throw misfit(node, "the input's shape", to_string(l.shape), "positive extents");
            return l.shape;
          },
          [&](const Dense<S>& l) -> Shape {
            if (l.weights.cols() != size_of(inputs[0]) || l.weights.rows() < 1)
              throw misfit(node, "the weights' number of columns", std::to_string(l.weights.cols()),
                           std::to_string(size_of(inputs[0])));
            if (l.bias.size() != l.weights.rows())
              throw misfit(node, "the bias' size", std::to_string(l.bias.size()),
                           std::to_string(l.weights.rows()));
            return {l.weights.rows()};
          },
          [&](const Conv2d<S>& l) -> Shape { return conv_shape(node, l, inputs[0]); },
          [&](const Pool2d& l) -> Shape {
            const ImageShape image = image_shape(inputs[0]);
            return windowed_shape(node, pool_window(l, image), image, image.channels);
          },
          [&](const Activation&) -> Shape { return inputs[0]; },
          [&](const Affine<S>& l) -> Shape {
            if (l.scale.size() < 1 || size_of(inputs[0]) % l.scale.size() != 0 ||
                l.shift.size() != l.scale.size())
              throw misfit(node, "the scale's size", std::to_string(l.scale.size()),
                           "a divisor of " + std::to_string(size_of(inputs[0])));
            return inputs[0];
          },
          [&](const Reshape& l) -> Shape {
            if (size_of(l.shape) != size_of(inputs[0]))
              throw misfit(node, "the new shape", to_string(l.shape),
                           std::to_string(size_of(inputs[0])) + " elements");
            return l.shape;
          },
          [&](const Pad& l) -> Shape {
            const ImageShape image = image_shape(inputs[0]);
            if (l.top < 0 || l.left < 0 || l.bottom < 0 || l.right < 0)
              throw misfit(node, "a pad", "negative", "zero or more");
            return {image.channels, image.height + l.top + l.bottom,
                    image.width + l.left + l.right};
          },
          [&](const Add&) -> Shape {
            for (const Shape& shape : inputs)
              if (shape != inputs[0])
                throw misfit(node, "a summand", to_string(shape), to_string(inputs[0]));
            return inputs[0];
          },
          [&](const Concat& l) -> Shape { return concat_shape(node, l, inputs); },
          [&](const SquaredDistance<S>& l) -> Shape {
            return measured_shape(node, "centre", l.centres, l.offsets.size(), inputs[0]);
          },
          [&](const Hyperplanes<S>& l) -> Shape {
            if (l.weights.cols() != l.points.rows())
              throw misfit(node, "a plane's weights", std::to_string(l.weights.cols()),
                           std::to_string(l.points.rows()));
            return measured_shape(node, "point", l.points, l.weights.rows(), inputs[0]);
          },
          [&](const SoftMin& l) -> Shape {
            if (!(l.stiffness > 0))
              throw Error("out-of-range",
                          "node \"" + node + "\": the stiffness is " + number_text(l.stiffness) +
                              ", expected a number above 0",
                          {{"name", "stiffness"},
                           {"given", number_text(l.stiffness)},
                           {"expected", "> 0"}});
            return {1};
          },
      },
      layer);
}

template std::string layer_name(const Layer<float>&);
template std::string layer_name(const Layer<double>&);
template Shape output_shape(const std::string&, const Layer<float>&, const std::vector<Shape>&);
template Shape output_shape(const std::string&, const Layer<double>&, const std::vector<Shape>&);

}  // namespace relevance
