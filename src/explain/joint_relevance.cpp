#include "explain/joint_relevance.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "nn/kernels/packed_dense.hpp"

namespace relevance {
namespace {

constexpr Index kStrip = 64;  // rows of R formed at once

template <class S>
std::vector<Index> alive_on_both(const Matrix<S>& left, const Matrix<S>& right) {
  std::vector<Index> alive;
  for (Index m = 0; m < left.cols(); ++m)
    if ((left.col(m).array() != 0).any() && (right.col(m).array() != 0).any()) alive.push_back(m);
  return alive;
}

/// Σ_m factors_jm weights_m, in double precision.
template <class S>
Vector<double> sums(const Matrix<S>& factors, const Vector<double>& weights) {
  Vector<double> result = Vector<double>::Zero(factors.rows());
  for (Index m = 0; m < factors.cols(); ++m)
    for (Index j = 0; j < factors.rows(); ++j) result[j] += double(factors(j, m)) * weights[m];
  return result;
}

}  // namespace

template <class S>
JointRelevance<S>::JointRelevance(const Matrix<S>& left, const Matrix<S>& right, double scale) {
  check_size("joint_relevance", "the number of features", right.cols(), left.cols());
  const std::vector<Index> alive = alive_on_both(left, right);
  left_.resize(left.rows(), Index(alive.size()));
  right_.resize(Index(alive.size()), right.rows());
  for (size_t i = 0; i < alive.size(); ++i) {
    left_.col(Index(i)) = S(scale) * left.col(alive[i]);
    right_.row(Index(i)) = right.col(alive[i]).transpose();
  }
}

template <class S>
Vector<double> JointRelevance<S>::row_sums() const {
  return sums(left_, Vector<double>(right_.template cast<double>().rowwise().sum()));
}

template <class S>
Vector<double> JointRelevance<S>::column_sums() const {
  return sums(Matrix<S>(right_.transpose()),
              Vector<double>(left_.template cast<double>().colwise().sum().transpose()));
}

template <class S>
JointRelevance<S> JointRelevance<S>::transposed() const {
  JointRelevance turned(*this);
  turned.left_ = right_.transpose();
  turned.right_ = left_.transpose();
  return turned;
}

template <class S>
Matrix<S> JointRelevance<S>::matrix() const {
  check_work("joint_relevance", "the matrix", double(rows()) * double(columns()), double(kMaxPairs),
             "entries");
  Matrix<S> R(rows(), columns());
  PackedDense<S>(left_).apply(right_, nullptr, R);
  return R;
}

template <class S>
StrongestEntries<S> JointRelevance<S>::strongest(Index count, Index each) const {
  StrongestEntries<S> found(rows(), columns(), count, each);
  Matrix<S> strip;
  for (Index first = 0; first < rows(); first += kStrip) {
    const Index height = std::min(kStrip, rows() - first);
    strip.resize(height, columns());
    PackedDense<S>(left_.middleRows(first, height)).apply(right_, nullptr, strip);
    found.add(strip, first);
  }
  return found;
}

template <class S>
double dot(const Side<S>& left, const Side<S>& right) {
  check_size("dot", "the number of features", right.features.size(), left.features.size());
  return left.features.template cast<double>().dot(right.features.template cast<double>());
}

template <class S>
double cosine_scale(const Side<S>& left, const Side<S>& right) {
  const double norms =
      left.features.template cast<double>().norm() * right.features.template cast<double>().norm();
  return norms > 0 ? 1 / norms : 0;
}

template <class S>
Matrix<S> pool_patches(const Matrix<S>& values, const ImageShape& image, Index patch) {
  check_size("pool_patches", "the image", values.rows(), image.size());
  if (patch < 1 || image.height % patch != 0 || image.width % patch != 0)
    throw Error("shape-mismatch",
                "pool_patches: a patch of " + std::to_string(patch) + " pixels on an image of " +
                    std::to_string(image.height) + " × " + std::to_string(image.width) +
                    ", expected a side that divides both",
                {{"name", "patch"},
                 {"given", std::to_string(patch)},
                 {"expected", std::to_string(image.height) + " × " + std::to_string(image.width)}});
  if (patch == 1 && image.channels == 1) return values;
  const Index across = image.width / patch;
  std::vector<Index> places;  // the patch of every pixel
  for (Index pixel = 0; pixel < image.height * image.width; ++pixel)
    places.push_back(pixel / image.width / patch * across + pixel % image.width / patch);
  Matrix<S> pooled = Matrix<S>::Zero(image.height / patch * across, values.cols());
  for (Index b = 0; b < values.cols(); ++b)
    for (Index c = 0; c < image.channels; ++c)
      for (size_t p = 0; p < places.size(); ++p)
        pooled(places[p], b) += values(c * Index(places.size()) + Index(p), b);
  return pooled;
}

#define INSTANTIATE(S)                                          \
  template class JointRelevance<S>;                             \
  template double dot(const Side<S>&, const Side<S>&);          \
  template double cosine_scale(const Side<S>&, const Side<S>&); \
  template Matrix<S> pool_patches(const Matrix<S>&, const ImageShape&, Index);
INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace relevance
