#include "explain/evaluate.hpp"

#include <catch2/catch.hpp>

using namespace relevance;

TEST_CASE("pixel removal: a perfect order falls fastest, its reverse slowest") {
  // f = Σ w x with distinct weights: the relevance w x is the truth
  Network<float> network;
  Matrix<float> w(1, 10);
  for (Index i = 0; i < 10; ++i) w(0, i) = float(i);
  const int x = network.add("x", Input{{10}}, {});
  network.add("f", Dense<float>{w, Vector<float>::Zero(1)}, {x});
  Forward<float> forward(network);
  PixelRemoval removal({.fractions = {0, 0.2, 1}, .random_orders = 200}, 3);
  removal.add(forward, network.output(), Matrix<float>::Ones(10, 1), w.transpose(), 0);
  CHECK(removal.relevant_first()[0] == 45);
  CHECK(removal.relevant_first()[1] == 45 - 9 - 8);
  CHECK(removal.least_first()[1] == 45 - 0 - 1);
  CHECK(removal.random()[1] == Approx(36).margin(1));
  CHECK(removal.relevant_first()[2] == 0);
  CHECK(removal.count() == 1);
}
