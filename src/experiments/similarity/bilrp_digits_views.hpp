#pragma once
// The pictures of bilrp-digits.

#include "experiments/shared/digit_set.hpp"
#include "experiments/similarity/nearest_digits.hpp"
#include "explain/joint_relevance.hpp"

namespace relevance {

/// Two digits compared, and what explains how alike they are.
struct ComparedDigits {
  Matrix<float> image, image2;  ///< [n_in × 1]
  ImageShape shape;
  Side<float> left = {}, right = {};  ///< of pixels
  double scale = 1;                   ///< of the product: 1, or the cosine's
  double y = 0;                       ///< of all features
  Index patch = 1;
  Index feature = -1;  ///< looked at alone
  /// Of the features looked at: between patches, and between pixels.
  std::optional<JointRelevance<float>> patches = {}, pixels = {};
  /// Makes these two.
  void join();
  /// Each feature's part of y: φ_m φ'_m / Σ; 0 where y is 0.
  Vector<double> shares() const;
};

/// The connections of `count` strongest pairs of patches, with everyone's partners.
void add_connections(const ComparedDigits& digits, Index count, Views& out);
/// What the network sees on either side, and the marginals of R; an empty side has neither.
void add_sides(const Matrix<float>* image, const Matrix<float>* image2, const ImageShape& shape,
               const ComparedDigits* digits, Views& out);
/// The features that carry most of y, with their heatmaps on both sides.
void add_features(const ComparedDigits& digits, bool selectable, Views& out);
/// Training digits most like the left one, to be taken to the right.
void add_nearest(const NearestDigits& nearest, const DigitSet& training, const Vector<float>& phi,
                 const Matrix<float>& image, bool cosine, Views& out);

}  // namespace relevance
