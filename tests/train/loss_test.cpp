// Losses: hand-worked values, gradients against finite differences, refusals.
#include "train/loss.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/code_of.hpp"

using namespace relevance;
using namespace relevance::testing;

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
    batch.targets = random.uniform_matrix<double>(4, 4);
    const Matrix<double> values = random.normal_matrix<double>(4, 4);
    check_gradient(bernoulli<double>(0), values, batch);
    check_gradient(normal_divergence<double>(0), values, batch);
  }
}

TEST_CASE("bernoulli: hand-worked, and stable for any logit", "[loss]") {
  Heads<double> heads;
  Batch<double> batch;
  Matrix<double> logits(2, 1);
  logits << 0, std::log(3.0);  // probabilities 1/2 and 3/4
  batch.targets = Matrix<double>::Constant(2, 1, 0.25);
  REQUIRE(bernoulli<double>(0)(trace_of(logits), batch, heads) ==
          Approx(std::log(2.0) - 0.25 * std::log(0.75) - 0.75 * std::log(0.25)));
  REQUIRE(heads[0].gradient(0, 0) == Approx(0.25));
  REQUIRE(heads[0].gradient(1, 0) == Approx(0.5));
  logits << 1000, -1000;
  batch.targets << 0, 1;
  REQUIRE(bernoulli<double>(0)(trace_of(logits), batch, heads) == Approx(2000));
  REQUIRE(heads[1].gradient(0, 0) == Approx(1));
  REQUIRE(heads[1].gradient(1, 0) == Approx(-1));
}

TEST_CASE("divergence of normals: nothing for the standard normal, hand-worked else", "[loss]") {
  Heads<double> heads;
  const Batch<double> batch;
  const auto divergence = normal_divergence<double>(0);
  REQUIRE(divergence(trace_of(Matrix<double>::Zero(4, 3)), batch, heads) == 0);
  Matrix<double> values(2, 1);
  values << 2, std::log(4.0);  // ½ (4 + 4 − log 4 − 1)
  REQUIRE(divergence(trace_of(values), batch, heads) == Approx(3.5 - std::log(2.0)));
  REQUIRE_THROWS_AS(divergence(trace_of(Matrix<double>::Zero(3, 1)), batch, heads), Error);
}

TEST_CASE("divergence of normals: agrees with a mean of log-ratios over draws", "[loss]") {
  const double mean = 0.7, log_variance = -0.9, spread = std::exp(0.5 * log_variance);
  constexpr int kDraws = 200000;
  constexpr double kSamplingTolerance = 0.01;  // five standard errors
  Random random(31);
  double total = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double e = random.normal(), z = mean + spread * e;
    total += -0.5 * (e * e + log_variance) + 0.5 * z * z;
  }
  Matrix<double> values(2, 1);
  values << mean, log_variance;
  Heads<double> heads;
  REQUIRE(normal_divergence<double>(0)(trace_of(values), {}, heads) ==
          Approx(total / kDraws).margin(kSamplingTolerance));
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
  REQUIRE(code_of([&] { bernoulli<double>(0)(z, batch, heads); }) == "shape-mismatch");
}
