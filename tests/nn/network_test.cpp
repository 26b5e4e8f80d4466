#include "nn/network.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/layer_zoo.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

std::string code_of(Layer<double> layer, Shape input) {
  Network<double> network;
  const int x = network.add("x", Input{std::move(input)}, {});
  try {
    network.add("bad node", std::move(layer), {x});
  } catch (const Error& error) {
    CHECK(error.message.find("bad node") != std::string::npos);
    return error.code;
  }
  return "";
}

}  // namespace

TEST_CASE("network: refuses layers that do not fit, naming the node") {
  Random random(1);
  CHECK(code_of(random_dense(random, 4, 2), {3}) == "shape-mismatch");
  CHECK(code_of(random_conv(random, 2, 3, {.kernel_h = 3, .kernel_w = 3}), {1, 5, 5}) ==
        "shape-mismatch");
  CHECK(code_of(random_conv(random, 2, 3, {.kernel_h = 3, .kernel_w = 3}), {2, 2, 5}) ==
        "shape-mismatch");
  CHECK(code_of(Pool2d{PoolKind::max, {.kernel_h = 0}}, {1, 4, 4}) == "shape-mismatch");
  CHECK(code_of(Reshape{{5}}, {2, 2}) == "shape-mismatch");
  CHECK(code_of(Concat{3}, {2, 2, 2}) == "shape-mismatch");
  CHECK(code_of(Affine<double>{Vector<double>::Ones(3), Vector<double>::Ones(3)}, {4}) ==
        "shape-mismatch");
  CHECK(code_of(Dense<double>{Matrix<double>::Ones(2, 3), Vector<double>::Ones(1)}, {3}) ==
        "shape-mismatch");
}

TEST_CASE("network: refuses a node that reads one that does not exist yet") {
  Network<double> network;
  CHECK_THROWS_AS(network.add("a", Activation{}, {0}), Error);
  CHECK_THROWS_AS(network.set_output(0), Error);
}

TEST_CASE("network: counts parameters, finds consumers, keeps its output through a cast") {
  Random random(1);
  Network<double> network;
  const int x = network.add("x", Input{{4}}, {});
  const int h = network.add("h", random_dense(random, 4, 3), {x});
  network.add("side", Activation{}, {h});
  network.set_output(h);
  CHECK(network.parameter_count() == 15);
  CHECK(network.consumers(h) == std::vector<int>{2});
  const Network<float> single = cast<float>(network);
  CHECK(single.output() == h);
  CHECK(single.output_shape() == Shape{3});
}
