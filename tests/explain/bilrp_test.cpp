#include "explain/bilrp.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"
#include "explain/bilrp_pairs.hpp"
#include "io/file.hpp"
#include "io/onnx/onnx.hpp"
#include "nn/backward.hpp"
#include "support/code_of.hpp"
#include "support/layer_zoo.hpp"
#include "support/tolerance.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

/// A chain of two to four dense layers with ReLU, of one to five units each.
Network<double> random_chain(Random& random, bool with_bias) {
  Network<double> network;
  Index width = 1 + random.below(5);
  int node = network.add("x", Input{{width}}, {});
  const Index layers = 2 + random.below(3);
  for (Index l = 0; l < layers; ++l) {
    const Index next = 1 + random.below(5);
    Dense<double> dense = random_dense(random, width, next);
    if (!with_bias) dense.bias.setZero();
    const std::string name = std::to_string(l);
    node = network.add("dense " + name, std::move(dense), {node});
    node = network.add("relu " + name, Activation{}, {node});
    width = next;
  }
  return network;
}

/// All rules, with z-box and flat on the first layer as well.
std::vector<Composite> all_composites() {
  std::vector<Composite> all;
  for (const char* rule :
       {"zero", "epsilon:epsilon=0.1", "gamma", "gamma:gamma=3,epsilon=0.01", "zplus", "alpha-beta",
        "alpha-beta:alpha=1.5,beta=0.5,epsilon=0.05", "w-square", "flat"})
    all.push_back(make_uniform(parse_rule_spec(rule)));
  all.push_back(parse_composite("epsilon-gamma-box:low=-4,high=4"));
  all.push_back(parse_composite("epsilon-alpha2-beta1-flat"));
  return all;
}

Matrix<double> input_of(Random& random, const Network<double>& network) {
  return random.normal_matrix<double>(network.input_size(), 1).cwiseMax(-4).cwiseMin(4);
}

struct Both {
  Side<double> left, right;
  JointRelevance<double> joint() const { return {left, right}; }
};

Both explain(const Network<double>& network, const Composite& composite, const Matrix<double>& x,
             const Matrix<double>& x2) {
  Bilrp<double> bilrp(network, network.output(), composite);
  return {bilrp(x), bilrp(x2)};
}

Network<float> shipped(const std::string& name) {
  return read_onnx<float>(read_file(RELEVANCE_ROOT "/examples/models/" + name)).network;
}

int node_named(const Network<float>& network, const std::string& name) {
  for (int n = 0; n < network.size(); ++n)
    if (network.node(n).name == name) return n;
  FAIL("no node " << name);
  return -1;
}

/// Ink that stays within [0, 1], as a digit's.
Matrix<float> blot(Random& random) {
  Matrix<float> image = Matrix<float>::Zero(784, 1);
  for (Index row = 6; row < 22; ++row)
    for (Index column = 6; column < 22; ++column)
      image(row * 28 + column, 0) = float(std::max(0.0, random.uniform(-1, 1)));
  return image;
}

}  // namespace

TEST_CASE("bilrp: the product of factors equals pairs propagated, for all rules") {
  Random random(201);
  for (int trial = 0; trial < 100; ++trial) {
    const Network<double> network = random_chain(random, trial % 2 == 0);
    const Matrix<double> x = input_of(random, network), x2 = input_of(random, network);
    Forward<double> forward(network);
    const Trace<double> left = forward(x), right = forward(x2);
    for (const Composite& composite : all_composites()) {
      const auto pairs = propagate_pairs(network, composite, left, right);
      const Matrix<double> R = explain(network, composite, x, x2).joint().matrix();
      // αβ may enlarge what cancels: relative to the largest entry
      const double largest = std::max(1.0, pairs.front().cwiseAbs().maxCoeff());
      INFO(composite.name << " " << composite.dense.name << " in trial " << trial);
      CHECK((R - pairs.front()).cwiseAbs().maxCoeff() < kDouble * largest);
    }
  }
}

TEST_CASE("bilrp: exchanging the inputs transposes R") {
  Random random(202);
  for (const Composite& composite : all_composites()) {
    const Network<double> network = random_chain(random, true);
    const Matrix<double> x = input_of(random, network), x2 = input_of(random, network);
    const Matrix<double> R = explain(network, composite, x, x2).joint().matrix();
    const Matrix<double> turned = explain(network, composite, x2, x).joint().matrix();
    CHECK(distance(turned, R.transpose()) < kDouble);
  }
}

TEST_CASE("bilrp: LRP-0 equals Hessian times product without bias, and sums to y") {
  Random random(203);
  for (int trial = 0; trial < 50; ++trial) {
    const Network<double> network = random_chain(random, false);
    const Matrix<double> x = input_of(random, network), x2 = input_of(random, network);
    const Both both = explain(network, make_uniform({"zero"}), x, x2);
    const Matrix<double> hessian = jacobian(network, x).transpose() * jacobian(network, x2);
    const Matrix<double> closed = x.col(0).asDiagonal() * hessian * x2.col(0).asDiagonal();
    CHECK(distance(both.joint().matrix(), closed) < 1e-9);
    CHECK(both.joint().sum() == Approx(dot(both.left, both.right)).margin(1e-9));
  }
}

TEST_CASE("bilrp: one sample with many starts is that many samples") {
  Random random(204);
  Network<double> network;
  const int x = network.add("x", Input{{2, 6, 6}}, {});
  const int conv =
      network.add("conv", random_conv(random, 2, 4, {.kernel_h = 3, .kernel_w = 3}), {x});
  const int relu = network.add("relu", Activation{}, {conv});
  const int again = network.add("conv 2",
                                random_conv(random, 4, 4,
                                            {.kernel_h = 3,
                                             .kernel_w = 3,
                                             .pad_top = 1,
                                             .pad_left = 1,
                                             .pad_bottom = 1,
                                             .pad_right = 1}),
                                {relu});
  const int sum = network.add("add", Add{}, {again, relu});
  const int joined = network.add("concat", Concat{}, {sum, relu});
  const int pool = network.add(
      "pool", Pool2d{PoolKind::max, {.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2}},
      {joined});
  const int flat = network.add("flatten", Reshape{{32}}, {pool});
  network.add("dense", random_dense(random, 32, 5), {flat});
  const Matrix<double> input = random.normal_matrix<double>(72, 1).cwiseMax(-4).cwiseMin(4);
  const Matrix<double> start = random.normal_matrix<double>(5, 5).cwiseMax(0);
  for (Composite composite : all_composites())
    for (Ties ties : {Ties::first, Ties::split}) {
      composite.ties = ties;
      Forward<double> forward(network);
      Lrp<double> one(network, composite), many(network, composite);
      const Trace<double> single = forward(input), repeated = forward(input.replicate(1, 5));
      const auto shared = one(single, start), slow = many(repeated, start);
      for (size_t n = 0; n < shared.relevance.size(); ++n) {
        CHECK(distance(shared.relevance[n], slow.relevance[n]) < kDouble);
        CHECK(distance(shared.absorbed[n], slow.absorbed[n]) < 1e-8);
      }
    }
}

TEST_CASE("bilrp: relevance on the shipped network sums to y, pooled to patches too") {
  const Network<float> network = shipped("digits-cnn-bias-free.onnx");
  Random random(205);
  for (const char* rules : {"uniform:rule=zero", "uniform:rule=gamma",
                            "epsilon-gamma-box:low=0,high=1", "uniform:rule=epsilon"})
    for (const auto& node : network.nodes()) {
      if (!std::holds_alternative<Activation>(node.layer)) continue;
      if (size_of(node.shape) > kMaxFeatures) continue;
      Bilrp<float> bilrp(network, node_named(network, node.name), parse_composite(rules));
      const auto left = bilrp(blot(random)), right = bilrp(blot(random));
      const double y = dot(left, right);
      INFO(rules << " at " << node.name);
      REQUIRE(y > 0);
      for (const Index patch : {1, 2, 4, 7}) {
        const JointRelevance<float> joint(pool_patches(left.relevance, {1, 28, 28}, patch),
                                          pool_patches(right.relevance, {1, 28, 28}, patch));
        CHECK(joint.rows() == (28 / patch) * (28 / patch));
        CHECK(joint.sum() == Approx(y).epsilon(kFloat));
        CHECK(joint.row_sums().sum() == Approx(joint.column_sums().sum()).epsilon(kFloat));
      }
      const JointRelevance<float> cosine(left, right, cosine_scale(left, right));
      CHECK(
          cosine.sum() ==
          Approx(y / double(left.features.norm()) / double(right.features.norm())).epsilon(kFloat));
    }
}

TEST_CASE("bilrp: features of zero have no relevance, and two blank inputs nothing to explain") {
  const Network<float> network = shipped("digits-cnn-bias-free.onnx");
  Bilrp<float> bilrp(network, network.output(), parse_composite("epsilon-plus"));
  const Matrix<float> blank = Matrix<float>::Zero(784, 1);
  const auto side = bilrp(blank);
  CHECK(side.features.isZero());
  CHECK(side.relevance.isZero());
  CHECK(cosine_scale(side, side) == 0);
  const JointRelevance<float> joint(side, side);
  CHECK(joint.sum() == 0);
  CHECK(joint.strongest(10).empty());
  CHECK(joint.matrix().isZero());
}

TEST_CASE("bilrp: bad input is refused by name") {
  const Network<float> network = shipped("digits-cnn.onnx");
  const Composite rules = parse_composite("epsilon-plus");
  CHECK(code_of([&] { Bilrp<float>(network, network.input(), rules); }) == "not-features");
  Bilrp<float> bilrp(network, network.output(), rules);
  CHECK(code_of([&] { bilrp(Matrix<float>::Zero(100, 1)); }) == "shape-mismatch");
  CHECK(code_of([&] { bilrp(Matrix<float>::Zero(784, 2)); }) == "shape-mismatch");
  CHECK(code_of([&] {
          pool_patches<float>(Matrix<float>::Zero(784, 1), {1, 28, 28}, 3);
        }) == "shape-mismatch");
  CHECK(code_of([&] {
          JointRelevance<float>(Matrix<float>::Zero(4, 2), Matrix<float>::Zero(4, 3));
        }) == "shape-mismatch");
  Network<double> pooled;
  const int x = pooled.add("x", Input{{1, 2, 2}}, {});
  pooled.add("pool", Pool2d{PoolKind::average, {.kernel_h = 2, .kernel_w = 2}}, {x});
  Forward<double> forward(pooled);
  const Trace<double> trace = forward(Matrix<double>::Ones(4, 1));
  CHECK(code_of([&] { propagate_pairs(pooled, rules, trace, trace); }) == "not-explainable");
}

TEST_CASE("bilrp: a layer below a softmax inside can still give features") {
  Random random(206);
  Network<double> network;
  const int x = network.add("x", Input{{3}}, {});
  const int h = network.add("hidden", random_dense(random, 3, 4), {x});
  const int soft = network.add("soft", Activation{ActivationKind::softmax}, {h});
  network.add("out", random_dense(random, 4, 2), {soft});
  CHECK(code_of([&] { Bilrp<double>(network, network.output(), make_uniform({"zero"})); }) ==
        "not-explainable");
  Composite composite = make_uniform({"zero"});
  composite.overrides = {{"out", {"gamma"}}};  // of a layer above: left out
  Bilrp<double> bilrp(network, h, composite);
  CHECK(bilrp(Matrix<double>::Ones(3, 1)).features.size() == 4);
}

TEST_CASE("joint relevance: the strongest are those of the whole matrix, sorted") {
  Random random(207);
  const Matrix<double> left = random.normal_matrix<double>(70, 4);
  const Matrix<double> right = random.normal_matrix<double>(45, 4);
  const JointRelevance<double> joint(left, right, 0.5);
  const Matrix<double> R = joint.matrix();
  CHECK(distance(R, 0.5 * left * right.transpose()) < kDouble);
  CHECK(distance(joint.row_sums(), R.rowwise().sum()) < kDouble);
  CHECK(distance(joint.column_sums(), R.colwise().sum().transpose()) < kDouble);
  std::vector<double> sizes(R.data(), R.data() + R.size());
  for (double& each : sizes) each = std::abs(each);
  std::sort(sizes.rbegin(), sizes.rend());
  StrongestEntries<double> found = joint.strongest(30, 3);
  const Partners rows = found.of_rows(), columns = found.of_columns();
  const auto strongest = std::move(found).sorted();
  REQUIRE(strongest.size() == 30);
  for (size_t i = 0; i < strongest.size(); ++i) {
    CHECK(std::abs(strongest[i].strength) == Approx(sizes[i]));
    CHECK(strongest[i].strength == Approx(R(strongest[i].from, strongest[i].to)));
  }
  for (Index r = 0; r < R.rows(); ++r) {
    std::vector<double> of_row;
    for (Index c = 0; c < R.cols(); ++c) of_row.push_back(std::abs(R(r, c)));
    std::sort(of_row.rbegin(), of_row.rend());
    for (Index p = 0; p < 3; ++p) {
      CHECK(std::abs(rows.strengths(p, r)) == Approx(of_row[size_t(p)]));
      CHECK(rows.strengths(p, r) == Approx(R(r, Index(rows.elements(p, r)))));
    }
  }
  for (Index c = 0; c < R.cols(); ++c)
    CHECK(std::abs(columns.strengths(0, c)) == Approx(R.col(c).cwiseAbs().maxCoeff()));
}

TEST_CASE("joint relevance: a small one, more wanted than there is, ties by place") {
  Matrix<double> left(2, 1), right(3, 1);
  left << 1, -1;
  right << 2, 0, 2;
  const JointRelevance<double> joint(left, right);
  const auto all = joint.strongest(50);
  REQUIRE(all.size() == 4);  // two entries are 0
  CHECK(all[0].from == 0);
  CHECK(all[0].to == 0);
  CHECK(all[1].to == 2);
  CHECK(all[3].strength == -2);
  CHECK(joint.strongest(1).size() == 1);
  CHECK(joint.strongest(0).empty());
  const auto partners = joint.strongest(0, 9);
  CHECK(partners.of_rows().strengths.rows() == 3);
  CHECK(partners.of_columns().strengths.rows() == 2);
}

TEST_CASE("joint relevance: 4096 × 4096 is walked through, not formed") {
  Random random(208);
  const Matrix<float> left = random.normal_matrix<float>(4096, 2);
  const Matrix<float> right = random.normal_matrix<float>(4096, 2);
  const JointRelevance<float> joint(left, right);
  CHECK(code_of([&] { joint.matrix(); }) == "too-much-work");
  const auto strongest = joint.strongest(5);
  REQUIRE(strongest.size() == 5);
  Index place = 0;  // the strongest of the row it stands in
  const Vector<float> row = right * left.row(strongest[0].from).transpose();
  row.cwiseAbs().maxCoeff(&place);
  CHECK(place == strongest[0].to);
  CHECK(joint.sum() == Approx((left.colwise().sum().cast<double>().array() *
                               right.colwise().sum().cast<double>().array())
                                  .sum())
                           .epsilon(kFloat));
}
