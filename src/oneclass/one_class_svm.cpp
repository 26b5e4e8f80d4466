#include "oneclass/one_class_svm.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace relevance {
namespace {

constexpr double kCurvature = 1e-12;  // of a pair of equal points, in place of 0
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Index kSlice = 1000;  // iterations between two reports

const OneClassOptions& checked(const OneClassOptions& options) {
  check_gamma("one_class_svm", options.gamma);
  if (!(options.nu > 0 && options.nu <= 1))
    throw Error("out-of-range",
                "one_class_svm: nu is " + number_text(options.nu) + ", expected (0, 1]",
                {{"name", "nu"}, {"given", number_text(options.nu)}, {"expected", "(0, 1]"}});
  return options;
}

Matrix<double> checked(Matrix<double> points) {
  check_points("one_class_svm", points);
  return points;
}

}  // namespace

OneClassTraining::OneClassTraining(Matrix<double> points, const OneClassOptions& options)
    : points_(checked(std::move(points))),
      options_(checked(options)),
      kernel_(points_, options.gamma, options.cache_bytes),
      bound_(1 / (options.nu * double(points_.cols()))) {
  begin();
}

/// The first points at their bounds until the weights sum to 1.
void OneClassTraining::begin() {
  const Index n = points_.cols();
  alpha_.setZero(n);
  f_.setZero(n);
  double left = 1;
  for (Index i = 0; i < n && left > 0; ++i) {
    alpha_[i] = i == n - 1 ? std::min(left, bound_) : std::min(bound_, left);
    left -= alpha_[i];
    if (left < 1e-14) left = 0;  // what rounding leaves of νn whole parts
    const double* column = kernel_(i);
    for (Index j = 0; j < n; ++j) f_[j] += alpha_[i] * column[j];
  }
}

/// Moves weight from one point to another; false where no pair violates the conditions.
bool OneClassTraining::step() {
  const Index n = points_.cols();
  const double *alpha = alpha_.data(), *f = f_.data();
  Index up = -1;  // most in need of weight: f least
  double least = kInfinity, most = -kInfinity;
  for (Index t = 0; t < n; ++t)
    if (alpha[t] < bound_ && f[t] < least) least = f[t], up = t;
  if (up >= 0) {
    const double* column = kernel_(up);
    Index down = -1;
    double best = 0;
    for (Index t = 0; t < n; ++t) {
      if (alpha[t] <= 0) continue;
      most = std::max(most, f[t]);
      const double apart = f[t] - least;
      if (apart <= 0) continue;
      const double gain = apart * apart / std::max(2 - 2 * column[t], kCurvature);
      if (gain > best) best = gain, down = t;
    }
    violation_ = std::max(0.0, most - least);
    if (violation_ > options_.tolerance && down >= 0) {
      const double wanted = (f[down] - least) / std::max(2 - 2 * column[down], kCurvature);
      const double room = bound_ - alpha_[up], stock = alpha_[down];
      const double moved = std::min({wanted, room, stock});
      alpha_[up] = moved == room ? bound_ : alpha_[up] + moved;
      alpha_[down] = moved == stock ? 0 : alpha_[down] - moved;
      const double* other = kernel_(down);
      for (Index t = 0; t < n; ++t) f_[t] += moved * (column[t] - other[t]);
      return true;
    }
  } else {
    violation_ = 0;  // every weight at its bound: nothing to choose
  }
  return false;
}

void OneClassTraining::advance(Index iterations) {
  for (Index i = 0; i < iterations && !done(); ++i) {
    converged_ = !step();
    if (first_violation_ == 0) first_violation_ = violation_;
    if (!converged_) ++taken_;
  }
}

double OneClassTraining::progress() const {
  if (converged_) return 1;
  if (first_violation_ <= options_.tolerance) return 0;
  const double way = std::log(first_violation_ / options_.tolerance);
  return std::clamp(std::log(first_violation_ / violation_) / way, 0.0, 1.0);
}

OneClassSvm OneClassTraining::result() const {
  OneClassSvm svm{.alpha = alpha_, .iterations = taken_, .converged = converged_};
  const Index n = points_.cols();
  Index free = 0, count = 0;
  double sum = 0, low = -kInfinity, high = kInfinity;
  for (Index i = 0; i < n; ++i) {
    count += alpha_[i] > 0;
    if (alpha_[i] >= bound_)
      low = std::max(low, f_[i]);
    else if (alpha_[i] <= 0)
      high = std::min(high, f_[i]);
    else
      sum += f_[i], ++free;
  }
  svm.rho = free > 0              ? sum / double(free)
            : std::isfinite(high) ? std::isfinite(low) ? (low + high) / 2 : high
                                  : low;
  double loss = 0;
  for (Index i = 0; i < n; ++i) loss += std::max(0.0, svm.rho - f_[i]);
  svm.duality_gap = alpha_.dot(f_) + bound_ * loss - svm.rho;

  svm.model = {Matrix<double>(points_.rows(), count), Vector<double>(count), options_.gamma};
  for (Index i = 0, k = 0; i < n; ++i) {
    if (alpha_[i] <= 0) continue;
    svm.model.centres.col(k) = points_.col(i);
    svm.model.alpha[k++] = alpha_[i];
  }
  return svm;
}

OneClassSvm train_one_class(const Matrix<double>& points, const OneClassOptions& options,
                            const ProgressCallback& progress) {
  OneClassTraining training(points, options);
  while (!training.done()) {
    training.advance(kSlice);
    if (progress && !progress({training.progress(), "one-class SVM"}))
      throw Error("cancelled", "one_class_svm: stopped while training");
  }
  return training.result();
}

}  // namespace relevance
