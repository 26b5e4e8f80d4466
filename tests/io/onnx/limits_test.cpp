// ONNX files that promise more than they hold: work, memory, other files, unreadable names.
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "io/onnx/message.hpp"
#include "io/onnx/onnx.hpp"
#include "nn/kernels/linear_map.hpp"

using namespace relevance;
using namespace relevance::onnx;

namespace {

/// A graph of one input x of that shape and what `fill` adds, with output y.
template <class F>
Bytes model(const Dims& input, F fill) {
  std::string graph, opset, bytes;
  fill(graph);
  pbf_writer out(graph);
  out.add_string(2, "g");
  out.add_message(11, value_info("x", kFloat, input));
  out.add_message(12, value_info("y", kFloat, {1}));
  pbf_writer file(bytes);
  file.add_int64(1, 7);
  file.add_message(7, graph);
  pbf_writer(opset).add_int64(2, 13);
  file.add_message(8, opset);
  return {bytes.begin(), bytes.end()};
}

void add_weights(std::string& graph, const Dims& dims) {
  int64_t size = 1;
  for (const int64_t extent : dims) size *= extent;
  const std::vector<float> values(size_t(size), 0.5f);
  add_initializer(graph, "w", dims, kFloat, values.data(), values.size() * sizeof(float));
}

Error refusal(const Bytes& bytes) {
  try {
    read_onnx<float>(bytes);
  } catch (const Error& error) {
    return error;
  }
  return {"internal", "it was read"};
}

}  // namespace

TEST_CASE("onnx limits: a padded input larger than any sample is refused") {
  const Dims pads{131044, 32740, 131044, 32740};
  const auto conv = [&](const Dims& strides, const char* input) {
    return [=](std::string& graph) {
      add_weights(graph, {1, 1, 1, 1});
      auto op = Op(graph, "y", "Conv", {input, "w"});
      op.integers("strides", strides);
      if (input[0] == 'x') op.integers("pads", pads);
    };
  };
  const Error wide = refusal(model({1, 8, 8}, conv({65536, 65536}, "x")));
  CHECK(wide.code == "too-much-work");
  CHECK(wide.message.find("\"y\"") != std::string::npos);
  const Error absorbed = refusal(model({1, 8, 8}, [&](std::string& graph) {
    const int64_t frame[] = {0, 0, 100000, 10, 0, 0, 100000, 10};
    add_initializer(graph, "pads", {8}, kInt64, frame, sizeof frame);
    Op(graph, "framed", "Pad", {"x", "pads"});
    add_weights(graph, {1, 1, 1, 1});
    Op(graph, "y", "Conv", {"framed", "w"})
        .integers("strides", {65536, 65536})
        .integers("pads", {10000, 10000, 10000, 10000});
  }));
  CHECK(absorbed.code == "too-much-work");
}

TEST_CASE("onnx limits: a pool that would look at padding for ever is refused") {
  const Error error = refusal(model({1, 8, 1}, [](std::string& graph) {
    Op(graph, "y", "MaxPool", {"x"})
        .integers("kernel_shape", {1 << 20, 1})
        .integers("pads", {(1 << 20) - 1, 0, (1 << 20) - 8, 0});
  }));
  CHECK(error.code == "too-much-work");
}

TEST_CASE("onnx limits: a small file with a large convolution is refused, a network like VGG not") {
  const Error error = refusal(model({1, 2048, 2048}, [](std::string& graph) {
    add_weights(graph, {4, 1, 32, 32});
    Op(graph, "y", "Conv", {"x", "w"});
  }));
  CHECK(error.code == "too-much-work");
  CHECK(error.message.find("multiply-adds") != std::string::npos);
  // 5 convolutions of 64 channels on 32×32: 190 million
  const auto deep = read_onnx<float>(model({64, 32, 32}, [](std::string& graph) {
    add_weights(graph, {64, 64, 3, 3});
    std::string before = "x";
    for (const char* name : {"a", "b", "c", "d", "y"}) {
      Op(graph, name, "Conv", {before, "w"}).integers("pads", {1, 1, 1, 1});
      before = name;
    }
  }));
  CHECK(deep.network.work() > 1.8e8);
  CHECK(deep.network.work() < 2e8);
}

TEST_CASE("onnx limits: the transposed product of a dilated kernel needs no larger image") {
  const auto model_of = model({1, 500, 500}, [](std::string& graph) {
    add_weights(graph, {64, 1, 2, 2});
    Op(graph, "y", "Conv", {"x", "w"}).integers("dilations", {499, 499});
  });
  const auto network = read_onnx<float>(model_of).network;  // the turned image: 256 MB
  auto map = make_linear_map(network.node(1).layer, network.input_shape(), kWeights);
  Matrix<float> c(250000, 1);
  map->apply_transpose(Matrix<float>::Ones(64, 1), c);
  CHECK(c.sum() == 64 * 4 * 0.5f);
}

TEST_CASE("onnx: a name that a node and an initializer give is the node's") {
  const auto network = read_onnx<float>(model({4}, [](std::string& graph) {
                         add_weights(graph, {4});
                         Op(graph, "w", "Relu", {"x"});
                         Op(graph, "y", "Relu", {"w"});
                       })).network;
  CHECK(network.size() == 3);
}

TEST_CASE("onnx: external data are refused as such, in either order of the fields") {
  for (const bool location_first : {false, true}) {
    std::string tensor, entry;
    pbf_writer out(tensor);
    out.add_int64(1, 4);
    out.add_int32(2, kFloat);
    out.add_string(8, "w");
    pbf_writer(entry).add_string(1, "location");
    pbf_writer(entry).add_string(2, "weights.bin");
    if (location_first) out.add_int32(14, 1);
    out.add_message(13, entry);
    if (!location_first) out.add_int32(14, 1);
    const Error error = refusal(model({4}, [&](std::string& graph) {
      pbf_writer(graph).add_message(5, tensor);
      Op(graph, "y", "Mul", {"x", "w"});
    }));
    INFO(error.message);
    CHECK(error.code == "bad-model");
    CHECK(error.message.find("\"w\"") != std::string::npos);
    CHECK(error.message.find("external data") != std::string::npos);
  }
}

TEST_CASE("onnx: a name that is no UTF-8 is refused") {
  for (const char* name : {"\xff", "we\xc3", "\xed\xa0\x80", "\xc0\xaf"}) {
    const Error error = refusal(model({4}, [&](std::string& graph) {
      std::string node;
      pbf_writer out(node);
      out.add_string(1, "x");
      out.add_string(2, "y");
      out.add_string(3, name);
      out.add_string(4, "Relu");
      pbf_writer(graph).add_message(1, node);
    }));
    CHECK(error.code == "bad-model");
    CHECK(error.message.find("UTF-8") != std::string::npos);
  }
}

TEST_CASE("onnx: weights without numbers are called empty") {
  const Error conv = refusal(model({1, 8, 8}, [](std::string& graph) {
    add_weights(graph, {2, 1, 0, 3});
    Op(graph, "y", "Conv", {"x", "w"});
  }));
  CHECK(conv.code == "bad-model");
  CHECK(conv.message.find("the weights are empty, their shape is [2 × 1 × 0 × 3]") !=
        std::string::npos);
  const Error gemm = refusal(model({4}, [](std::string& graph) {
    add_weights(graph, {4, 0});
    Op(graph, "y", "MatMul", {"x", "w"});
  }));
  CHECK(gemm.message.find("empty") != std::string::npos);
}

TEST_CASE("onnx: only a softmax over all scores is left off") {
  const auto softmax = [](const char* name, int64_t axis) {
    return [=](std::string& graph) { Op(graph, "y", name, {"x"}).integer("axis", axis); };
  };
  const auto read = [&](const Dims& input, int64_t axis) {
    return read_onnx<double>(model(input, softmax("Softmax", axis)));
  };
  CHECK(read({4}, 1).notices.size() == 1);
  CHECK(read({4, 1, 1}, 1).notices.size() == 1);
  const OnnxModel<double> pixelwise = read({4, 3, 3}, 1);  // classes at each place
  CHECK(pixelwise.notices.empty());
  CHECK(pixelwise.network.size() > 1);
  CHECK(refusal(model({4, 3}, softmax("Softmax", 2))).code == "unsupported-operator");
  CHECK(refusal(model({4, 3}, softmax("LogSoftmax", 2))).code == "unsupported-operator");
  CHECK(refusal(model({4}, softmax("Softmax", 0))).code == "unsupported-operator");
}
