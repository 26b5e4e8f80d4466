#include "explain/joint_relevance.hpp"

#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "nn/kernels/packed_dense.hpp"

namespace relevance {
namespace {

constexpr Index kStrip = 64;  // rows of R formed at once

template <class S>
bool is_alive(const Matrix<S>& factors, Index m) {
  const S* column = factors.col(m).data();
  return std::any_of(column, column + factors.rows(), [](S value) { return value != 0; });
}

/// Σ_m a_jm Σ_j' b_j'm, in double precision.
template <class S>
Vector<double> sums_of(const Matrix<S>& a, const Matrix<S>& b) {
  Vector<double> sums = Vector<double>::Zero(a.rows());
  double* target = sums.data();
  for (Index m = 0; m < a.cols(); ++m) {
    const S *left = a.col(m).data(), *right = b.col(m).data();
    const double total = std::accumulate(right, right + b.rows(), 0.0);
    for (Index j = 0; j < a.rows(); ++j) target[j] += double(left[j]) * total;
  }
  return sums;
}

}  // namespace

template <class S>
JointRelevance<S>::JointRelevance(const Matrix<S>& left, const Matrix<S>& right, double scale) {
  check_size("joint_relevance", "the number of features", right.cols(), left.cols());
  std::vector<Index> alive;
  for (Index m = 0; m < left.cols(); ++m)
    if (is_alive(left, m) && is_alive(right, m)) alive.push_back(m);
  left_.resize(left.rows(), Index(alive.size()));
  Matrix<S> others(right.rows(), Index(alive.size()));
  for (size_t i = 0; i < alive.size(); ++i) {
    const S* source = left.col(alive[i]).data();
    std::transform(source, source + left.rows(), left_.col(Index(i)).data(),
                   [&](S value) { return S(scale) * value; });
    std::copy_n(right.col(alive[i]).data(), right.rows(), others.col(Index(i)).data());
  }
  row_sums_ = sums_of(left_, others);
  column_sums_ = sums_of(others, left_);
  right_ = others.transpose();
}

template <class S>
JointRelevance<S> JointRelevance<S>::transposed() const {
  JointRelevance turned(*this);
  turned.left_ = right_.transpose();
  turned.right_ = left_.transpose();
  std::swap(turned.row_sums_, turned.column_sums_);
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
  if (left_.cols() == 0) return found;  // no feature is alive: all entries are 0
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
  for (Index b = 0; b < values.cols(); ++b) {
    const S* source = values.col(b).data();
    S* target = pooled.col(b).data();
    for (Index c = 0; c < image.channels; ++c)
      for (const Index place : places) target[place] += *source++;
  }
  return pooled;
}

#define INSTANTIATE(S)                                          \
  template class JointRelevance<S>;                             \
  template double dot(const Side<S>&, const Side<S>&);          \
  template double cosine_scale(const Side<S>&, const Side<S>&); \
  template Matrix<S> pool_patches(const Matrix<S>&, const ImageShape&, Index);
INSTANTIATE(float)
INSTANTIATE(double)
#undef INSTANTIATE

}  // namespace relevance
