#include "nn/kernels/conv_map.hpp"

#include <catch2/catch.hpp>

#include "nn/kernels/linear_map.hpp"
#include "nn/kernels/packed_conv.hpp"
#include "nn/kernels/row_conv.hpp"
#include "support/layer_zoo.hpp"
#include "support/slow_layers.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

struct Case {
  Shape input;
  Index outputs;
  Window window;
  Index groups = 1;
};

Window square(Index kernel, Index pad, Index stride = 1, Index dilation = 1) {
  return {.kernel_h = kernel,
          .kernel_w = kernel,
          .stride_h = stride,
          .stride_w = stride,
          .pad_top = pad,
          .pad_left = pad,
          .pad_bottom = pad,
          .pad_right = pad,
          .dilation_h = dilation,
          .dilation_w = dilation};
}

/// One channel and many, rows of every length a strip can have, strides, dilation and groups.
std::vector<Case> cases() {
  std::vector<Case> all;
  for (const Index width : {1, 4, 5, 7, 8, 10, 13, 16, 17, 29})
    for (const Index outputs : {1, 2, 3}) all.push_back({{1, 3, width}, outputs, square(3, 1)});
  all.push_back({{2, 6, 9}, 5, square(5, 2)});
  all.push_back({{16, 6, 7}, 5, square(3, 1)});
  all.push_back({{24, 4, 5}, 3, square(2, 0)});
  all.push_back({{4, 7, 9}, 6, square(3, 1, 2)});
  all.push_back({{4, 7, 9}, 6, square(3, 2, 3)});
  all.push_back({{4, 9, 9}, 6, square(3, 1, 1, 2)});
  all.push_back({{4, 9, 8}, 6, square(2, 3, 2, 3)});
  all.push_back({{8, 5, 6}, 6, square(3, 1), 2});
  all.push_back({{3, 5, 12}, 9, square(3, 1), 3});
  all.push_back({{3, 5, 12}, 3, square(3, 1, 2), 3});
  return all;
}

template <class S>
Matrix<S> thinned(Index rows, double kept, Random& random) {
  Matrix<S> m = random.normal_matrix<S>(rows, 1);
  for (Index i = 0; i < rows; ++i)
    if (random.uniform() >= kept) m.data()[i] = 0;
  return m;
}

template <class S>
void check_all_ways(double tolerance) {
  Random random(41);
  for (const Case& c : cases()) {
    INFO(to_string(c.input) << " to " << c.outputs << ", kernel " << c.window.kernel_h
                            << ", stride " << c.window.stride_h << ", dilation "
                            << c.window.dilation_h << ", groups " << c.groups);
    const Conv2d<double> conv = random_conv(random, c.input[0], c.outputs, c.window, c.groups);
    const Network<double> network = network_of({"conv", conv, c.input});
    const ExplicitLayer slow = explicit_layer(Layer<double>(conv), c.input, network.output_shape());
    const Matrix<S> matrix = slow.weights.cast<S>(), weights = conv.weights.cast<S>();
    const Vector<S> bias = conv.bias.cast<S>(), biases = slow.bias.cast<S>();
    const ConvGeometry geometry{image_shape(c.input), c.outputs, c.window, c.groups};
    const Matrix<S> a = random.normal_matrix<S>(matrix.cols(), 1);
    const Matrix<S> expected = matrix * a + biases;
    Matrix<S> z(matrix.rows(), 1), back(matrix.cols(), 1);

    auto map = make_conv_map<S>(geometry, [&] { return weights; });
    map->apply(a, &bias, z);
    CHECK(distance(z, expected) < tolerance);
    if (RowConv<S>::fits(geometry)) {
      RowConv<S> rows(geometry, weights);
      rows.apply(a.data(), bias.data(), z.data());
      CHECK(distance(z, expected) < tolerance);
    }
    PackedConv<S> packed(geometry, [&] { return weights; });
    packed.apply(a.data(), bias.data(), z.data());
    CHECK(distance(z, expected) < tolerance);
    for (const double kept : {1.0, 0.5, 0.1, 0.0}) {
      const Matrix<S> s = thinned<S>(matrix.rows(), kept, random);
      const Matrix<S> needed = s.unaryExpr([](S v) { return S(v != 0); });
      packed.apply_where(a.data(), bias.data(), needed.data(), z.data());
      CHECK(distance(z, expected.cwiseProduct(needed)) < tolerance);
      packed.scatter(s.data(), back.data());
      CHECK(distance(back, matrix.transpose() * s) < tolerance);
      map->apply_where(a, &bias, needed, z);
      CHECK(distance(z.cwiseProduct(needed), expected.cwiseProduct(needed)) < tolerance);
      map->apply_transpose(s, back);
      CHECK(distance(back, matrix.transpose() * s) < tolerance);
      for (const Index columns : {1, 9, 35}) {  // of one sample: zero at the same places
        const Matrix<S> many = s.col(0).asDiagonal() * random.normal_matrix<S>(s.rows(), columns);
        const Matrix<S> expected_back = matrix.transpose() * many;
        Matrix<S> backs(matrix.cols(), columns);
        map->apply_transpose_shared(many, backs);
        CHECK(distance(backs, expected_back) < tolerance);
      }
    }
  }
}

}  // namespace

TEST_CASE("conv map: every way to compute equals the explicit matrix, in double") {
  check_all_ways<double>(kDouble);
}

TEST_CASE("conv map: every way to compute equals the explicit matrix, in float") {
  check_all_ways<float>(kFloat);
}

TEST_CASE("linear map: a stacked map is its mixes beside each other") {
  Random random(43);
  const std::vector<WeightMix> mixes = {kWeights, {.positive = -1}, {.negative = 2, .one = 0.5}};
  for (const auto& named : linear_layers(44)) {
    INFO(named.name);
    auto stacked = make_stacked_map(named.layer, named.input, mixes);
    const auto* conv = std::get_if<Conv2d<double>>(&named.layer);
    REQUIRE((stacked != nullptr) == (conv != nullptr && conv->groups == 1));
    if (stacked == nullptr) continue;
    const Network<double> network = network_of(named);
    const Index n = network.input_size();
    const Matrix<double> s = random.normal_matrix<double>(network.output_size(), 2);
    Matrix<double> all(n * Index(mixes.size()), 2), one(n, 2);
    stacked->apply_transpose(s, all);
    for (size_t m = 0; m < mixes.size(); ++m) {
      make_linear_map(named.layer, named.input, mixes[m])->apply_transpose(s, one);
      CHECK(distance(all.middleRows(Index(m) * n, n), one) < kDouble);
    }
  }
}

TEST_CASE("linear map: what a transposed product may leave out changes nothing else") {
  Random random(45);
  auto zoo = linear_layers(46);
  zoo.push_back({"dense of many", random_dense(random, 13, 11), {13}});
  for (const auto& named : zoo)
    for (const Index batch : {1, 3})
      for (const double kept : {1.0, 0.4, 0.0}) {
        INFO(named.name << ", batch " << batch << ", kept " << kept);
        const Network<double> network = network_of(named);
        const Matrix<double> s = random.normal_matrix<double>(network.output_size(), batch);
        const Matrix<double> needed = thinned<double>(network.input_size() * batch, kept, random)
                                          .reshaped(network.input_size(), batch);
        Matrix<double> some(network.input_size(), batch), all = some;
        auto map = make_linear_map(named.layer, named.input, kWeights);
        map->apply_transpose_where(s, needed, some);
        map->apply_transpose(s, all);
        CHECK(distance(some.cwiseProduct(needed), all.cwiseProduct(needed)) < kDouble);
        Matrix<double> z(network.output_size(), batch);
        map->apply(needed, bias_of(named.layer), z);  // zeros among the inputs
        const ExplicitLayer slow = explicit_layer(named.layer, named.input, network.output_shape());
        CHECK(distance(z, (slow.weights * needed).colwise() + slow.bias) < kDouble);
      }
}
