// Distances, planes and soft minima: written as several operators, read back as one layer.
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "io/onnx/message.hpp"
#include "io/onnx/onnx.hpp"
#include "nn/forward.hpp"
#include "oneclass/k_means.hpp"
#include "oneclass/kernel_model.hpp"

using namespace relevance;
using namespace relevance::onnx;

namespace {

constexpr double kRoundTrip = 1e-12, kRoundTripFloat = 1e-5;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <class S>
Matrix<S> run_drawn(const Network<S>& network, Index batch) {
  Random random(9);
  Forward<S> forward(network);
  const Matrix<S> x = random.normal_matrix<S>(size_of(network.input_shape()), batch);
  return forward(x).values[size_t(network.output())];
}

/// The same names, layers and numbers, for a file says it all; and the same outputs.
template <class S>
void check_round_trip(const Network<S>& network) {
  const Bytes bytes = write_onnx(network, "g");
  const Network<S> again = read_onnx<S>(bytes).network;
  REQUIRE(again.size() == network.size());
  for (int i = 0; i < network.size(); ++i) {
    INFO(network.node(i).name);
    CHECK(again.node(i).name == network.node(i).name);
    CHECK(layer_name(again.node(i).layer) == layer_name(network.node(i).layer));
    CHECK(again.node(i).shape == network.node(i).shape);
  }
  CHECK((write_onnx(again, "g") == bytes));
  const double tolerance = std::is_same_v<S, double> ? kRoundTrip : kRoundTripFloat;
  CHECK((run_drawn(again, 5) - run_drawn(network, 5)).cwiseAbs().maxCoeff() < tolerance);
}

void check_round_trips(const Network<double>& network) {
  check_round_trip(network);
  check_round_trip(cast<float>(network));
}

/// The network behind an input of that shape.
Network<double> under_shape(const Network<double>& network, const Shape& shape) {
  Network<double> result;
  result.add("image", Input{shape}, {});
  for (int i = 1; i < network.size(); ++i)
    result.add(network.node(i).name, network.node(i).layer, network.node(i).inputs);
  return result;
}

KernelModel random_model(Index d, Index M, double gamma) {
  Random random(uint64_t(10 * d + M));
  return {random.normal_matrix<double>(d, M), random.uniform_matrix<double>(M, 1, 0.1, 1).col(0),
          gamma};
}

/// A graph of one input x of that shape and what `fill` adds, with output y.
template <class F>
Bytes distance_graph(const Dims& input, F fill) {
  std::string graph, opset, bytes;
  fill(graph);
  pbf_writer out(graph);
  out.add_string(2, "g");
  out.add_message(11, value_info("x", kDouble, input));
  out.add_message(12, value_info("y", kDouble, {1}));
  pbf_writer file(bytes);
  file.add_int64(1, 7);
  file.add_message(7, graph);
  pbf_writer(opset).add_int64(2, 13);
  file.add_message(8, opset);
  return {bytes.begin(), bytes.end()};
}

std::string constant(std::string& graph, const std::string& name, const Dims& dims,
                     const std::vector<double>& values) {
  add_initializer(graph, name, dims, kDouble, values.data(), values.size() * sizeof(double));
  return name;
}
std::string axes(std::string& graph, const Dims& values) {
  add_initializer(graph, "axes", {int64_t(values.size())}, kInt64, values.data(),
                  values.size() * 8);
  return "axes";
}

/// "apart": x of shape [1 × 2] minus three points.
void add_differences(std::string& graph) {
  Op(graph, "apart", "Sub", {"x", constant(graph, "points", {3, 2}, {1, 2, 3, 4, 5, 6})});
}

std::vector<std::string> layers_of(const Network<double>& network) {
  std::vector<std::string> names;
  for (const auto& node : network.nodes()) names.push_back(layer_name(node.layer));
  return names;
}

template <class F>
Error refusal(const Dims& input, F fill) {
  try {
    read_onnx<double>(distance_graph(input, fill));
  } catch (const Error& error) {
    return error;
  }
  return {"internal", "it was read"};
}

/// `unsupported-operator`, naming the operator that reads and its node, and why.
template <class F>
void check_unsupported(const Dims& input, const std::string& op, const std::string& node,
                       const std::string& why, F fill) {
  const Error error = refusal(input, fill);
  INFO(error.message);
  CHECK(error.code == "unsupported-operator");
  CHECK(error.params.at("operator") == op);
  CHECK(error.params.at("node") == node);
  CHECK(error.message.find(why) != std::string::npos);
}

}  // namespace

TEST_CASE("onnx distances: a kernel model is read as it was written") {
  for (const Index M : {1, 2, 7})
    for (const double gamma : {0.3, 1.0, 1e4}) {
      INFO(M << " centres, gamma " << gamma);
      const Network<double> network = neuralize(random_model(6, M, gamma));
      check_round_trips(network);
      check_round_trips(under_shape(network, {1, 2, 3}));
      check_round_trips(under_shape(network, {1, 6}));
    }
  check_round_trips(neuralize(kernel_density(Matrix<double>::Identity(4, 1), 2)));  // no offsets
  check_round_trips(neuralize(random_model(1, 3, 2)));
}

TEST_CASE("onnx distances: the evidence for a cluster is read as it was written") {
  Random random(3);
  for (const Index k : {2, 5}) {
    Matrix<double> centres = random.normal_matrix<double>(4, k);
    for (const double beta : {0.1, 1.0, 3.0}) {
      check_round_trips(neuralize_cluster(centres, 1, beta));
      check_round_trips(under_shape(neuralize_cluster(centres, 0, beta), {1, 2, 2}));
    }
  }
  Network<double> hard;
  const int x = hard.add("x", Input{{2}}, {});
  Matrix<double> weights(3, 2);
  weights << 1, 0, -0.0, 2, 0, 0;  // a point counts even where its weight does not
  const int h =
      hard.add("h", Hyperplanes<double>{weights, random.normal_matrix<double>(2, 3)}, {x});
  hard.add("least", SoftMin{kInfinity}, {h});
  check_round_trips(hard);
}

TEST_CASE("onnx distances: layers around them stay what they are") {
  Random random(4);
  Network<double> net;
  int n = net.add("x", Input{{2, 3}}, {});
  n = net.add("before", Affine<double>{Vector<double>::Constant(1, -2), Vector<double>::Zero(1)},
              {n});
  n = net.add("distance",
              SquaredDistance<double>{random.normal_matrix<double>(6, 4),
                                      random.normal_matrix<double>(4, 1).col(0)},
              {n});
  n = net.add("affine", Affine<double>{random.normal_matrix<double>(4, 1), Vector<double>::Zero(4)},
              {n});
  n = net.add("least", SoftMin{2}, {n});
  n = net.add("after", Affine<double>{Vector<double>::Constant(1, 0.5), Vector<double>::Zero(1)},
              {n});
  n = net.add("more", Dense<double>{random.normal_matrix<double>(6, 1), Vector<double>::Ones(6)},
              {n});
  n = net.add("least of all", SoftMin{1}, {n});
  check_round_trips(net);
}

TEST_CASE("onnx distances: two soft minima of the same distances share them") {
  Network<double> net;
  Random random(5);
  const int x = net.add("x", Input{{3}}, {});
  const int h = net.add(
      "h",
      SquaredDistance<double>{random.normal_matrix<double>(3, 4), Vector<double>::Constant(4, 0.5)},
      {x});
  const int a = net.add("a", SoftMin{1}, {h}), b = net.add("b", SoftMin{4}, {h});
  net.add("sum", Add{}, {a, b});
  check_round_trips(net);
}

TEST_CASE("onnx distances: an unread sum of logarithms, a weighted sum, points on either side") {
  const auto network =
      read_onnx<double>(distance_graph({1, 2}, [](std::string& graph) {
        const std::string points = constant(graph, "p", {1, 3, 2}, {1, 2, 3, 4, 5, 6});
        Op(graph, "apart", "Sub", {points, "x"});
        Op(graph, "squares", "Mul", {"apart", "apart"});
        Op(graph, "h", "ReduceSum", {"squares", axes(graph, {-1})});
        // −γ h + log α, as densities are written
        Op(graph, "scaled", "Mul", {constant(graph, "s", {}, {-0.5}), "h"});
        Op(graph, "weighted", "Add", {"scaled", constant(graph, "a", {1, 3, 1}, {-1, -2, -3})});
        Op(graph, "log", "ReduceLogSumExp", {"weighted"})
            .integers("axes", {-2, 2})
            .integer("keepdims", 0);
        Op(graph, "score", "Neg", {"log"});
        Op(graph, "y", "Div", {"score", constant(graph, "half", {1}, {0.5})});
      })).network;
  CHECK(layers_of(network) ==
        std::vector<std::string>{"input", "squared distance", "soft minimum", "reshape"});
}

TEST_CASE("onnx distances: one difference is an ordinary layer for whoever reads it") {
  const auto network =
      read_onnx<double>(distance_graph({1, 2}, [](std::string& graph) {
        const std::string mean = constant(graph, "mean", {1, 2}, {1, 2});
        Op(graph, "centred", "Sub", {"x", mean});
        Op(graph, "scaled", "Mul", {"centred", constant(graph, "std", {1, 2}, {2, 4})});
        Op(graph, "y", "Relu", {"scaled"});
      })).network;
  REQUIRE(layers_of(network) == std::vector<std::string>{"input", "affine", "relu"});
  Forward<double> forward(network);
  CHECK(forward(Matrix<double>(Eigen::Vector2d(2, 3))).values.back() == Eigen::Vector2d(2, 4));
  const auto shared =
      read_onnx<double>(distance_graph({1, 2}, [](std::string& graph) {
        Op(graph, "map", "MatMul", {"x", constant(graph, "w", {2, 2}, {1, 0, 0, 1})});
        Op(graph, "apart", "Sub", {"map", constant(graph, "point", {1, 2}, {1, 2})});
        Op(graph, "d", "ReduceSumSquare", {"apart"}).integers("axes", {2}).integer("keepdims", 0);
        Op(graph, "all", "ReduceSum", {"apart", axes(graph, {2})}).integer("keepdims", 0);
        Op(graph, "r", "Relu", {"apart"});
        Op(graph, "sum", "ReduceSum", {"r", "axes"}).integer("keepdims", 0);
        Op(graph, "y", "Sum", {"sum", "d", "all"});
      })).network;
  Forward<double> forward_shared(shared);
  const Matrix<double> x = Eigen::Vector2d(4, 1);  // apart: 3, −1
  CHECK(forward_shared(x).values[size_t(shared.output())](0, 0) == 10 + 2 + 3);
}

TEST_CASE("onnx distances: differences that no sum over the features follows are refused") {
  const Dims row{1, 2};
  const auto after = [](auto more) {
    return [more](std::string& graph) {
      add_differences(graph);
      more(graph);
    };
  };
  check_unsupported(row, "Relu", "y", "3 points",
                    after([](std::string& graph) { Op(graph, "y", "Relu", {"apart"}); }));
  check_unsupported(row, "Reshape", "y", "\"apart\"", after([](std::string& graph) {
                      Op(graph, "y", "Reshape", {"apart", axes(graph, {-1, 6})});
                    }));
  check_unsupported(row, "ReduceSum", "y", "sum over the features", after([](std::string& graph) {
                      Op(graph, "y", "ReduceSum", {"apart", axes(graph, {1})});
                    }));
  check_unsupported(row, "ReduceSumSquare", "y", "weighted", after([](std::string& graph) {
                      Op(graph, "w", "Mul", {"apart", constant(graph, "two", {}, {2})});
                      Op(graph, "y", "ReduceSumSquare", {"w"}).integers("axes", {2});
                    }));
  check_unsupported(row, "Mul", "y", "3 points", after([](std::string& graph) {
                      Op(graph, "y", "Mul",
                         {"apart", constant(graph, "w", {5, 3, 2}, std::vector<double>(30, 1))});
                    }));
  check_unsupported(row, "Mul", "y", "3 points", after([](std::string& graph) {
                      Op(graph, "r", "Relu", {"x"});
                      Op(graph, "y", "Mul", {"apart", "r"});
                    }));
  check_unsupported(row, "ReduceSumSquare", "y", "3 points", after([](std::string& graph) {
                      Op(graph, "square", "Mul", {"apart", "apart"});
                      Op(graph, "y", "ReduceSumSquare", {"square"}).integers("axes", {2});
                    }));
  check_unsupported(row, "Pow", "y", "square", after([](std::string& graph) {
                      Op(graph, "y", "Pow", {"apart", constant(graph, "three", {}, {3})});
                    }));
  check_unsupported(row, "ReduceSumSquare", "y", "points", [](std::string& graph) {
    Op(graph, "y", "ReduceSumSquare", {"x"}).integers("axes", {2});
  });
  check_unsupported(row, "Sub", "y", "3 points", [](std::string& graph) {
    Op(graph, "y", "Sub", {"x", constant(graph, "points", {3, 2}, {1, 2, 3, 4, 5, 6})});
  });
  const Error axis = refusal(row, after([](std::string& graph) {
                               Op(graph, "y", "ReduceSumSquare", {"apart"}).integers("axes", {3});
                             }));
  CHECK(axis.code == "bad-model");
  const Error infinite = refusal(row, [](std::string& graph) {
    Op(graph, "apart", "Sub", {"x", constant(graph, "points", {2, 2}, {1, 2, kInfinity, 4})});
    Op(graph, "y", "ReduceSumSquare", {"apart"}).integers("axes", {2});
  });
  CHECK(infinite.code == "bad-model");
  CHECK(infinite.message.find("\"points\"") != std::string::npos);
}

TEST_CASE("onnx distances: a sum of logarithms that is no soft minimum is refused") {
  const auto minimum = [](double scale, const char* op, double unscale) {
    return [=](std::string& graph) {
      Op(graph, "scaled", "Mul", {"x", constant(graph, "scale", {}, {scale})});
      Op(graph, "log", "ReduceLogSumExp", {"scaled"}).integers("axes", {1});
      Op(graph, "y", op, {"log", constant(graph, "unscale", {}, {unscale})});
    };
  };
  CHECK(refusal({4}, minimum(-2, "Mul", -0.5)).code == "internal");  // that is one
  CHECK(refusal({4}, minimum(-2, "Div", -2)).code == "internal");
  check_unsupported({4}, "Mul", "y", "times -2, itself times -1", minimum(-2, "Mul", -1));
  check_unsupported({4}, "Div", "y", "times -2, itself times 0.5", minimum(-2, "Div", 2));
  check_unsupported({4}, "ReduceLogSumExp", "log", "below 0", minimum(2, "Mul", 0.5));
  check_unsupported({4}, "ReduceLogSumExp", "log", "below 0", minimum(0, "Mul", 1));
  CHECK(refusal({4}, minimum(-2, "Div", 0)).code == "bad-model");
  check_unsupported({4}, "ReduceLogSumExp", "y", "below 0", [](std::string& graph) {
    Op(graph, "y", "ReduceLogSumExp", {"x"}).integers("axes", {1});
  });
  check_unsupported({4}, "Relu", "y", "soft minimum", [](std::string& graph) {
    Op(graph, "n", "Neg", {"x"});
    Op(graph, "log", "ReduceLogSumExp", {"n"}).integers("axes", {1});
    Op(graph, "y", "Relu", {"log"});
  });
  for (const char* op : {"ReduceLogSumExp", "ReduceMin"}) {
    check_unsupported({3, 4}, op, "y", "[3 × 1]", [&](std::string& graph) {
      Op(graph, "n", "Neg", {"x"});
      Op(graph, "y", op, {"n"}).integers("axes", {2});
    });
    check_unsupported({4}, op, "y", "batch", [&](std::string& graph) {
      Op(graph, "n", "Neg", {"x"});
      Op(graph, "y", op, {"n"});
    });
    CHECK(refusal({4}, [&](std::string& graph) {
            Op(graph, "n", "Neg", {"x"});
            Op(graph, "y", op, {"n"}).integers("axes", {2});
          }).code == "bad-model");
  }
}
