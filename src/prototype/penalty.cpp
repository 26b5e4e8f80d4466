#include "prototype/penalty.hpp"

#include <cmath>

#include "base/error.hpp"

namespace relevance {

void check_bounded(std::string_view function, double lambda) {
  constexpr const char* kWhy = "otherwise f − Ω has no maximum";
  if (std::isfinite(lambda) && lambda <= 0) {
    const std::string given = number_text(lambda);
    throw Error("unbounded",
                std::string(function) + ": λ is " + given + ", expected a number above 0: " + kWhy,
                {{"name", "λ"}, {"given", given}, {"expected", "> 0"}});
  }
  check_positive(function, "λ", lambda, kWhy);
}

Penalty squared_norm(double lambda, Matrix<double> centre) {
  check_bounded("penalty", lambda);
  return scaled_squared_norm(lambda, std::move(centre));
}

Penalty scaled_squared_norm(double lambda, Matrix<double> centre) {
  return [lambda, centre = std::move(centre)](const Matrix<double>& v, Vector<double>& value,
                                              Matrix<double>& gradient) {
    if (centre.size() > 0) check_size("penalty", "v", v.rows(), centre.rows());
    for (Index b = 0; b < v.cols(); ++b) {
      Vector<double> away = v.col(b);
      if (centre.size() > 0) away -= centre.col(centre.cols() == 1 ? 0 : b);
      value[b] += lambda * away.squaredNorm();
      gradient.col(b) += 2 * lambda * away;
    }
  };
}

Penalty negative_log_density(Gaussian p, double lambda) {
  check_bounded("penalty", lambda);
  return [lambda, p = std::move(p)](const Matrix<double>& v, Vector<double>& value,
                                    Matrix<double>& gradient) {
    check_size("penalty", "v", v.rows(), p.size());
    const Matrix<double> away = v.colwise() - p.mean();
    const Matrix<double> pulled = p.precision_times(away);
    for (Index b = 0; b < v.cols(); ++b)
      value[b] += lambda * (0.5 * away.col(b).dot(pulled.col(b)) - p.log_peak());
    gradient += lambda * pulled;
  };
}

Penalty total_variation(double lambda, const ImageShape& image, double smoothing) {
  check_positive("penalty", "λ", lambda, "differences would be rewarded");
  check_positive("penalty", "the smoothing", smoothing, "it keeps the gradient finite");
  return [=](const Matrix<double>& v, Vector<double>& value, Matrix<double>& gradient) {
    check_size("penalty", "v", v.rows(), image.size());
    const Index w = image.width, h = image.height;
    for (Index b = 0; b < v.cols(); ++b)
      for (Index i = 0; i < v.rows(); ++i) {
        const Index row = i / w % h, column = i % w;
        const double down = row + 1 < h ? v(i + w, b) - v(i, b) : 0;
        const double right = column + 1 < w ? v(i + 1, b) - v(i, b) : 0;
        const double length = std::sqrt(down * down + right * right + smoothing * smoothing);
        value[b] += lambda * (length - smoothing);
        const double by_down = lambda * down / length, by_right = lambda * right / length;
        gradient(i, b) -= by_down + by_right;
        if (row + 1 < h) gradient(i + w, b) += by_down;
        if (column + 1 < w) gradient(i + 1, b) += by_right;
      }
  };
}

}  // namespace relevance
