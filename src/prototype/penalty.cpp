#include "prototype/penalty.hpp"

#include <cmath>

#include "base/error.hpp"

namespace relevance {
namespace {

void check_lambda(double lambda) {
  check_positive("penalty", "λ", lambda, "otherwise f − Ω has no maximum");
}

}  // namespace

template <class S>
Penalty<S> squared_norm(double lambda, Matrix<S> centre) {
  check_lambda(lambda);
  return [lambda, centre = std::move(centre)](const Matrix<S>& v, Vector<double>& value,
                                              Matrix<S>& gradient) {
    if (centre.size() > 0) check_size("penalty", "v", v.rows(), centre.rows());
    for (Index b = 0; b < v.cols(); ++b) {
      Vector<S> away = v.col(b);
      if (centre.size() > 0) away -= centre.col(centre.cols() == 1 ? 0 : b);
      value[b] += lambda * away.template cast<double>().squaredNorm();
      gradient.col(b) += S(2 * lambda) * away;
    }
  };
}

template <class S>
Penalty<S> negative_log_density(Gaussian p, double lambda) {
  check_lambda(lambda);
  return [lambda, p = std::move(p)](const Matrix<S>& v, Vector<double>& value,
                                    Matrix<S>& gradient) {
    check_size("penalty", "v", v.rows(), p.size());
    const Matrix<double> away = v.template cast<double>().colwise() - p.mean();
    const Matrix<double> pulled = p.precision_times(away);
    value += lambda *
             (0.5 * away.cwiseProduct(pulled).colwise().sum().transpose().array() - p.log_peak())
                 .matrix();
    gradient += (lambda * pulled).template cast<S>();
  };
}

template <class S>
Penalty<S> total_variation(double lambda, const ImageShape& image, double smoothing) {
  check_lambda(lambda);
  check_positive("penalty", "the smoothing", smoothing, "it keeps the gradient finite");
  return [=](const Matrix<S>& v, Vector<double>& value, Matrix<S>& gradient) {
    check_size("penalty", "v", v.rows(), image.size());
    const Index w = image.width, h = image.height;
    for (Index b = 0; b < v.cols(); ++b)
      for (Index i = 0; i < v.rows(); ++i) {
        const Index row = i / w % h, column = i % w;
        const double down = row + 1 < h ? double(v(i + w, b) - v(i, b)) : 0;
        const double right = column + 1 < w ? double(v(i + 1, b) - v(i, b)) : 0;
        const double length = std::sqrt(down * down + right * right + smoothing * smoothing);
        value[b] += lambda * (length - smoothing);
        const double by_down = lambda * down / length, by_right = lambda * right / length;
        gradient(i, b) -= S(by_down + by_right);
        if (row + 1 < h) gradient(i + w, b) += S(by_down);
        if (column + 1 < w) gradient(i + 1, b) += S(by_right);
      }
  };
}

template Penalty<float> squared_norm(double, Matrix<float>);
template Penalty<double> squared_norm(double, Matrix<double>);
template Penalty<float> negative_log_density(Gaussian, double);
template Penalty<double> negative_log_density(Gaussian, double);
template Penalty<float> total_variation(double, const ImageShape&, double);
template Penalty<double> total_variation(double, const ImageShape&, double);

}  // namespace relevance
