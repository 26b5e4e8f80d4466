#pragma once
// What the layers without weights do, forward and backward, on whole batches.

#include <vector>

#include "nn/layer.hpp"

namespace relevance {

/// y = f(x), element by element; softmax over the channels of `shape` (first axis).
template <class S>
void activate(const Activation& f, const Shape& shape, const Matrix<S>& x, Matrix<S>& y);

/// dx = dy · f'(x), from input x and output y; ReLU'(0) = 0, clip' = 0 on its bounds.
template <class S>
void activate_backward(const Activation& f, const Shape& shape, const Matrix<S>& x,
                       const Matrix<S>& y, const Matrix<S>& dy, Matrix<S>& dx);

/// The largest element under each window; padding never wins.
template <class S>
void max_pool(const Window& window, const ImageShape& image, const Matrix<S>& x, Matrix<S>& y);

/// dx: each dy to the winner of its window (the first on a tie), or in equal
/// parts to all winners if `split`. `x` and `y` hold a column for each of `dy`, or one for all.
template <class S>
void max_pool_backward(const Window& window, const ImageShape& image, const Matrix<S>& x,
                       const Matrix<S>& y, const Matrix<S>& dy, bool split, Matrix<S>& dx);

template <class S>
void pad(const Pad& pad, const ImageShape& image, const Matrix<S>& x, Matrix<S>& y);
/// dx: the part of dy inside the frame.
template <class S>
void pad_backward(const Pad& pad, const ImageShape& image, const Matrix<S>& dy, Matrix<S>& dx);

/// A run of rows that a concatenation copies: `length` rows of input `input` from
/// `source` to `target` of the output.
struct Slice {
  size_t input;
  Index source, target, length;
};
std::vector<Slice> concat_slices(const Concat& concat, const std::vector<Shape>& inputs);

}  // namespace relevance
