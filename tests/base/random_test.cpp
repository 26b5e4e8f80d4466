#include "base/random.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace relevance;

TEST_CASE("random: the same numbers on every platform") {
  Random random(42);
  // splitmix64 and xoshiro256** worked independently, in Python
  CHECK(random.bits() == 1546998764402558742ULL);
  CHECK(random.bits() == 6990951692964543102ULL);
  CHECK(random.bits() == 12544586762248559009ULL);
}

TEST_CASE("random: uniform has mean ½ and variance 1/12, normal 0 and 1") {
  Random random(1);
  const Matrix<double> u = random.uniform_matrix<double>(20000, 1);
  CHECK(u.minCoeff() >= 0);
  CHECK(u.maxCoeff() < 1);
  CHECK(u.mean() == Approx(0.5).margin(0.01));
  const Matrix<double> n = random.normal_matrix<double>(20000, 1);
  CHECK(n.mean() == Approx(0).margin(0.03));
  CHECK(n.array().square().mean() == Approx(1).margin(0.03));
}

TEST_CASE("random: a permutation holds every index once, below() covers its range evenly") {
  Random random(2);
  auto order = random.permutation(50);
  CHECK_FALSE(std::is_sorted(order.begin(), order.end()));
  std::sort(order.begin(), order.end());
  for (Index i = 0; i < 50; ++i) CHECK(order[size_t(i)] == i);
  CHECK(random.permutation(0).empty());
  std::vector<int> counts(7);
  for (int i = 0; i < 70000; ++i) ++counts[size_t(random.below(7))];
  for (int count : counts) CHECK(std::abs(count - 10000) < 500);
}
