#include "oneclass/one_class_svm.hpp"

#include <catch2/catch.hpp>

#ifdef RELEVANCE_LIBSVM
#include <libsvm/svm.h>
#endif

#include "base/error.hpp"
#include "base/random.hpp"
#include "support/code_of.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

/// Some clouds, every fourth point there twice.
Matrix<double> clouds(Index d, Index n, uint64_t seed) {
  Random random(seed);
  Matrix<double> points = random.normal_matrix<double>(d, n);
  for (Index i = 0; i < n; ++i) {
    points.col(i).array() += double(i % 3) * 1.5;
    if (i % 4 == 3) points.col(i) = points.col(i - 1);
  }
  return points;
}

/// f at the points, one kernel after the other.
Vector<double> slow_f(const Matrix<double>& points, const Vector<double>& alpha, double gamma) {
  Vector<double> f = Vector<double>::Zero(points.cols());
  for (Index i = 0; i < points.cols(); ++i)
    for (Index j = 0; j < points.cols(); ++j)
      f[i] += alpha[j] * std::exp(-gamma * (points.col(i) - points.col(j)).squaredNorm());
  return f;
}

/// min ½αᵀKα by projected gradient, the projection onto the box and the plane by bisection.
Vector<double> slow_alpha(const Matrix<double>& points, double gamma, double nu) {
  const Index n = points.cols();
  const double bound = 1 / (nu * double(n));
  Vector<double> alpha = Vector<double>::Constant(n, 1.0 / double(n));
  for (int step = 0; step < 20'000; ++step) {
    const Vector<double> wanted = alpha - slow_f(points, alpha, gamma) / double(n);
    double low = wanted.minCoeff() - bound, high = wanted.maxCoeff();
    for (int halving = 0; halving < 60; ++halving) {
      const double middle = (low + high) / 2;
      const double sum = (wanted.array() - middle).max(0).min(bound).sum();
      (sum > 1 ? low : high) = middle;
    }
    alpha = (wanted.array() - low).max(0).min(bound);
  }
  return alpha;
}

}  // namespace

TEST_CASE("one-class svm: two points share the weight, three on a line are weighed by hand") {
  Matrix<double> two(1, 2);
  two << 0, 1;
  const OneClassSvm even = train_one_class(two, {.gamma = 1, .nu = 0.5});
  CHECK(even.alpha[0] == Approx(0.5));
  CHECK(even.rho == Approx((1 + std::exp(-1.0)) / 2));

  // −1, 0, 1: stationary where f is equal, K = [1 a b; a 1 a; b a 1]
  Matrix<double> three(1, 3);
  three << -1, 0, 1;
  const double a = std::exp(-1.0), b = std::exp(-4.0);
  const double outer = (1 - a) / (3 + b - 4 * a);  // from 1·α₀ + aα₁ + bα₀ = 2aα₀ + α₁
  const OneClassSvm svm = train_one_class(three, {.gamma = 1, .nu = 0.01});
  CHECK(svm.alpha[0] == Approx(outer));
  CHECK(svm.alpha[1] == Approx(1 - 2 * outer));
  CHECK(svm.converged);
}

TEST_CASE("one-class svm: the duality gap closes and the constraints hold") {
  Random random(3);
  for (int trial = 0; trial < 50; ++trial) {
    const Index d = 1 + random.below(6), n = 2 + random.below(80);
    const double gamma = std::pow(10, random.uniform(-2, 1.5));
    const double nu = trial == 0 ? 1 : std::pow(10, random.uniform(-2, 0));
    const Matrix<double> points = clouds(d, n, uint64_t(trial));
    const OneClassSvm svm = train_one_class(points, {.gamma = gamma, .nu = nu});
    CAPTURE(d, n, gamma, nu);
    CHECK(svm.converged);
    CHECK(svm.duality_gap <= 1e-6);
    CHECK(svm.duality_gap >= -1e-12);
    CHECK(svm.alpha.sum() == Approx(1).epsilon(1e-12));
    CHECK(svm.alpha.minCoeff() >= 0);
    CHECK(svm.alpha.maxCoeff() <= 1 / (nu * double(n)) * (1 + 1e-12));
    // the gap from its definition, with a slow f
    const Vector<double> f = slow_f(points, svm.alpha, gamma);
    const double loss = (svm.rho - f.array()).max(0).sum() / (nu * double(n));
    CHECK(svm.alpha.dot(f) + loss - svm.rho == Approx(svm.duality_gap).margin(1e-10));
    // ν bounds the share of outliers from above and that of support vectors from below
    CHECK(double((f.array() < svm.rho - 1e-7).count()) <= nu * double(n) + 1e-9);
    CHECK(double(svm.model.alpha.size()) >= nu * double(n) - 1e-9);
  }
}

TEST_CASE("one-class svm: a slow projected gradient ends at the same f") {
  for (uint64_t seed : {1, 2, 3}) {
    const Matrix<double> points = clouds(2, 12, seed);
    const OneClassSvm svm = train_one_class(points, {.gamma = 0.7, .nu = 0.3});
    const Vector<double> slow = slow_f(points, slow_alpha(points, 0.7, 0.3), 0.7);
    const Vector<double> fast = slow_f(points, svm.alpha, 0.7);
    CHECK(relevance::testing::distance(slow, fast) < 1e-6);
  }
}

#ifdef RELEVANCE_LIBSVM
TEST_CASE("one-class svm: libsvm's decision values, ν from 0.01 to 1, duplicates included") {
  svm_set_print_string_function([](const char*) {});
  Random random(5);
  for (int trial = 0; trial < 50; ++trial) {
    const Index d = 1 + random.below(5), n = 5 + random.below(60);
    const double gamma = std::pow(10, random.uniform(-1.5, 1));
    const double nu = trial == 0 ? 1 : trial == 1 ? 0.01 : std::pow(10, random.uniform(-2, 0));
    const Matrix<double> points = clouds(d, n, uint64_t(100 + trial));
    std::vector<svm_node> nodes;
    std::vector<svm_node*> rows;
    std::vector<double> labels(size_t(n), 1);
    nodes.reserve(size_t(n * (d + 1)));
    for (Index i = 0; i < n; ++i) {
      rows.push_back(nodes.data() + nodes.size());
      for (Index k = 0; k < d; ++k) nodes.push_back({int(k + 1), points(k, i)});
      nodes.push_back({-1, 0});
    }
    svm_problem problem{int(n), labels.data(), rows.data()};
    svm_parameter parameter{};
    parameter.svm_type = ONE_CLASS;
    parameter.kernel_type = RBF;
    parameter.gamma = gamma;
    parameter.nu = nu;
    parameter.cache_size = 10;
    parameter.eps = 1e-9;
    svm_model* theirs = svm_train(&problem, &parameter);
    const OneClassSvm ours = train_one_class(points, {.gamma = gamma, .nu = nu});
    const Vector<double> f = slow_f(points, ours.alpha, gamma);
    const double scale = nu * double(n);  // libsvm's weights sum to νn
    CAPTURE(d, n, gamma, nu);
    for (Index i = 0; i < n; ++i) {
      double decision = 0;
      svm_predict_values(theirs, rows[size_t(i)], &decision);
      const double their_f = (decision + theirs->rho[0]) / scale;
      if (nu == 1) {  // no ρ but infinity: libsvm's decision says nothing
        CHECK(std::isinf(theirs->rho[0]));
        continue;
      }
      CHECK(f[i] == Approx(their_f).margin(1e-5));
      CHECK(f[i] - ours.rho == Approx(decision / scale).margin(1e-5));
    }
    svm_free_and_destroy_model(&theirs);
  }
}
#endif

TEST_CASE("one-class svm: ν = 1 is the kernel density") {
  const Matrix<double> points = clouds(3, 20, 9);
  const OneClassSvm svm = train_one_class(points, {.gamma = 2, .nu = 1});
  const KernelModel density = kernel_density(points, 2);
  CHECK(svm.model.alpha.size() == 20);
  CHECK(relevance::testing::distance(svm.model.alpha, density.alpha) < 1e-14);
  CHECK(svm.converged);
  CHECK(svm.rho == Approx(slow_f(points, svm.alpha, 2).maxCoeff()));
}

TEST_CASE("one-class svm: one point, equal points, constant features") {
  const OneClassSvm one = train_one_class(Matrix<double>::Constant(2, 1, 3.0), {.nu = 0.5});
  CHECK(one.alpha[0] == 1);
  CHECK(one.rho == Approx(1));
  const OneClassSvm equal = train_one_class(Matrix<double>::Constant(2, 5, 3.0), {.nu = 0.5});
  CHECK(equal.converged);
  CHECK(equal.alpha.sum() == Approx(1));
  CHECK(equal.rho == Approx(1));
  Matrix<double> constant = clouds(2, 15, 4);
  Matrix<double> wider(3, 15);
  wider << constant, Matrix<double>::Constant(1, 15, 7.0);
  CHECK(train_one_class(wider, {.nu = 0.2}).rho ==
        Approx(train_one_class(constant, {.nu = 0.2}).rho));
}

TEST_CASE("one-class svm: slices, a small cache and cancelling") {
  const Matrix<double> points = clouds(2, 60, 12);
  const OneClassOptions options{.gamma = 3, .nu = 0.2};
  const OneClassSvm whole = train_one_class(points, options);
  OneClassOptions tight = options;
  tight.cache_bytes = 0;  // two columns
  OneClassTraining sliced(points, tight);
  double before = 0;
  while (!sliced.done()) {
    sliced.advance(7);
    CHECK(sliced.progress() <= 1);
    before = sliced.progress();
  }
  CHECK(before == 1);
  CHECK(sliced.result().alpha == whole.alpha);
  CHECK(code_of([&] { train_one_class(points, options, [](const Progress&) { return false; }); }) ==
        "cancelled");
  OneClassOptions few = options;
  few.iterations = 3;
  CHECK_FALSE(train_one_class(points, few).converged);
}

TEST_CASE("one-class svm: refuses what it cannot train on, naming it") {
  const Matrix<double> points = clouds(2, 5, 1);
  for (double nu : {0.0, -1.0, 1.01, double(NAN)})
    CHECK(code_of([&] { train_one_class(points, {.nu = nu}); }) == "out-of-range");
  for (double gamma : {0.0, -1.0, double(NAN), double(INFINITY)})
    CHECK(code_of([&] { train_one_class(points, {.gamma = gamma}); }) == "out-of-range");
  CHECK(code_of([] { train_one_class(Matrix<double>(2, 0), {}); }) == "shape-mismatch");
  Matrix<double> bad = points;
  bad(1, 2) = NAN;
  CHECK(code_of([&] { train_one_class(bad, {}); }) == "not-finite");
}
