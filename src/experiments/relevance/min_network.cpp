#include "experiments/relevance/min_network.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "nn/forward.hpp"

namespace relevance {
namespace {

Network<double> two_layers(const Matrix<double>& hidden, const Matrix<double>& output) {
  Network<double> network;
  const int a = network.add("input", Input{{2}}, {});
  const int z =
      network.add("hidden", Dense<double>{hidden, Vector<double>::Zero(hidden.rows())}, {a});
  const int h = network.add("relu", Activation{}, {z});
  network.add("output", Dense<double>{output, Vector<double>::Zero(1)}, {h});
  return network;
}

/// p/q, 0 where nothing arrives.
double quotient(double p, double q) { return q == 0 ? 0 : p / q; }

}  // namespace

Network<double> min_network(const std::string& name) {
  check_name("min network", "network", name, {"i", "ii", "iii"});
  Matrix<double> hidden(name == "iii" ? 3 : 2, 2), output(1, hidden.rows());
  if (name == "i") {
    hidden << 1, 0, 1, -1;
    output << 1, -1;
  } else if (name == "ii") {
    hidden << 0, 1, -1, 1;
    output << 1, -1;
  } else {
    hidden << 1, 1, 1, -1, -1, 1;
    output << .5, -.5, -.5;
  }
  return two_layers(hidden, output);
}

Network<double> own_min_network(const std::vector<double>& weights) {
  check_size("min network", "the list of weights", Index(weights.size()), 9);
  Matrix<double> hidden(3, 2), output(1, 3);
  for (Index k = 0; k < 3; ++k)
    for (Index j = 0; j < 2; ++j) hidden(k, j) = weights[size_t(2 * k + j)];
  for (Index k = 0; k < 3; ++k) output(0, k) = weights[size_t(6 + k)];
  return two_layers(hidden, output);
}

MinGap min_gap(const Network<double>& network, double extent) {
  constexpr Index kSide = 101;
  Matrix<double> grid(2, kSide * kSide);
  for (Index row = 0; row < kSide; ++row)
    for (Index column = 0; column < kSide; ++column)
      grid.col(row * kSide + column) << extent * double(column) / (kSide - 1),
          extent * double(row) / (kSide - 1);
  const Matrix<double> y = predict(network, grid, 1024);
  Index worst = 0;
  const double gap =
      (y.row(0).array() - grid.row(0).array().min(grid.row(1).array())).abs().maxCoeff(&worst);
  return {gap, grid(0, worst), grid(1, worst), y(0, worst)};
}

double zplus_r1(const std::string& network, double a1, double a2) {
  const double y = std::min(a1, a2);
  if (network == "i") return y;
  if (network == "ii") return 0;
  return quotient(y * a1, a1 + a2);
}

double gamma_r1(const std::string& network, double gamma, double a1, double a2) {
  const double y = std::min(a1, a2);
  if (a1 == a2) return network == "i" ? a1 : network == "ii" ? 0 : a1 / 2;
  if (network == "ii") return y - gamma_r1("i", gamma, a2, a1);  // the mirror image
  const double larger = std::max(a1, a2), smaller = y;
  if (network == "i") {
    if (a1 < a2) return y;
    return y - quotient(a2 * a2 * (a1 - a2), (gamma * a1 + a2) * ((1 + gamma) * a1 - a2));
  }
  // what the larger input gets; the mirror image where a1 < a2
  const double of_larger =
      quotient(gamma * (1 + gamma) * larger * larger * smaller,
               (gamma * larger + (2 + gamma) * smaller) * ((1 + gamma) * larger - smaller));
  return a1 > a2 ? of_larger : y - of_larger;
}

}  // namespace relevance
