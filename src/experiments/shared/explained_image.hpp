#pragma once
// An image and its relevance as views.

#include "lab/view.hpp"

namespace relevance {

/// Sum over the channels at each pixel, `[C·H·W × 1]` → `[H·W × 1]`.
Matrix<float> over_channels(const Matrix<float>& values, const ImageShape& shape);

/// One column as a picture of that shape.
Picture picture(const Shape& shape, const Matrix<float>& column);

/// "Strongest for …: row, column, value; strongest against: …", rows and columns from 1.
Caption strongest_caption(const Matrix<float>& relevance, const ImageShape& shape,
                          const std::string& target);

/// The heatmap over the image; both `[H·W × 1]`.
Heatmap relevance_heatmap(const Matrix<float>& relevance, const Matrix<float>& image,
                          const ImageShape& shape);

}  // namespace relevance
