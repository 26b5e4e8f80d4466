#pragma once
// How any image gets into a network's input: the same everywhere.

#include "base/types.hpp"

namespace relevance {

/// Puts each image in the middle of the network's frame, zeros around it.
/// `images [size_of(image) × n]` → `[size_of(frame) × n]`. A rest of one pixel
/// goes to the right and bottom; a grey image is the same in every channel of the frame. Raises
/// `shape-mismatch` where the image is larger or has another number of channels; element counts
/// that already agree pass unchanged.
template <class S>
Matrix<S> centre_in_frame(const Matrix<S>& images, const Shape& image, const Shape& frame);

/// A drawing as MNIST would hold it: scaled (area averages) so that its bounding
/// box fits 20/28 of the frame, its centre of mass put in the frame's centre.
/// `drawing [side·side]` row-major in [0,1], ink = 1. → `[frame_side²]`.
/// Raises `empty-image` where nothing is drawn, `shape-mismatch` unless square.
Vector<float> centre_drawing(const Vector<float>& drawing, Index frame_side);

}  // namespace relevance
