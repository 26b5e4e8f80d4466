#pragma once
#include "train/augment.hpp"
#include "train/batch.hpp"

namespace relevance {

/// Batches of images with their labels, distorted anew each time. `images [size × n]`,
/// values 0–1. Raises `shape-mismatch` unless every image has a label and the shape's size.
template <class S>
MakeBatch<S> labelled_images(Matrix<S> images, std::vector<int> labels, const Shape& shape,
                             const Augmentation& augmentation = {});

}  // namespace relevance
