#include "experiments/series/series_sample.hpp"

#include <cmath>

#include "base/error.hpp"

namespace relevance {
namespace {

constexpr double kTurn = 2 * 3.14159265358979323846;
constexpr double kNoise = 0.15;

}  // namespace

Matrix<double> sample_series(const std::string& distribution, Index length, Index count,
                             Random& random) {
  check_name("sample_series", "distribution", distribution,
             {"uniform", "gaussian", "walk", "sine"});
  if (distribution == "uniform") return random.uniform_matrix<double>(length, count);
  Matrix<double> series = random.normal_matrix<double>(length, count);
  if (distribution == "walk")
    for (Index t = 1; t < length; ++t) series.row(t) += series.row(t - 1);
  if (distribution == "sine")
    for (Index c = 0; c < count; ++c) {
      const double frequency = double(c % kFrequencies + 1), phase = kTurn * random.uniform();
      for (Index t = 0; t < length; ++t)
        series(t, c) = std::sin(kTurn * frequency * double(t) / double(length) + phase) +
                       kNoise * series(t, c);
    }
  return series;
}

Vector<double> sample_coefficients(const std::string& distribution, Index count, Random& random) {
  check_name("sample_coefficients", "distribution", distribution,
             {"uniform", "gaussian", "sphere"});
  if (distribution == "uniform") return random.uniform_matrix<double>(count, 1).col(0);
  Vector<double> c = random.normal_matrix<double>(count, 1).col(0);
  const double norm = c.norm();
  if (distribution == "sphere" && norm > 0) c /= norm;
  return c;
}

}  // namespace relevance
