// Losses: hand-worked values, gradients against finite differences, refusals.
#include "train/loss.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace relevance;

namespace {

constexpr double kDifferenceTolerance = 1e-7;

/// A trace of one node.
Trace<double> trace_of(const Matrix<double>& values) { return {{values}}; }

/// dL/dz by central differences, against what the loss hands back.
void check_gradient(const Loss<double>& loss, Matrix<double> z, const Batch<double>& batch) {
  Heads<double> heads, unused;
  loss(trace_of(z), batch, heads);
  Matrix<double> total = Matrix<double>::Zero(z.rows(), z.cols());
  for (const auto& head : heads) total += head.gradient;
  const double h = 1e-5;
  for (Index i = 0; i < z.size(); ++i) {
    const double kept = z.data()[i];
    z.data()[i] = kept + h;
    const double above = loss(trace_of(z), batch, unused);
    z.data()[i] = kept - h;
    const double below = loss(trace_of(z), batch, unused);
    z.data()[i] = kept;
    REQUIRE(total.data()[i] == Approx((above - below) / (2 * h)).margin(kDifferenceTolerance));
  }
}

template <class F>
std::string code_of(F f) {
  try {
    f();
  } catch (const Error& error) {
    return error.code;
  }
  return "";
}

}  // namespace

TEST_CASE("cross-entropy: two equal logits cost log 2", "[loss]") {
  Heads<double> heads;
  Batch<double> batch;
  batch.labels = {1};
  const double value = cross_entropy<double>(0)(trace_of(Matrix<double>::Zero(2, 1)), batch, heads);
  REQUIRE(value == Approx(std::log(2.0)));
  REQUIRE(heads.size() == 1);
  REQUIRE(heads[0].gradient(0, 0) == Approx(0.5));
  REQUIRE(heads[0].gradient(1, 0) == Approx(-0.5));
}

TEST_CASE("cross-entropy: logits of a thousand stay finite", "[loss]") {
  Matrix<double> z(2, 2);
  z << 1000, -1000, -1000, 1000;
  Heads<double> heads;
  Batch<double> batch;
  batch.labels = {0, 0};
  REQUIRE(cross_entropy<double>(0)(trace_of(z), batch, heads) == Approx(1000));
  REQUIRE(heads[0].gradient.allFinite());
}

TEST_CASE("losses: gradients agree with finite differences", "[loss]") {
  for (uint64_t seed : {1, 2, 3}) {
    Random random(seed);
    Batch<double> batch;
    batch.labels = {2, 0, 1, 2};
    batch.targets = random.normal_matrix<double>(3, 4);
    const Matrix<double> z = random.normal_matrix<double>(3, 4, 2);
    check_gradient(cross_entropy<double>(0), z, batch);
    check_gradient(mean_squared_error<double>(0), z, batch);
    check_gradient(
        sum_of<double>({{0.25, cross_entropy<double>(0)}, {3, mean_squared_error<double>(0)}}), z,
        batch);
  }
}

TEST_CASE("mean squared error: hand-worked", "[loss]") {
  Matrix<double> y(2, 1), t(2, 1);
  y << 1, 3;
  t << 0, 1;
  Heads<double> heads;
  Batch<double> batch;
  batch.targets = t;
  REQUIRE(mean_squared_error<double>(0)(trace_of(y), batch, heads) == Approx(2.5));
  REQUIRE(heads[0].gradient(0, 0) == Approx(1));
  REQUIRE(heads[0].gradient(1, 0) == Approx(2));
}

TEST_CASE("losses: labels and targets that do not fit are refused", "[loss]") {
  const auto z = trace_of(Matrix<double>::Zero(2, 2));
  Heads<double> heads;
  Batch<double> batch;
  REQUIRE(code_of([&] { cross_entropy<double>(0)(z, batch, heads); }) == "shape-mismatch");
  batch.labels = {0, 2};
  REQUIRE(code_of([&] { cross_entropy<double>(0)(z, batch, heads); }) == "target-out-of-range");
  batch.targets.resize(3, 2);
  REQUIRE(code_of([&] { mean_squared_error<double>(0)(z, batch, heads); }) == "shape-mismatch");
}
