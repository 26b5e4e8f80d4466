// Reading and writing ONNX: the zoo against onnxruntime, round trips, refusals.
#include "io/onnx/onnx.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "io/file.hpp"
#include "nn/forward.hpp"

using namespace relevance;

namespace {

constexpr double kFloatTolerance = 2e-5;  // onnxruntime computes in single precision
constexpr double kExactTolerance = 1e-12;

std::string zoo_path(const std::string& name) {
  return std::string(RELEVANCE_ROOT) + "/tests/io/zoo/" + name;
}

nlohmann::json expected_outputs() {
  const Bytes text = read_file(zoo_path("expected.json"));
  return nlohmann::json::parse(text.begin(), text.end());
}

/// The inputs of tests/io/make_expected.mjs.
template <class S>
Matrix<S> run(const Network<S>& network, Index batch) {
  std::vector<Matrix<S>> inputs;
  for (const int node : network.inputs()) {
    Matrix<S> x(size_of(network.node(node).shape), batch);
    for (Index i = 0; i < x.size(); ++i)
      x.data()[i] = S((37 * i + 11 * (Index(inputs.size()) + 1)) % 64) / S(32) - S(1);
    inputs.push_back(std::move(x));
  }
  std::vector<const Matrix<S>*> pointers;
  for (const auto& input : inputs) pointers.push_back(&input);
  Forward<S> forward(network);
  return forward(pointers).values[size_t(network.output())];
}

std::string refusal_code(ByteView bytes) {
  try {
    read_onnx<float>(bytes);
  } catch (const Error& error) {
    return error.code;
  }
  return "";
}

std::vector<std::string> kinds(const Network<double>& network) {
  std::vector<std::string> names;
  for (const auto& node : network.nodes()) names.push_back(layer_name(node.layer));
  return names;
}

}  // namespace

TEST_CASE("onnx: the zoo gives what onnxruntime gives", "[onnx]") {
  const auto expected = expected_outputs();
  REQUIRE(expected.size() >= 25);
  for (const auto& [name, output] : expected.items()) {
    INFO(name);
    const auto model = read_onnx<double>(read_file(zoo_path(name + ".onnx")));
    Matrix<double> y = run(model.network, output["dims"][0].get<Index>());
    REQUIRE(y.size() == Index(output["values"].size()));
    // What was left off at the end is put back for the comparison.
    for (const auto& notice : model.notices) {
      const bool logarithm = notice.find("LogSoftmax") != std::string::npos;
      for (Index b = 0; b < y.cols(); ++b) {
        y.col(b).array() -= std::log(y.col(b).array().exp().sum());
        if (!logarithm) y.col(b) = y.col(b).array().exp();
      }
    }
    for (Index i = 0; i < y.size(); ++i)
      REQUIRE(y.data()[i] ==
              Approx(output["values"][size_t(i)].get<double>()).margin(kFloatTolerance));
  }
}

TEST_CASE("onnx: what is written reads back as the same function", "[onnx]") {
  const auto expected = expected_outputs();
  for (const auto& [name, output] : expected.items()) {
    INFO(name);
    const auto model = read_onnx<double>(read_file(zoo_path(name + ".onnx")));
    const Bytes bytes = write_onnx(model.network, name, {{"seed", "7"}});
    const auto again = read_onnx<double>(bytes);
    REQUIRE((run(again.network, 3) - run(model.network, 3)).cwiseAbs().maxCoeff() <
            kExactTolerance);
    REQUIRE(again.metadata == std::vector<std::pair<std::string, std::string>>{{"seed", "7"}});
    // From then on nothing changes any more.
    const auto third = read_onnx<double>(write_onnx(again.network, name, {{"seed", "7"}}));
    REQUIRE(kinds(third.network) == kinds(again.network));
  }
}

TEST_CASE("onnx: single precision round-trips bit for bit", "[onnx]") {
  const auto model = read_onnx<float>(read_file(zoo_path("residual_21.onnx")));
  const Bytes bytes = write_onnx(model.network, "residual");
  const auto again = read_onnx<float>(bytes);
  REQUIRE((write_onnx(again.network, "residual") == bytes));
  REQUIRE(run(again.network, 2) == run(model.network, 2));
}

TEST_CASE("onnx: every layer kind survives writing and reading", "[onnx]") {
  Random random(5);
  Network<double> net;
  int x = net.add("x", Input{{2, 6, 6}}, {});
  int p = net.add("pad", Pad{1, 0, 2, 1, 0.5}, {x});
  int c = net.add("conv",
                  Conv2d<double>{random.normal_matrix<double>(4, 9),
                                 Vector<double>::Zero(4),
                                 {.kernel_h = 3, .kernel_w = 3, .pad_top = 1},
                                 2},
                  {p});
  int r = net.add("leaky", Activation{ActivationKind::leaky_relu, 0.25}, {c});
  int s =
      net.add("sum", Pool2d{.kind = PoolKind::sum, .window = {.kernel_h = 2, .kernel_w = 3}}, {r});
  int a = net.add(
      "mean",
      Pool2d{.kind = PoolKind::average, .window = {.kernel_h = 2, .kernel_w = 3, .pad_left = 1}},
      {r});
  int m = net.add(
      "max",
      Pool2d{.kind = PoolKind::max, .window = {.kernel_h = 2, .kernel_w = 2, .dilation_w = 2}},
      {r});
  int g = net.add("clip", Activation{ActivationKind::clip, 0.01, -0.5, 2}, {m});
  int t = net.add(
      "affine",
      Affine<double>{random.normal_matrix<double>(4, 1), random.normal_matrix<double>(4, 1)}, {s});
  int j = net.add("cat", Concat{0}, {s, t});
  int all = net.add("all", Pool2d{.kind = PoolKind::sum, .window = {}, .global = true}, {j});
  int f1 = net.add("flat", Reshape{{8}}, {all});
  int f2 = net.add("flat2", Reshape{{size_of(net.node(a).shape)}}, {a});
  int d2 = net.add("dense2",
                   Dense<double>{random.normal_matrix<double>(8, size_of(net.node(a).shape)),
                                 random.normal_matrix<double>(8, 1)},
                   {f2});
  int f3 = net.add("dense3",
                   Dense<double>{random.normal_matrix<double>(8, size_of(net.node(g).shape)),
                                 Vector<double>::Zero(8)},
                   {g});
  int sum = net.add("add", Add{}, {f1, d2, f3});
  int soft = net.add("softmax", Activation{ActivationKind::softmax}, {sum});
  net.add("out", Dense<double>{random.normal_matrix<double>(3, 8), Vector<double>::Ones(3)},
          {soft});
  const auto again = read_onnx<double>(write_onnx(net, "all"));
  REQUIRE((run(again.network, 4) - run(net, 4)).cwiseAbs().maxCoeff() < kExactTolerance);
  const auto names = kinds(again.network);
  REQUIRE(std::count(names.begin(), names.end(), "sum pool") == 2);
}

TEST_CASE("onnx: a final softmax is left off with a notice", "[onnx]") {
  const auto model = read_onnx<double>(read_file(zoo_path("pytorch_old.onnx")));
  REQUIRE(model.notices ==
          std::vector<std::string>{"final Softmax left off: logits are explained"});
  REQUIRE(kinds(model.network) ==
          std::vector<std::string>{"input", "conv2d", "relu", "max pool", "reshape", "dense"});
  REQUIRE(model.network.node(1).name == "Conv_0");
}

TEST_CASE("onnx: batch norm is folded only where nothing else reads the layer", "[onnx]") {
  const auto folded = kinds(read_onnx<double>(read_file(zoo_path("residual_13.onnx"))).network);
  REQUIRE(std::count(folded.begin(), folded.end(), "affine") == 0);
  const auto apart = kinds(read_onnx<double>(read_file(zoo_path("batch_norm_15.onnx"))).network);
  REQUIRE(std::count(apart.begin(), apart.end(), "affine") == 3);
}

TEST_CASE("onnx: a zero pad before a convolution joins its window", "[onnx]") {
  const auto names = kinds(read_onnx<double>(read_file(zoo_path("pads_13.onnx"))).network);
  REQUIRE(std::count(names.begin(), names.end(), "pad") == 2);
}

TEST_CASE("onnx: float weights are exactly what the file holds", "[onnx]") {
  Network<float> net;
  int x = net.add("x", Input{{3}}, {});
  Matrix<float> w(2, 3);
  w << 0.1f, -1e-30f, 3.4e38f, 1.0f / 3, -0.0f, 7;
  net.add("y", Dense<float>{w, Vector<float>::Constant(2, 0.3f)}, {x});
  const auto model = read_onnx<float>(write_onnx(net, "w"));
  REQUIRE(std::get<Dense<float>>(model.network.node(1).layer).weights == w);
}

TEST_CASE("onnx: refusals carry their code", "[onnx]") {
  const Bytes good = read_file(zoo_path("pytorch_new.onnx"));
  REQUIRE(refusal_code(good) == "");
  REQUIRE(refusal_code({}) == "bad-model");
  const std::string text = "this is not a model, it is a sentence";
  REQUIRE(refusal_code({reinterpret_cast<const uint8_t*>(text.data()), text.size()}) ==
          "bad-model");
  for (size_t n = 0; n < good.size(); n += 7) REQUIRE(refusal_code(ByteView(good).first(n)) != "");
}

TEST_CASE("onnx: every file of tests/io/bad is refused with the code it names", "[onnx]") {
  int seen = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(RELEVANCE_ROOT) + "/tests/io/bad")) {
    const std::string name = entry.path().stem().string();
    INFO(name);
    const std::string expected = name.substr(0, name.find("__"));
    try {
      read_onnx<float>(read_file(entry.path().string()));
      FAIL("read without an error");
    } catch (const Error& error) {
      INFO(error.message);
      REQUIRE(error.code == expected);
    }
    ++seen;
  }
  REQUIRE(seen >= 20);
}

TEST_CASE("onnx: an unsupported operator is named with its node", "[onnx]") {
  try {
    read_onnx<float>(
        read_file(std::string(RELEVANCE_ROOT) + "/tests/io/bad/unsupported-operator__exp.onnx"));
    FAIL("read without an error");
  } catch (const Error& error) {
    REQUIRE(error.params.at("operator") == "Exp");
    REQUIRE(error.params.at("node") == "the_node");
    REQUIRE(error.message == "read_onnx: unsupported operator Exp at node \"the_node\"");
  }
}
