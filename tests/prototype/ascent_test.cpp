#include "prototype/ascent.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "io/file.hpp"
#include "io/onnx/onnx.hpp"
#include "prototype/closed_form.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

constexpr double kReached = 1e-6;  // what the issue asks of the ascent, in double

/// A linear problem in n dimensions with everything drawn at random.
struct Linear {
  Linear(Random& random, Index n, Index codes)
      : w(random.normal_matrix<double>(n, 1)),
        mean(random.normal_matrix<double>(n, 1)),
        A(random.normal_matrix<double>(n, codes) / std::sqrt(double(n))),
        c(random.normal_matrix<double>(n, 1)),
        lambda(random.uniform(0.1, 2)),
        network(affine_network(w.transpose(), random.normal_matrix<double>(1, 1))),
        f(network, network.output()) {
    const auto B = random.normal_matrix<double>(n, n);
    covariance = B * B.transpose() / double(n) + 0.1 * Matrix<double>::Identity(n, n);
  }
  Vector<double> w, mean;
  Matrix<double> A;
  Vector<double> c;
  Matrix<double> covariance;
  double lambda;
  Network<double> network;
  NetworkObjective<double> f;
};

double curvature(const Matrix<double>& symmetric) {
  return symmetric.selfadjointView<Eigen::Lower>().eigenvalues().maxCoeff();
}

Matrix<double> climb(const AscentProblem& problem, const AscentOptions& options,
                     const Matrix<double>& start, int steps) {
  Ascent ascent(problem, options, start);
  CHECK(ascent.go_to(steps) == steps);
  return ascent.now().x;
}

/// A digit classifier of the examples, for problems that are not concave.
const Network<float>& digits_cnn() {
  static const Network<float> network =
      read_onnx<float>(read_file(std::string(RELEVANCE_ROOT) + "/examples/models/digits-cnn.onnx"))
          .network;
  return network;
}

}  // namespace

TEST_CASE("ascent: reaches the closed forms in 2 to 50 dimensions") {
  Random random(31);
  for (Index n : {2, 3, 10, 50})
    for (int trial = 0; trial < 3; ++trial) {
      Linear p(random, n, std::max<Index>(1, n - 1));
      const Matrix<double> start = random.normal_matrix<double>(n, 1, 3);
      const Gaussian density = Gaussian::full(p.mean, p.covariance);
      NetworkGenerator<double> g(affine_network(p.A, p.c));
      const Matrix<double> norm = optimum_under_norm(p.w, p.lambda);
      const Matrix<double> likely = optimum_under_density(p.w, density);
      const Matrix<double> made = (p.A * optimal_code(p.w, p.A, p.lambda)).colwise() + p.c;
      const AscentProblem under_norm{
          .objective = &p.f, .units = {0}, .input_penalty = squared_norm(p.lambda)};
      const AscentProblem under_density{
          .objective = &p.f, .units = {0}, .input_penalty = negative_log_density(density)};
      const AscentProblem by_code{
          .objective = &p.f, .units = {0}, .generator = &g, .code_penalty = squared_norm(p.lambda)};
      const Matrix<double> code = random.normal_matrix<double>(g.code_size(), 1);
      const double steep = curvature(p.covariance.inverse());
      for (bool search : {false, true}) {
        INFO(n << " dimensions, line search " << search);
        const AscentOptions norm_rate{.rate = 0.4 / p.lambda, .line_search = search, .box = {}};
        CHECK(distance(climb(under_norm, norm_rate, start, 200), norm) < kReached);
        CHECK(distance(climb(by_code, norm_rate, code, 200), made) < kReached);
        const AscentOptions density_rate{.rate = 1.5 / steep, .line_search = search, .box = {}};
        CHECK(distance(climb(under_density, density_rate, start, 4000), likely) < kReached);
      }
      const AscentOptions momentum{
          .method = AscentMethod::momentum, .rate = 0.2 / steep, .box = {}};
      CHECK(distance(climb(under_density, momentum, start, 3000), likely) < kReached);
    }
}

TEST_CASE("ascent: Adam reaches the closed form") {
  Random random(32);
  Linear p(random, 5, 2);
  const AscentProblem problem{
      .objective = &p.f, .units = {0}, .input_penalty = squared_norm(p.lambda)};
  const Matrix<double> start = random.normal_matrix<double>(5, 1);
  const AscentOptions adam{.method = AscentMethod::adam, .rate = 0.01, .box = {}};
  CHECK(distance(climb(problem, adam, start, 5000), optimum_under_norm(p.w, p.lambda)) < kReached);
}

TEST_CASE("closed form: a slow replica for two dimensions, worked by hand") {
  // w = (2, 1), Σ = [[2, 1], [1, 2]], μ = (1, 0): μ + Σw = (6, 4)
  Matrix<double> sigma(2, 2);
  sigma << 2, 1, 1, 2;
  const Vector<double> w = Eigen::Vector2d(2, 1);
  const Gaussian p = Gaussian::full(Eigen::Vector2d(1, 0), sigma);
  CHECK(distance(optimum_under_density(w, p), Eigen::Vector2d(6, 4)) < kDouble);
  CHECK(distance(optimum_under_norm(w, 0.5), w) < kDouble);
  Matrix<double> A(2, 1);
  A << 1, 2;
  CHECK(distance(optimal_code(w, A, 2), Matrix<double>::Ones(1, 1)) < kDouble);  // (1·2 + 2·1)/4
  CHECK_THROWS_AS(optimum_under_norm(w, 0), Error);
  CHECK_THROWS_AS(optimum_under_norm(w, -1), Error);
  CHECK_THROWS_AS(optimal_code(w, Matrix<double>::Ones(3, 1), 1), Error);
}

TEST_CASE("ascent: no step loses with line search, whatever the method and start") {
  Random random(33);
  const Network<float>& network = digits_cnn();
  NetworkObjective<float> f(network, network.output(), Score::log_probability);
  for (AscentMethod method : {AscentMethod::gradient, AscentMethod::momentum, AscentMethod::adam})
    for (double rate : {0.01, 100.0}) {
      AscentProblem problem{
          .objective = &f, .units = {3, 8, 0, 3}, .input_penalty = squared_norm(0.05)};
      Ascent ascent(problem,
                    {.method = method, .rate = rate, .line_search = true, .box = Box{0, 1}},
                    random.uniform_matrix<double>(784, 4));
      ascent.go_to(30);
      const auto& record = ascent.record();
      REQUIRE(record.size() == 31);
      for (size_t i = 1; i < record.size(); ++i)
        CHECK(
            ((record[i].score - record[i].penalty) - (record[i - 1].score - record[i - 1].penalty))
                .minCoeff() >= 0);
      CHECK((record[30].score - record[0].score).minCoeff() > 0);
      CHECK_FALSE(ascent.diverged_at());
    }
}

TEST_CASE("ascent: the box holds every entry, and the start") {
  Random random(34);
  Linear p(random, 6, 2);
  const AscentProblem problem{.objective = &p.f, .units = {0}, .input_penalty = squared_norm(0.01)};
  for (bool search : {false, true}) {
    Ascent ascent(problem, {.rate = 1, .line_search = search, .box = Box{-0.5, 0.25}},
                  random.normal_matrix<double>(6, 1, 5));
    for (int step = 0; step < 60; ++step) {
      CHECK(ascent.now().z.minCoeff() >= -0.5);
      CHECK(ascent.now().z.maxCoeff() <= 0.25);
      ascent.go_to(step + 1);
    }
    // of a separable objective, the clamped optimum is the optimum in the box
    const Matrix<double> expected = (p.w / 0.02).cwiseMax(-0.5).cwiseMin(0.25);
    CHECK(distance(ascent.now().x, expected) < kReached);
  }
}

TEST_CASE("ascent: any earlier step comes back exactly, kept or replayed") {
  Random random(35);
  const Network<float>& network = digits_cnn();
  NetworkObjective<float> f(network, network.output());
  for (int keep_every : {1, 7, 1000})
    for (bool search : {false, true}) {
      AscentProblem problem{.objective = &f, .units = {1, 2}, .input_penalty = squared_norm(0.1)};
      Ascent ascent(problem,
                    {.method = AscentMethod::adam,
                     .rate = 0.05,
                     .line_search = search,
                     .box = {},
                     .keep_every = keep_every},
                    random.uniform_matrix<double>(784, 2));
      std::vector<Matrix<double>> seen = {ascent.now().x};
      for (int step = 1; step <= 20; ++step) {
        CHECK(ascent.go_to(step) == step);
        seen.push_back(ascent.now().x);
      }
      for (int step : {19, 3, 14, 0, 20}) {
        CHECK(ascent.go_to(step) == step);
        CHECK(ascent.now().x == seen[size_t(step)]);
      }
      CHECK(ascent.record().size() == 21);
    }
}

TEST_CASE("ascent: a batch climbs as its columns do alone") {
  Random random(36);
  Linear p(random, 4, 2);
  const AscentProblem three{
      .objective = &p.f, .units = {0, 0, 0}, .input_penalty = squared_norm(p.lambda)};
  const AscentProblem one{.objective = &p.f, .units = {0}, .input_penalty = squared_norm(p.lambda)};
  const Matrix<double> start = random.normal_matrix<double>(4, 3, 4);
  for (bool search : {false, true}) {
    const AscentOptions options{.rate = 0.1, .line_search = search, .box = {}};
    const Matrix<double> together = climb(three, options, start, 5);
    for (Index b = 0; b < 3; ++b)
      CHECK(distance(climb(one, options, start.col(b), 5), together.col(b)) < kDouble);
  }
}

TEST_CASE(
    "ascent: a step size that diverges stops at finite numbers and offers one that does not") {
  Random random(37);
  for (AscentMethod method : {AscentMethod::gradient, AscentMethod::momentum})
    for (double factor : {2.5, 50.0, 1e6, 1e200}) {
      Linear p(random, 3, 2);
      const AscentProblem problem{
          .objective = &p.f, .units = {0}, .input_penalty = squared_norm(p.lambda)};
      const Matrix<double> start = random.normal_matrix<double>(3, 1);
      double rate = factor * (method == AscentMethod::momentum ? 2 : 1) / p.lambda;
      Ascent ascent(problem, {.method = method, .rate = rate, .box = {}}, start);
      CHECK(ascent.go_to(500) < 500);
      REQUIRE(ascent.diverged_at());
      CHECK(*ascent.diverged_at() == ascent.step() + 1);
      CHECK(ascent.now().x.allFinite());
      CHECK(ascent.now().objective().allFinite());
      CHECK(ascent.go_to(500) == ascent.step());  // stays
      for (int offers = 0; offers < 300; ++offers) {
        Ascent next(problem, {.method = method, .rate = rate, .box = {}}, start);
        next.go_to(500);
        if (!next.diverged_at()) break;
        CHECK(next.suggested_rate() < rate);
        CHECK(next.suggested_rate() > 0);
        rate = next.suggested_rate();
      }
      Ascent mended(problem, {.method = method, .rate = rate, .box = {}}, start);
      CHECK(mended.go_to(500) == 500);
    }
}

TEST_CASE("ascent: for a gradient step the first offer is one that converges") {
  Random random(38);
  Linear p(random, 4, 2);
  const AscentProblem problem{
      .objective = &p.f, .units = {0}, .input_penalty = squared_norm(p.lambda)};
  Ascent ascent(problem, {.rate = 3 / p.lambda, .box = {}}, Matrix<double>::Ones(4, 1));
  ascent.go_to(500);
  REQUIRE(ascent.diverged_at());
  const AscentOptions offered{.rate = ascent.suggested_rate(), .box = {}};
  CHECK(distance(climb(problem, offered, Matrix<double>::Ones(4, 1), 500),
                 optimum_under_norm(p.w, p.lambda)) < kReached);
}

TEST_CASE("ascent: progress is told and a refusal stops it") {
  Random random(39);
  Linear p(random, 2, 1);
  const AscentProblem problem{.objective = &p.f, .units = {0}, .input_penalty = squared_norm(1)};
  Ascent ascent(problem, {.rate = 0.1, .box = {}}, Matrix<double>::Zero(2, 1));
  std::vector<double> told;
  CHECK(ascent.go_to(10, [&](const Progress& progress) {
    told.push_back(progress.fraction);
    return told.size() < 4;
  }) == 4);
  CHECK(told == std::vector<double>{0.1, 0.2, 0.3, 0.4});
  CHECK(ascent.go_to(10) == 10);
}

TEST_CASE("ascent: progress of a replay stays between 0 and 1") {
  Random random(40);
  Linear p(random, 2, 1);
  const AscentProblem problem{.objective = &p.f, .units = {0}, .input_penalty = squared_norm(1)};
  Ascent ascent(problem, {.rate = 0.1, .box = {}, .keep_every = 10}, Matrix<double>::Zero(2, 1));
  ascent.go_to(25);
  std::vector<double> told;
  ascent.go_to(24, [&](const Progress& progress) {
    told.push_back(progress.fraction);
    return true;
  });
  CHECK(told == std::vector<double>{0.25, 0.5, 0.75, 1});
}

TEST_CASE("ascent: what does not fit is refused, the generator by name") {
  Random random(40);
  Linear p(random, 4, 2);
  NetworkGenerator<double> five(
      affine_network(Matrix<double>::Ones(5, 2), Vector<double>::Ones(5)));
  const auto message = [&](AscentProblem problem, AscentOptions options, Matrix<double> start) {
    try {
      Ascent ascent(std::move(problem), options, std::move(start));
    } catch (const Error& error) {
      return error.code + ": " + error.message;
    }
    return std::string("accepted");
  };
  const AscentProblem plain{.objective = &p.f, .units = {0}};
  const Matrix<double> zero = Matrix<double>::Zero(4, 1);
  CHECK_THAT(message({.objective = &p.f, .units = {0}, .generator = &five}, {},
                     Matrix<double>::Zero(2, 1)),
             Catch::StartsWith("shape-mismatch") && Catch::Contains("generator") &&
                 Catch::Contains("5") && Catch::Contains("4"));
  CHECK_THAT(message({.generator = &five}, {}, Matrix<double>::Zero(3, 1)),
             Catch::StartsWith("shape-mismatch"));
  CHECK_THAT(message(plain, {}, Matrix<double>::Zero(3, 1)), Catch::StartsWith("shape-mismatch"));
  CHECK_THAT(message(plain, {}, Matrix<double>::Zero(4, 2)), Catch::StartsWith("shape-mismatch"));
  CHECK_THAT(message(plain, {.rate = 0, .box = {}}, zero), Catch::StartsWith("out-of-range"));
  CHECK_THAT(message(plain, {.rate = -1, .box = {}}, zero), Catch::StartsWith("out-of-range"));
  CHECK_THAT(message(plain, {}, Matrix<double>::Constant(4, 1, NAN)),
             Catch::StartsWith("not-finite"));
}

TEST_CASE("nearest code: finds the code an image was made of") {
  Random random(41);
  NetworkGenerator<double> g(
      affine_network(random.normal_matrix<double>(20, 3), random.normal_matrix<double>(20, 1)));
  const Matrix<double> code = random.normal_matrix<double>(3, 2);
  const Matrix<double> image = g(code);
  CHECK(distance(nearest_code(g, image, Matrix<double>::Zero(3, 2), 1000), code) < 1e-3);
}
