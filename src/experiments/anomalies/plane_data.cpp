#include "experiments/anomalies/plane_data.hpp"

#include <cmath>

#include "base/error.hpp"
#include "base/random.hpp"

namespace relevance {
namespace {

constexpr double kPi = 3.14159265358979323846;

Matrix<double> moons(Random& random) {
  constexpr Index kEach = 25;
  Matrix<double> points(2, 2 * kEach);
  for (Index i = 0; i < kEach; ++i) {
    const double angle = kPi * (double(i) + 0.5) / double(kEach);
    points.col(i) << 1.8 * std::cos(angle) - 0.9, 1.8 * std::sin(angle) - 0.4;
    points.col(kEach + i) << 0.9 - 1.8 * std::cos(angle), 0.4 - 1.8 * std::sin(angle);
  }
  return points + random.normal_matrix<double>(2, points.cols(), 0.16);
}

Matrix<double> rings(Random& random) {
  constexpr Index kInner = 14, kOuter = 36;
  Matrix<double> points(2, kInner + kOuter);
  for (Index i = 0; i < points.cols(); ++i) {
    const bool inner = i < kInner;
    const double turn = inner ? double(i) / kInner : double(i - kInner) / kOuter;
    const double radius = inner ? 0.9 : 2.8;
    points.col(i) << radius * std::cos(2 * kPi * turn), radius * std::sin(2 * kPi * turn);
  }
  return points + random.normal_matrix<double>(2, points.cols(), 0.12);
}

Matrix<double> blobs(Random& random) {
  constexpr Index kEach = 16;
  Matrix<double> points(2, 3 * kEach);
  const double at[3][3] = {{-1.8, -1.2, 0.45}, {1.9, -0.9, 0.6}, {0.1, 1.9, 0.5}};  // x, y, spread
  for (Index i = 0; i < points.cols(); ++i) {
    const double* blob = at[i / kEach];
    points.col(i) << blob[0] + blob[2] * random.normal(), blob[1] + blob[2] * random.normal();
  }
  return points;
}

}  // namespace

Matrix<double> plane_data(const std::string& name) {
  check_name("plane_data", "data set", name, {"moons", "rings", "blobs"});
  Random random(11);
  return name == "moons" ? moons(random) : name == "rings" ? rings(random) : blobs(random);
}

Matrix<double> standardised(Matrix<double> points, double spread) {
  for (Index d = 0; d < points.rows(); ++d) {
    points.row(d).array() -= points.row(d).mean();
    const double deviation = std::sqrt(points.row(d).squaredNorm() / double(points.cols()));
    if (deviation > 0) points.row(d) *= spread / deviation;
  }
  return points;
}

}  // namespace relevance
