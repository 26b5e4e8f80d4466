#include "train/labelled_images.hpp"

#include "base/error.hpp"

namespace relevance {

template <class S>
MakeBatch<S> labelled_images(Matrix<S> images, std::vector<int> labels, const Shape& shape,
                             const Augmentation& augmentation) {
  check_size("labelled_images", "an image", images.rows(), size_of(shape));
  check_size("labelled_images", "labels", Index(labels.size()), images.cols());
  return [images = std::move(images), labels = std::move(labels), shape = image_shape(shape),
          augmentation](const std::vector<Index>& samples, Random& random, Batch<S>& batch) {
    batch.inputs.resize(1);
    batch.inputs[0].resize(images.rows(), Index(samples.size()));
    batch.labels.resize(samples.size());
    for (size_t i = 0; i < samples.size(); ++i) {
      batch.inputs[0].col(Index(i)) = images.col(samples[i]);
      batch.labels[i] = labels[size_t(samples[i])];
    }
    augment(shape, augmentation, random, batch.inputs[0]);
  };
}

template MakeBatch<float> labelled_images(Matrix<float>, std::vector<int>, const Shape&,
                                          const Augmentation&);
template MakeBatch<double> labelled_images(Matrix<double>, std::vector<int>, const Shape&,
                                           const Augmentation&);

}  // namespace relevance
