#include "dynamics/target_systems.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace relevance {

const std::vector<std::string>& target_names() {
  static const std::vector<std::string> names{"damped-spiral", "limit-cycle", "two-attractors"};
  return names;
}

RecurrentSystem target_system(const std::string& name, double rate, double h) {
  check_name("target_system", "target", name, target_names());
  RecurrentSystem system{Matrix<double>(2, 2), Vector<double>::Zero(2), rate, h};
  // The slope at 0 is r (Wᵀ − 1): turning inwards, turning outwards, apart along one direction.
  if (name == "damped-spiral") system.W << 0.7, 1.4, -1.4, 0.7;
  if (name == "limit-cycle") system.W << 1.6, 1.5, -1.5, 1.6;
  if (name == "two-attractors") system.W << 1.8, 0.6, 0, 0.4;
  return system;
}

Matrix<double> trajectory_through(const Matrix<double>& places, Index steps) {
  if (places.cols() < 2) check_size("trajectory_through", "the places", places.cols(), 2);
  check_range("trajectory_through", "steps", double(steps), 1, double(kMostSteps));
  check_finite("trajectory_through", "the places", places);
  std::vector<double> way{0};
  for (Index i = 1; i < places.cols(); ++i)
    way.push_back(way.back() + (places.col(i) - places.col(i - 1)).norm());
  Matrix<double> path(places.rows(), steps + 1);
  Index leg = 1;
  for (Index t = 0; t <= steps; ++t) {
    const double gone = way.back() * double(t) / double(steps);
    while (leg + 1 < places.cols() && way[size_t(leg)] < gone) ++leg;
    const double length = way[size_t(leg)] - way[size_t(leg - 1)];
    const double share = length > 0 ? std::min(1.0, (gone - way[size_t(leg - 1)]) / length) : 1;
    path.col(t) = (1 - share) * places.col(leg - 1) + share * places.col(leg);
  }
  return path;
}

}  // namespace relevance
