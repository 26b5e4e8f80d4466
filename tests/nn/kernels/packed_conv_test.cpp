#include <catch2/catch.hpp>

#include "nn/kernels/linear_map.hpp"
#include "support/layer_zoo.hpp"
#include "support/slow_layers.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

/// Zeroes all but roughly `kept` of the entries.
Matrix<double> thinned(Matrix<double> m, double kept, Random& random) {
  for (Index i = 0; i < m.size(); ++i)
    if (random.uniform() > kept) m.data()[i] = 0;
  return m;
}

}  // namespace

TEST_CASE("linear map: the transposed product equals Wᵀs, dense and sparse s") {
  Random random(21);
  for (const auto& named : linear_layers(22)) {
    const Network<double> network = network_of(named);
    const ExplicitLayer e = explicit_layer(named.layer, named.input, network.output_shape());
    auto map = make_linear_map(named.layer, named.input, kWeights);
    for (double kept : {1.0, 0.5, 0.05, 0.0}) {
      INFO(named.name << ", kept " << kept);
      const Matrix<double> s =
          thinned(random.normal_matrix<double>(network.output_size(), 2), kept, random);
      Matrix<double> c(network.input_size(), 2);
      map->apply_transpose(s, c);
      CHECK(distance(c, e.weights.transpose() * s) < kDouble);
      map->apply_transpose(s, c);  // scratch is clean the second time
      CHECK(distance(c, e.weights.transpose() * s) < kDouble);
    }
  }
}

TEST_CASE("linear map: apply_where is exact where it is needed") {
  Random random(23);
  for (const auto& named : linear_layers(24)) {
    INFO(named.name);
    const Network<double> network = network_of(named);
    const ExplicitLayer e = explicit_layer(named.layer, named.input, network.output_shape());
    auto map = make_linear_map(named.layer, named.input, kWeights);
    for (double kept : {0.9, 0.05}) {
      const Matrix<double> a = random.normal_matrix<double>(network.input_size(), 2);
      const Matrix<double> needed =
          thinned(Matrix<double>::Ones(network.output_size(), 2), kept, random);
      Matrix<double> z(network.output_size(), 2);
      map->apply_where(a, nullptr, needed, z);
      CHECK(distance(z.cwiseProduct(needed), (e.weights * a).cwiseProduct(needed)) < kDouble);
    }
  }
}

TEST_CASE("linear map: every mix of the weights equals the mixed explicit matrix") {
  Random random(25);
  const std::vector<WeightMix> mixes = {{.positive = 1},
                                        {.negative = 1},
                                        {.square = 1},
                                        {.value = 1, .positive = 0.25},
                                        {.value = -1, .negative = 3, .square = 0.5}};
  for (const auto& named : linear_layers(26))
    for (const WeightMix& mix : mixes) {
      INFO(named.name);
      const Network<double> network = network_of(named);
      const ExplicitLayer e = explicit_layer(named.layer, named.input, network.output_shape());
      const Matrix<double> weights = e.weights.unaryExpr([&](double w) { return mix(w); });
      auto map = make_linear_map(named.layer, named.input, mix);
      const Matrix<double> a = random.normal_matrix<double>(network.input_size(), 1);
      Matrix<double> z(network.output_size(), 1);
      map->apply(a, nullptr, z);
      CHECK(distance(z, weights * a) < kDouble);
    }
}

TEST_CASE("linear map: a zero weight counts as a connection, padding does not") {
  Random random(27);
  for (auto named : linear_layers(28)) {
    INFO(named.name);
    if (auto* conv = std::get_if<Conv2d<double>>(&named.layer)) conv->weights.setZero();
    const Network<double> network = network_of(named);
    const ExplicitLayer e = explicit_layer(named.layer, named.input, network.output_shape());
    auto map = make_linear_map(named.layer, named.input, {.one = 1});
    const Matrix<double> a = random.normal_matrix<double>(network.input_size(), 1);
    Matrix<double> z(network.output_size(), 1);
    map->apply(a, nullptr, z);
    CHECK(distance(z, e.connected * a) < kDouble);
  }
}

TEST_CASE("linear map: a batch is its samples beside each other, forward and back") {
  Random random(29);
  for (const auto& named : linear_layers(30))
    for (const Index batch : {1, 3, 4, 9}) {
      INFO(named.name << ", batch " << batch);
      const Network<double> network = network_of(named);
      const ExplicitLayer e = explicit_layer(named.layer, named.input, network.output_shape());
      auto map = make_linear_map(named.layer, named.input, kWeights);
      const Matrix<double> a = random.normal_matrix<double>(network.input_size(), batch);
      Matrix<double> z(network.output_size(), batch), c(network.input_size(), batch);
      map->apply(a, nullptr, z);
      CHECK(distance(z, e.weights * a) < kDouble);
      map->apply_transpose(z, c);
      CHECK(distance(c, e.weights.transpose() * z) < kDouble);
    }
}

TEST_CASE("linear map: a matrix too large to be held mixed gives what a held one gives") {
  Random random(8);
  const Matrix<float> weights = random.normal_matrix<float>(2050, 2051);  // over 2²² of them
  const Layer<float> layer = Dense<float>{weights, Vector<float>::Zero(2050)};
  const WeightMix mix{.value = 1, .positive = 0.3, .square = 0.1};
  const Matrix<float> mixed = weights.unaryExpr([&](float w) { return mix(w); });
  for (const Index batch : {1, 3}) {
    const Matrix<float> a = random.normal_matrix<float>(2051, batch);
    const Matrix<float> s = random.normal_matrix<float>(2050, batch);
    for (const WeightMix& asked : {kWeights, mix}) {
      const Matrix<float>& w = asked == mix ? mixed : weights;
      auto map = make_linear_map<float>(layer, {2051}, asked);
      Matrix<float> z(2050, batch), c(2051, batch);
      map->apply(a, nullptr, z);
      map->apply_transpose(s, c);
      CHECK(distance(z, Matrix<float>(w * a)) < kFloat);
      CHECK(distance(c, Matrix<float>(w.transpose() * s)) < kFloat);
    }
  }
}
