#pragma once
#include "nn/network.hpp"

namespace relevance {

/// How sure a classifier is of the class it prefers: max_k softmax(z)_k for each image, z its
/// logits. `images [n_in × N]` → [N], in (0, 1]. Raises `shape-mismatch`.
Vector<float> confidences(const Network<float>& classifier, const Matrix<float>& images);

/// Share of the images of which it is surer than that.
double confident_share(const Network<float>& classifier, const Matrix<float>& images,
                       double threshold);

}  // namespace relevance
