#include "nn/forward.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/layer_zoo.hpp"
#include "support/slow_layers.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

TEST_CASE("forward: every linear layer equals its explicit matrix, in double and float") {
  for (uint64_t seed : {1, 2, 3})
    for (const auto& named : linear_layers(seed)) {
      INFO(named.name << ", seed " << seed);
      const Network<double> network = network_of(named);
      Random random(seed + 100);
      const Matrix<double> x = random.normal_matrix<double>(network.input_size(), 3);
      const ExplicitLayer e = explicit_layer(named.layer, named.input, network.output_shape());
      const Matrix<double> expected = (e.weights * x).colwise() + e.bias;
      Forward<double> forward(network);
      CHECK(distance(forward(x).values[1], expected) < kDouble);
      const Network<float> single = cast<float>(network);
      Forward<float> forward_single(single);
      CHECK(distance(forward_single(Matrix<float>(x.cast<float>())).values[1], expected) < kFloat);
    }
}

TEST_CASE("forward: a batch is its samples one by one") {
  Random random(5);
  for (const auto& named : linear_layers(7)) {
    const Network<double> network = network_of(named);
    const Matrix<double> x = random.normal_matrix<double>(network.input_size(), 4);
    Forward<double> forward(network), single(network);
    const Matrix<double> all = forward(x).values[1];
    for (Index b = 0; b < 4; ++b) {
      const Matrix<double> one = single(Matrix<double>(x.col(b))).values[1];
      CHECK(distance(one, all.col(b)) < kDouble);
    }
  }
}

TEST_CASE("forward: an empty batch gives an empty result") {
  for (const auto& named : linear_layers(7)) {
    const Network<double> network = network_of(named);
    Forward<double> forward(network);
    const Matrix<double> none(network.input_size(), 0);
    CHECK(forward(none).values[1].cols() == 0);
  }
}

TEST_CASE("forward: activations at hand-worked points, and where exp would overflow") {
  const auto value = [](Activation f, double x) {
    Network<double> network;
    network.add("f", f, {network.add("x", Input{{1}}, {})});
    Forward<double> forward(network);
    return forward(Matrix<double>(Matrix<double>::Constant(1, 1, x))).values[1](0, 0);
  };
  CHECK(value({ActivationKind::relu}, -2) == 0);
  CHECK(value({ActivationKind::relu}, 3) == 3);
  CHECK(value({.kind = ActivationKind::leaky_relu, .slope = 0.1}, -2) == Approx(-0.2));
  CHECK(value({ActivationKind::tanh}, 0.5) == Approx(std::tanh(0.5)));
  CHECK(value({ActivationKind::sigmoid}, 0) == 0.5);
  CHECK(value({ActivationKind::sigmoid}, -1000) == 0);
  CHECK(value({ActivationKind::sigmoid}, 1000) == 1);
  CHECK(value({ActivationKind::softplus}, 0) == Approx(std::log(2)));
  CHECK(value({ActivationKind::softplus}, 1000) == 1000);
  CHECK(value({.kind = ActivationKind::clip, .low = -1, .high = 6}, 8) == 6);
}

TEST_CASE("forward: softmax is over channels and never overflows") {
  Network<double> network;
  network.add("f", Activation{ActivationKind::softmax}, {network.add("x", Input{{3, 1, 2}}, {})});
  Forward<double> forward(network);
  Matrix<double> x(6, 1);
  x << 1000, 0, 1000, std::log(2.0), 1000, std::log(5.0);
  const Matrix<double> y = forward(x).values[1];
  CHECK(y(0, 0) == Approx(1.0 / 3));
  CHECK(y(1, 0) == Approx(1.0 / 8));
  CHECK(y(3, 0) == Approx(2.0 / 8));
  CHECK(y(5, 0) == Approx(5.0 / 8));
}

TEST_CASE("forward: max pooling, padding never wins") {
  Network<double> network;
  const Window w{.kernel_h = 2,
                 .kernel_w = 2,
                 .stride_h = 2,
                 .stride_w = 2,
                 .pad_top = 1,
                 .pad_left = 1,
                 .pad_bottom = 1,
                 .pad_right = 1};
  network.add("pool", Pool2d{PoolKind::max, w}, {network.add("x", Input{{1, 2, 2}}, {})});
  Forward<double> forward(network);
  Matrix<double> x(4, 1);
  x << -1, -2, -3, -4;
  CHECK(forward(x).values[1] == x);
}

TEST_CASE("forward: the 2×2 shortcut of max pooling equals the general way") {
  Random random(3);
  for (const auto& [height, width] : {std::pair{6, 8}, {5, 7}, {2, 2}, {3, 2}}) {
    Network<double> network;
    const int x = network.add("x", Input{{2, height, width}}, {});
    const Window halves{.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2};
    network.add("pool", Pool2d{PoolKind::max, halves}, {x});
    const Matrix<double> image = random.normal_matrix<double>(2 * height * width, 2);
    Forward<double> forward(network);
    const Matrix<double> y = forward(image).values[1];
    for (Index b = 0; b < 2; ++b)
      for (Index c = 0; c < 2; ++c)
        for (Index r = 0; r < height / 2; ++r)
          for (Index k = 0; k < width / 2; ++k) {
            double best = -INFINITY;
            for (Index dr : {0, 1})
              for (Index dk : {0, 1})
                best = std::max(best, image((c * height + 2 * r + dr) * width + 2 * k + dk, b));
            CHECK(y((c * (height / 2) + r) * (width / 2) + k, b) == best);
          }
  }
}

TEST_CASE("forward: pad, add, concat and reshape in a graph") {
  Network<double> network;
  const int x = network.add("x", Input{{2, 1, 2}}, {});
  const int padded = network.add("pad", Pad{.left = 1, .value = 9}, {x});
  const int twice = network.add("twice", Add{}, {padded, padded});
  const int channels = network.add("channels", Concat{0}, {twice, padded});
  const int columns = network.add("columns", Concat{2}, {padded, x});
  const int flat = network.add("flat", Reshape{{12}}, {channels});
  Forward<double> forward(network);
  Matrix<double> image(4, 1);
  image << 1, 2, 3, 4;
  const auto& values = forward(image).values;
  CHECK(values[size_t(padded)].transpose() == Eigen::RowVectorXd{{9, 1, 2, 9, 3, 4}});
  CHECK(values[size_t(twice)] == 2 * values[size_t(padded)]);
  CHECK(values[size_t(channels)].transpose() ==
        Eigen::RowVectorXd{{18, 2, 4, 18, 6, 8, 9, 1, 2, 9, 3, 4}});
  CHECK(values[size_t(columns)].transpose() == Eigen::RowVectorXd{{9, 1, 2, 1, 2, 9, 3, 4, 3, 4}});
  CHECK(values[size_t(flat)] == values[size_t(channels)]);
  CHECK(network.node(flat).shape == Shape{12});
}

TEST_CASE("forward: refuses an input of another size, naming both") {
  Network<double> network;
  network.add("x", Input{{3}}, {});
  Forward<double> forward(network);
  try {
    forward(Matrix<double>(Matrix<double>::Zero(4, 1)));
    FAIL("expected an error");
  } catch (const Error& error) {
    CHECK(error.code == "shape-mismatch");
    CHECK(error.message.find("4") != std::string::npos);
    CHECK(error.message.find("3") != std::string::npos);
  }
}

TEST_CASE("predict: chunks give the same scores as one batch") {
  Random random(2);
  const Network<double> network = network_of(linear_layers(1)[3]);
  const Matrix<double> x = random.normal_matrix<double>(network.input_size(), 11);
  CHECK(distance(predict(network, x, 4), predict(network, x, 100)) < kDouble);
}
