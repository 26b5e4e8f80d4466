#include "explain/joint_relevance.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "nn/kernels/packed_dense.hpp"

namespace relevance {
namespace {

constexpr Index kStrip = 64;  // rows of R formed at once

/// The largest by |strength| of what it is shown; the weakest stands first.
class Strongest {
 public:
  explicit Strongest(Index count) : count_(size_t(count)) {}
  double bar() const { return bar_; }
  void add(const Connection& one) {
    kept_.push_back(one);
    std::push_heap(kept_.begin(), kept_.end(), stronger);
    if (kept_.size() > count_) {
      std::pop_heap(kept_.begin(), kept_.end(), stronger);
      kept_.pop_back();
    }
    if (kept_.size() == count_) bar_ = std::abs(kept_.front().strength);
  }
  std::vector<Connection> sorted() && {
    std::sort_heap(kept_.begin(), kept_.end(), stronger);
    return std::move(kept_);
  }

 private:
  static bool stronger(const Connection& a, const Connection& b) {
    const double x = std::abs(a.strength), y = std::abs(b.strength);
    return x != y ? x > y : std::pair(a.from, a.to) < std::pair(b.from, b.to);
  }
  size_t count_;
  double bar_ = 0;
  std::vector<Connection> kept_;
};

/// Puts an entry among the strongest of one column of `partners`.
void insert(Partners& partners, Index of, Index element, double strength) {
  Index place = partners.strengths.rows() - 1;
  for (; place > 0 && std::abs(partners.strengths(place - 1, of)) < std::abs(strength); --place) {
    partners.strengths(place, of) = partners.strengths(place - 1, of);
    partners.elements(place, of) = partners.elements(place - 1, of);
  }
  partners.strengths(place, of) = strength;
  partners.elements(place, of) = double(element);
}

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
Matrix<S> JointRelevance<S>::matrix() const {
  check_work("joint_relevance", "the matrix", double(rows()) * double(columns()), double(kMaxPairs),
             "entries");
  Matrix<S> R(rows(), columns());
  PackedDense<S>(left_).apply(right_, nullptr, R);
  return R;
}

template <class S>
std::vector<Connection> JointRelevance<S>::strongest(Index count, Index each, Partners* of_rows,
                                                     Partners* of_columns) const {
  Strongest all(std::min(count, rows() * columns()));
  for (const auto& [partners, n, others] :
       {std::tuple(of_rows, rows(), columns()), std::tuple(of_columns, columns(), rows())})
    if (partners != nullptr) {
      partners->elements.setZero(std::min(each, others), n);
      partners->strengths.setZero(std::min(each, others), n);
    }
  const bool by_rows = of_rows != nullptr && of_rows->strengths.rows() > 0;
  const bool by_columns = of_columns != nullptr && of_columns->strengths.rows() > 0;
  Vector<S> row_bars, column_bars = Vector<S>::Zero(columns());
  Matrix<S> strip;
  for (Index first = 0; first < rows(); first += kStrip) {
    const Index height = std::min(kStrip, rows() - first);
    strip.resize(height, columns());
    PackedDense<S>(left_.middleRows(first, height)).apply(right_, nullptr, strip);
    row_bars.setZero(height);
    for (Index c = 0; c < columns(); ++c)
      for (Index r = 0; r < height; ++r) {
        const S size = std::abs(strip(r, c));
        if (size == 0) continue;
        const double strength = double(strip(r, c));
        if (count > 0 && double(size) >= all.bar()) all.add({first + r, c, strength});
        if (by_rows && size > row_bars[r]) {
          insert(*of_rows, first + r, c, strength);
          row_bars[r] = S(std::abs(of_rows->strengths.bottomRows(1)(0, first + r)));
        }
        if (by_columns && size > column_bars[c]) {
          insert(*of_columns, c, first + r, strength);
          column_bars[c] = S(std::abs(of_columns->strengths.bottomRows(1)(0, c)));
        }
      }
  }
  return std::move(all).sorted();
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
  const Index across = image.width / patch;
  Matrix<S> pooled = Matrix<S>::Zero(image.height / patch * across, values.cols());
  for (Index b = 0; b < values.cols(); ++b)
    for (Index j = 0; j < values.rows(); ++j) {
      const Index pixel = j % (image.height * image.width);
      pooled(pixel / image.width / patch * across + pixel % image.width / patch, b) += values(j, b);
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

}  // namespace relevance
