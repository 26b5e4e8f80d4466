#pragma once
// y = min(a1, a2) as ReLU networks, and what z⁺ and LRP-γ make of them in closed form.

#include <optional>
#include <string>

#include "nn/network.hpp"

namespace relevance {

/// "i": a3 = a1, a4 = max(0, a1−a2), y = a3 − a4; "ii": its mirror image;
/// "iii": a3 = max(0, a1+a2), a4 = max(0, a1−a2), a5 = max(0, a2−a1), y = ½(a3 − a4 − a5).
Network<double> min_network(const std::string& name);

/// Three hidden ReLU units from nine weights: w_1→3, w_2→3, w_1→4, …, then the three to y.
Network<double> own_min_network(const std::vector<double>& weights);

/// Where a network is furthest from the minimum.
struct MinGap {
  double gap;        ///< |y − min(a1, a2)|
  double a1, a2, y;  ///< the point, and what the network makes of it
};
/// Over a grid of the whole domain [0, extent]².
MinGap min_gap(const Network<double>& network, double extent);

/// R1 in closed form for networks i, ii, iii; R2 = y − R1. Where the formula is 0/0 it takes its
/// continuous extension 0; at a1 = a2 the answers are (a, 0), (0, a), (a/2, a/2).
double zplus_r1(const std::string& network, double a1, double a2);
double gamma_r1(const std::string& network, double gamma, double a1, double a2);

}  // namespace relevance
