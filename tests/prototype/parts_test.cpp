// Objectives, penalties and generators: values by hand, gradients by finite differences.
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "prototype/generator.hpp"
#include "prototype/objective.hpp"
#include "prototype/penalty.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

/// A smooth network of two dense layers, n → 6 → 4.
Network<double> small_network(Random& random, Index n) {
  Network<double> network;
  int x = network.add("x", Input{{n}}, {});
  x = network.add(
      "hidden",
      Dense<double>{random.normal_matrix<double>(6, n, 0.5), random.normal_matrix<double>(6, 1)},
      {x});
  x = network.add("tanh", Activation{ActivationKind::tanh}, {x});
  network.set_output(network.add(
      "scores",
      Dense<double>{random.normal_matrix<double>(4, 6), random.normal_matrix<double>(4, 1)}, {x}));
  return network;
}

/// Central differences of `value` (one number for each column) at x.
Matrix<double> differences(const Matrix<double>& x,
                           const std::function<Vector<double>(const Matrix<double>&)>& value) {
  constexpr double kStep = 1e-6;
  Matrix<double> result(x.rows(), x.cols());
  for (Index i = 0; i < x.rows(); ++i) {
    Matrix<double> above = x, below = x;
    above.row(i).array() += kStep;
    below.row(i).array() -= kStep;
    result.row(i) = (value(above) - value(below)).transpose() / (2 * kStep);
  }
  return result;
}

void check_penalty(const Penalty& penalty, const Matrix<double>& x) {
  Vector<double> value = Vector<double>::Zero(x.cols());
  Matrix<double> gradient = Matrix<double>::Zero(x.rows(), x.cols());
  penalty(x, value, gradient);
  const Matrix<double> expected = differences(x, [&](const Matrix<double>& at) {
    Vector<double> sum = Vector<double>::Zero(at.cols());
    Matrix<double> ignored = Matrix<double>::Zero(at.rows(), at.cols());
    penalty(at, sum, ignored);
    return sum;
  });
  CHECK(distance(gradient, expected) < kFiniteDifference);
  penalty(x, value, gradient);  // adds
  CHECK(distance(gradient, 2 * expected) < 2 * kFiniteDifference);
}

}  // namespace

TEST_CASE("objective: gradients of any unit of any node, logit and log-probability") {
  Random random(21);
  const Network<double> network = small_network(random, 5);
  const Matrix<double> x = random.normal_matrix<double>(5, 3);
  for (int node = 1; node < network.size(); ++node)
    for (Score score : {Score::activation, Score::log_probability}) {
      NetworkObjective<double> f(network, node, score);
      const std::vector<Index> units = {0, 3, 1};
      Vector<double> value;
      Matrix<double> gradient, ignored;
      f(x, units, value, gradient);
      CHECK(distance(gradient, differences(x, [&](const Matrix<double>& at) {
                       Vector<double> v;
                       f(at, units, v, ignored);
                       return v;
                     })) < kFiniteDifference);
    }
}

TEST_CASE("objective: log-probabilities sum to one and survive huge logits") {
  Network<double> network;
  const int x = network.add("x", Input{{2}}, {});
  network.set_output(network.add(
      "scores", Dense<double>{Matrix<double>::Identity(2, 2) * 1e4, Vector<double>::Zero(2)}, {x}));
  NetworkObjective<double> f(network, network.output(), Score::log_probability);
  Vector<double> value;
  Matrix<double> gradient;
  f(Matrix<double>::Identity(2, 2), {0, 0}, value, gradient);
  CHECK(value[0] == Approx(0));
  CHECK(value[1] == Approx(-1e4));
  CHECK(gradient.allFinite());
}

TEST_CASE("objective: a unit or node that does not exist is refused") {
  Random random(22);
  const Network<double> network = small_network(random, 3);
  CHECK_THROWS_AS(NetworkObjective<double>(network, network.size()), Error);
  NetworkObjective<double> f(network, network.output());
  Vector<double> value;
  Matrix<double> gradient;
  const Matrix<double> x = Matrix<double>::Zero(3, 1);
  CHECK_THROWS_AS(f(x, {4}, value, gradient), Error);
  CHECK_THROWS_AS(f(x, {-1}, value, gradient), Error);
  CHECK_THROWS_AS(f(x, {0, 1}, value, gradient), Error);
}

TEST_CASE("penalty: hand-worked values") {
  Matrix<double> x(2, 2);
  x << 3, 0, 4, 1;
  Vector<double> value = Vector<double>::Zero(2);
  Matrix<double> gradient = Matrix<double>::Zero(2, 2);
  squared_norm(0.5)(x, value, gradient);
  CHECK(value[0] == 12.5);
  CHECK(value[1] == 0.5);
  CHECK(gradient(0, 0) == 3);
  value.setZero();
  squared_norm(2, Matrix<double>::Ones(2, 1))(x, value, gradient);
  CHECK(value[0] == 2 * (4 + 9));
  value.setZero();
  const auto p = Gaussian::diagonal(Eigen::Vector2d(3, 4), Eigen::Vector2d(1, 1));
  negative_log_density(p)(x, value, gradient);
  CHECK(value[0] == Approx(std::log(2 * M_PI)));
  CHECK(value[1] == Approx(std::log(2 * M_PI) + 9));
  // a step of 1 between two columns of a 2×2 image is met in both rows
  Matrix<double> image(4, 1);
  image << 0, 1, 0, 1;
  value = Vector<double>::Zero(1);
  gradient = Matrix<double>::Zero(4, 1);
  total_variation(3, {1, 2, 2}, 1e-9)(image, value, gradient);
  CHECK(value[0] == Approx(6));
}

TEST_CASE("penalty: gradients by finite differences") {
  Random random(23);
  const Matrix<double> x = random.normal_matrix<double>(12, 3);
  const auto B = random.normal_matrix<double>(12, 12);
  check_penalty(squared_norm(0.7), x);
  check_penalty(squared_norm(0.7, x.rowwise().reverse()), x);
  check_penalty(
      negative_log_density(
          Gaussian::full(x.col(0), B * B.transpose() + Matrix<double>::Identity(12, 12)), 0.3),
      x);
  check_penalty(total_variation(0.4, {1, 3, 4}, 0.1), x);
  check_penalty(total_variation(0.4, {3, 2, 2}, 0.1), x);
}

TEST_CASE("penalty: total variation is zero, with a zero gradient, on an even image") {
  Vector<double> value = Vector<double>::Zero(1);
  Matrix<double> gradient = Matrix<double>::Zero(9, 1);
  total_variation(1, {1, 3, 3})(Matrix<double>::Constant(9, 1, 0.4), value, gradient);
  CHECK(value[0] == 0);
  CHECK(gradient.isZero());
}

TEST_CASE("penalty: lambda must be above zero") {
  for (double lambda : {0.0, -1.0, double(NAN), double(INFINITY)}) {
    CHECK_THROWS_AS(squared_norm(lambda), Error);
    CHECK_THROWS_AS(total_variation(lambda, {1, 2, 2}), Error);
  }
}

TEST_CASE("generator: an affine map and its transpose") {
  Random random(24);
  const Matrix<double> A = random.normal_matrix<double>(7, 3);
  const Vector<double> c = random.normal_matrix<double>(7, 1);
  NetworkGenerator<double> g(affine_network(A, c));
  CHECK(g.code_size() == 3);
  CHECK(g.size() == 7);
  const Matrix<double> z = random.normal_matrix<double>(3, 4),
                       dx = random.normal_matrix<double>(7, 4);
  CHECK(distance(g(z), (A * z).colwise() + c) < kDouble);
  CHECK(distance(g.pull_back(dx), A.transpose() * dx) < kDouble);
  CHECK_THROWS_AS(affine_network(A, Vector<double>::Zero(6)), Error);
}

TEST_CASE("generator: any network pulls gradients back") {
  Random random(25);
  NetworkGenerator<double> g(small_network(random, 3));
  const Matrix<double> z = random.normal_matrix<double>(3, 2),
                       dx = random.normal_matrix<double>(4, 2);
  g(z);
  const Matrix<double> pulled = g.pull_back(dx);
  CHECK(distance(pulled, differences(z, [&](const Matrix<double>& at) {
                   return Vector<double>(g(at).cwiseProduct(dx).colwise().sum().transpose());
                 })) < kFiniteDifference);
}
