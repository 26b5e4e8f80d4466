#include "oneclass/kernel_model.hpp"

#include <cmath>

#include "base/error.hpp"

namespace relevance {

void check_gamma(const char* function, double gamma) {
  check_positive(function, "gamma", gamma, "of a Gaussian kernel");
}

void check_points(const char* function, const Matrix<double>& points) {
  check_not_empty(function, "points", points.size());
  check_finite(function, "points", points);
}

KernelModel kernel_density(const Matrix<double>& points, double gamma) {
  check_points("kernel_density", points);
  check_gamma("kernel_density", gamma);
  return {points, Vector<double>::Constant(points.cols(), 1.0 / double(points.cols())), gamma};
}

Network<double> neuralize(const KernelModel& model) {
  check_gamma("neuralize", model.gamma);
  check_size("neuralize", "alpha", model.alpha.size(), model.centres.cols());
  Index count = 0;
  for (Index i = 0; i < model.alpha.size(); ++i) {
    check_range("neuralize", "alpha", model.alpha[i], 0, std::numeric_limits<double>::max());
    count += model.alpha[i] > 0;
  }
  if (count == 0)
    throw Error("out-of-range", "neuralize: no weight alpha is above 0, expected at least one",
                {{"name", "alpha"}, {"given", "0"}, {"expected", "> 0"}});
  SquaredDistance<double> distance{Matrix<double>(model.centres.rows(), count),
                                   Vector<double>(count)};
  for (Index i = 0, k = 0; i < model.alpha.size(); ++i) {
    if (model.alpha[i] == 0) continue;
    distance.centres.col(k) = model.centres.col(i);
    distance.offsets[k++] = -std::log(model.alpha[i]) / model.gamma;
  }
  Network<double> network;
  const int x = network.add("x", Input{{model.centres.rows()}}, {});
  const int h = network.add("distance", std::move(distance), {x});
  network.add("outlierness", SoftMin{model.gamma}, {h});
  return network;
}

}  // namespace relevance
