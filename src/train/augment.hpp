#pragma once
// Small random distortions of images, so that a network does not learn the samples by heart.

#include "base/random.hpp"

namespace relevance {

/// Ranges of the random distortions; all zero changes nothing.
struct Augmentation {
  double rotation = 0;     ///< up to ± this many degrees
  double zoom = 1;         ///< magnification in the middle of the range of scales
  double scale = 0;        ///< zoom times a factor between 1/(1+scale) and 1+scale
  double stretch = 0;      ///< further factor of width against height, alike
  double shear = 0;        ///< up to ± this slope
  double translation = 0;  ///< up to ± this many pixels, in both directions
  double noise = 0;        ///< standard deviation added to every pixel, then clamped to [0, 1]
  bool operator==(const Augmentation&) const = default;
};

/// An affine map of image coordinates about the image's centre:
/// `source = linear · (target − centre) + centre + shift`, in pixels, rows first.
struct AffineMap {
  double linear[2][2] = {{1, 0}, {0, 1}};
  double shift[2] = {0, 0};
};

/// Draws a map uniformly from the ranges.
AffineMap random_map(const Augmentation& ranges, Random& random);

/// `from [C·H·W]` seen through the map into `to`, bilinear, zero outside the image.
template <class S>
void transform(const ImageShape& shape, const AffineMap& map, const S* from, S* to);

/// Every image of the batch distorted on its own. `images [size × batch]`.
template <class S>
void augment(const ImageShape& shape, const Augmentation& ranges, Random& random,
             Matrix<S>& images);

}  // namespace relevance
