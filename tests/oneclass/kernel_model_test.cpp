#include "oneclass/kernel_model.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "explain/lrp.hpp"
#include "nn/backward.hpp"
#include "oneclass/one_class_svm.hpp"
#include "support/code_of.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

/// The relevance of x, and of the centres, as rules.md would have it by hand.
struct Explained {
  double o;
  Vector<double> h, R_support, R;
};

Explained explained(const Network<double>& network, const Vector<double>& x) {
  Forward<double> forward(network);
  Lrp<double> lrp(network, make_composite({"epsilon-plus"}));
  const auto& trace = forward(Matrix<double>(x));
  const auto& result = lrp(trace, trace.values[2]);
  return {trace.values[2](0, 0), trace.values[1], result.relevance[1], result.relevance[0]};
}

KernelModel random_model(Random& random, Index d, Index M, double gamma, bool normalised = true) {
  KernelModel model{random.normal_matrix<double>(d, M),
                    random.uniform_matrix<double>(M, 1, 0.01, 1).col(0), gamma};
  if (normalised) model.alpha /= model.alpha.sum();
  return model;
}

}  // namespace

TEST_CASE("neuralize: o is −γ⁻¹ log f where f does not underflow") {
  Random random(1);
  for (int trial = 0; trial < 200; ++trial) {
    const double gamma = std::pow(10, random.uniform(-3, 1));
    const KernelModel model = random_model(random, 1 + random.below(5), 1 + random.below(9), gamma);
    const Vector<double> x = random.normal_matrix<double>(model.centres.rows(), 1).col(0);
    double f = 0;
    for (Index i = 0; i < model.alpha.size(); ++i)
      f += model.alpha[i] * std::exp(-gamma * (x - model.centres.col(i)).squaredNorm());
    const double direct = -std::log(f) / gamma;
    CHECK(explained(neuralize(model), x).o == Approx(direct).epsilon(1e-12).margin(1e-12));
  }
}

TEST_CASE("neuralize: o stays finite where f underflows, and nears min h for γ up to 10⁶") {
  Random random(2);
  const KernelModel model = random_model(random, 3, 7, 1);
  const Vector<double> x = 5 * random.normal_matrix<double>(3, 1).col(0);
  double before = INFINITY;
  for (double gamma : {1.0, 1e2, 1e3, 1e4, 1e5, 1e6}) {
    const Explained e = explained(neuralize({model.centres, model.alpha, gamma}), x);
    CHECK(std::isfinite(e.o));
    CHECK(e.R.sum() == Approx(e.o));
    const double gap = e.h.minCoeff() - e.o;
    CHECK(gap >= 0);
    CHECK(gap <= before);
    before = gap;
  }
  CHECK(before <= std::log(7.0) / 1e6);
}

TEST_CASE("neuralize: m − γ⁻¹ log M ≤ o ≤ m at 100,000 random points") {
  Random random(3);
  Index violations = 0;
  for (int trial = 0; trial < 20; ++trial) {
    const double gamma = std::pow(10, random.uniform(-2, 4));
    const KernelModel model = random_model(random, 2, 1 + random.below(30), gamma);
    const Network<double> network = neuralize(model);
    Forward<double> forward(network);
    const auto& trace = forward(random.normal_matrix<double>(2, 5000, 3));
    const double width = std::log(double(model.alpha.size())) / gamma;
    for (Index c = 0; c < 5000; ++c) {
      const double m = trace.values[1].col(c).minCoeff(), o = trace.values[2](0, c);
      const double slack = 1e-12 * std::max(1.0, std::abs(m));
      violations += o > m + slack || o < m - width - slack;
    }
  }
  CHECK(violations == 0);
}

TEST_CASE("neuralize: ΣR = o over centres and inputs, each share as by hand") {
  Random random(4);
  for (int trial = 0; trial < 100; ++trial) {
    const KernelModel model =
        random_model(random, 4, 6, std::pow(10, random.uniform(-2, 2)), trial % 2 == 0);
    const Vector<double> x = random.normal_matrix<double>(4, 1).col(0);
    const Explained e = explained(neuralize(model), x);
    CHECK(e.R_support.sum() == Approx(e.o).epsilon(1e-12));
    CHECK(e.R.sum() == Approx(e.o).epsilon(1e-12));
    Vector<double> R = Vector<double>::Zero(4);
    double weights = 0;
    for (Index i = 0; i < 6; ++i) weights += std::exp(-model.gamma * (e.h[i] - e.h.minCoeff()));
    for (Index i = 0; i < 6; ++i) {
      const double p = std::exp(-model.gamma * (e.h[i] - e.h.minCoeff())) / weights;
      CHECK(e.R_support[i] == Approx(p * e.o).margin(1e-12));
      const Vector<double> apart = x - model.centres.col(i);
      R += p * e.o * apart.cwiseAbs2() / apart.squaredNorm();
    }
    CHECK(relevance::testing::distance(e.R, R) < 1e-12);
    if (trial % 2 == 0) CHECK(e.o >= 0);  // weights that sum to 1
  }
}

TEST_CASE("neuralize: on a support vector the shares are equal, and nothing is lost") {
  Matrix<double> centres(2, 2);
  centres << 1, 4, 2, 2;
  const KernelModel model{centres, Eigen::Vector2d(0.25, 0.75), 0.5};
  const Explained e = explained(neuralize(model), centres.col(0));
  const double from_other = e.R_support[1];  // lies apart in the first dimension only
  CHECK(e.R[0] == Approx(e.R_support[0] / 2 + from_other));
  CHECK(e.R[1] == Approx(e.R_support[0] / 2));
  CHECK(e.R.sum() == Approx(e.o));
  const Explained alone =
      explained(neuralize(kernel_density(centres.leftCols(1), 3)), centres.col(0));
  CHECK(alone.o == 0);
  CHECK(alone.R.isZero());
}

TEST_CASE("neuralize: gradients of o against finite differences") {
  Random random(6);
  const Network<double> network = neuralize(random_model(random, 3, 5, 1.5));
  const Vector<double> x = random.normal_matrix<double>(3, 1).col(0);
  const Matrix<double> J = jacobian(network, Matrix<double>(x));
  Forward<double> forward(network);
  for (Index d = 0; d < 3; ++d) {
    Matrix<double> above = x, below = x;
    above(d, 0) += 1e-6, below(d, 0) -= 1e-6;
    const double high = forward(above).values[2](0, 0), low = forward(below).values[2](0, 0);
    CHECK(J(0, d) == Approx((high - low) / 2e-6).epsilon(kFiniteDifference));
  }
}

TEST_CASE("neuralize: one sample serves many starts, and single precision follows double") {
  Random random(7);
  const KernelModel model = random_model(random, 5, 9, 0.8);
  const Network<double> network = neuralize(model);
  Forward<double> forward(network);
  Lrp<double> lrp(network, make_composite({"epsilon-plus"}));
  const Matrix<double> x = random.normal_matrix<double>(5, 1);
  const auto& trace = forward(x);
  Matrix<double> starts(1, 3);
  starts << trace.values[2](0, 0), 1, -2;
  const Matrix<double> R = lrp(trace, starts).relevance[0];
  CHECK(relevance::testing::distance(R.col(0) * (-2 / starts(0, 0)), R.col(2)) < 1e-12);
  const Network<float> single = cast<float>(network);
  Forward<float> forward_single(single);
  const Matrix<float> o = forward_single(x.cast<float>()).values[2];
  CHECK(o(0, 0) == Approx(starts(0, 0)).epsilon(1e-5));
}

TEST_CASE("neuralize: centres without weight are left out, bad models refused") {
  const Matrix<double> centres = Matrix<double>::Random(2, 3);
  const Network<double> network = neuralize({centres, Eigen::Vector3d(0.5, 0, 0.5), 1});
  CHECK(network.node(1).shape == Shape{2});
  CHECK(code_of([&] { neuralize({centres, Eigen::Vector3d(0, 0, 0), 1}); }) == "out-of-range");
  CHECK(code_of([&] { neuralize({centres, Eigen::Vector3d(1, -1, 1), 1}); }) == "out-of-range");
  CHECK(code_of([&] { neuralize({centres, Eigen::Vector2d(1, 1), 1}); }) == "shape-mismatch");
  CHECK(code_of([&] { neuralize({centres, Eigen::Vector3d(1, 1, 1), 0}); }) == "out-of-range");
  CHECK(code_of([&] { kernel_density(Matrix<double>(0, 3), 1); }) == "shape-mismatch");
  Network<double> bare;
  bare.add("x", Input{{2}}, {});
  CHECK(code_of([&] { bare.add("o", SoftMin{0}, {0}); }) == "out-of-range");
  CHECK(code_of([&] {
          bare.add("h", SquaredDistance<double>{Matrix<double>(3, 2), Vector<double>(2)}, {0});
        }) == "shape-mismatch");
}
