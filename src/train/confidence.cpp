#include "train/confidence.hpp"

#include "nn/forward.hpp"

namespace relevance {

Vector<float> confidences(const Network<float>& classifier, const Matrix<float>& images) {
  const Matrix<float> scores = predict(classifier, images);
  Vector<float> result(images.cols());
  for (Index i = 0; i < images.cols(); ++i)
    result[i] = 1 / (scores.col(i).array() - scores.col(i).maxCoeff()).exp().sum();
  return result;
}

double confident_share(const Network<float>& classifier, const Matrix<float>& images,
                       double threshold) {
  const Vector<float> sure = confidences(classifier, images);
  return double((sure.array() > float(threshold)).count()) / double(sure.size());
}

}  // namespace relevance
