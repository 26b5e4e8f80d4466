// What tests/bench/page.js measures in the browser: the benchmark network of toolchain.md
// (conv16-5×5, pool, conv32-5×5, pool, dense128, dense10 on 28×28), forward and explained.

#include <emscripten.h>
#include <emscripten/bind.h>

#include "base/random.hpp"
#include "dynamics/trainer.hpp"
#include "explain/bilrp.hpp"
#include "io/onnx/onnx.hpp"
#include "nn/kernels/linear_map.hpp"
#include "nn/work.hpp"
#include "oneclass/one_class_svm.hpp"
#include "series/convolution_kernel.hpp"

namespace {

using namespace relevance;
using emscripten::val;

Network<float> benchmark_network(PoolKind pool, Random& random, Index hidden = 128,
                                 Index side = 28) {
  const auto conv = [&](Index in, Index out) {
    const double scale = std::sqrt(2.0 / double(in * 25));  // He: signals keep their size
    return Conv2d<float>{random.normal_matrix<float>(out, in * 25, scale),
                         random.normal_matrix<float>(out, 1, 0.05).col(0),
                         {.kernel_h = 5,
                          .kernel_w = 5,
                          .pad_top = 2,
                          .pad_left = 2,
                          .pad_bottom = 2,
                          .pad_right = 2}};
  };
  const auto dense = [&](Index in, Index out) {
    return Dense<float>{random.normal_matrix<float>(out, in, std::sqrt(2.0 / double(in))),
                        random.normal_matrix<float>(out, 1, 0.05).col(0)};
  };
  const Pool2d halve{pool, {.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2}};
  Network<float> network;
  int n = network.add("input", Input{{1, side, side}}, {});
  n = network.add("conv1", conv(1, 16), {n});
  n = network.add("relu1", Activation{}, {n});
  n = network.add("pool1", halve, {n});
  n = network.add("conv2", conv(16, 32), {n});
  n = network.add("relu2", Activation{}, {n});
  n = network.add("pool2", halve, {n});
  const Index flat = 32 * (side / 4) * (side / 4);
  n = network.add("flatten", Reshape{{flat}}, {n});
  n = network.add("dense1", dense(flat, hidden), {n});
  n = network.add("relu3", Activation{}, {n});
  network.add("dense2", dense(hidden, 10), {n});
  return network;
}

struct State {
  Network<float> network;
  std::unique_ptr<Forward<float>> forward;
  std::unique_ptr<Lrp<float>> lrp;
  Matrix<float> images;
  std::vector<Index> targets;
};
State& state() {
  static State s;
  return s;
}

/// Sets the network up and returns it as ONNX bytes, for the others to load.
val setup(bool average) {
  Random random(1);
  State& s = state();
  s.forward.reset();
  s.lrp.reset();
  s.network = benchmark_network(average ? PoolKind::average : PoolKind::max, random);
  s.forward = std::make_unique<Forward<float>>(s.network);
  const Bytes bytes = write_onnx(s.network, "benchmark");
  return val::global("Uint8Array")
      .new_(val(emscripten::typed_memory_view(bytes.size(), bytes.data())));
}

/// The same network on one larger image, to see how cost grows with it.
void setup_side(int side) {
  Random random(1);
  State& s = state();
  s.forward.reset();
  s.lrp.reset();
  s.network = benchmark_network(PoolKind::max, random, 128, side);
  s.forward = std::make_unique<Forward<float>>(s.network);
  s.images = random.uniform_matrix<float>(Index(side) * side, 1);
  s.targets.assign(1, -1);
}

/// Milliseconds of a call: the best of some.
template <class F>
double best_ms(int rounds, F call) {
  double best = 1e9;
  for (int round = 0; round < rounds; ++round) {
    const double begin = emscripten_get_now();
    call();
    best = std::min(best, emscripten_get_now() - begin);
  }
  return best;
}

val floats(const float* data, Index size) {
  return val::global("Float32Array").new_(val(emscripten::typed_memory_view(size_t(size), data)));
}

/// Weights (column-major) and bias of a node by name.
val parameters(const std::string& name) {
  val result = val::object();
  const auto give = [&](const auto& layer) {
    result.set("weights", floats(layer.weights.data(), layer.weights.size()));
    result.set("bias", floats(layer.bias.data(), layer.bias.size()));
  };
  for (const auto& node : state().network.nodes()) {
    if (node.name != name) continue;
    if (const auto* conv = std::get_if<Conv2d<float>>(&node.layer)) give(*conv);
    if (const auto* dense = std::get_if<Dense<float>>(&node.layer)) give(*dense);
  }
  return result;
}

void set_images(val pixels, int batch) {
  const auto values = emscripten::convertJSArrayToNumberVector<float>(pixels);
  state().images = Eigen::Map<const Matrix<float>>(values.data(), 784, batch);
  state().targets.assign(size_t(batch), -1);
}

void choose(const std::string& composite) {
  state().lrp = std::make_unique<Lrp<float>>(state().network, parse_composite(composite));
}

// In batches that stay in the cache, as `predict` does.
constexpr Index kChunk = 32;

val scores() {
  State& s = state();
  Matrix<float> all(s.network.output_size(), s.images.cols());
  for (Index first = 0; first < s.images.cols(); first += kChunk) {
    const Index n = std::min(kChunk, s.images.cols() - first);
    const Matrix<float> part = s.images.middleCols(first, n);
    all.middleCols(first, n) = (*s.forward)(part).values[size_t(s.network.output())];
  }
  return floats(all.data(), all.size());
}

/// Forward and back; returns the sum of all relevance, so that nothing is left out.
double explain() {
  State& s = state();
  double sum = 0;
  for (Index first = 0; first < s.images.cols(); first += kChunk) {
    const Index n = std::min(kChunk, s.images.cols() - first);
    const Matrix<float> part = s.images.middleCols(first, n);
    const Trace<float>& trace = (*s.forward)(part);
    const auto& scores = trace.values[size_t(s.network.output())];
    const std::vector<Index> targets(size_t(n), -1);
    sum += double(
        (*s.lrp)(trace, start_at(scores, targets)).relevance[size_t(s.network.input())].sum());
  }
  return sum;
}

/// Billions of operations a second of a call that does `work` multiply-adds: the best of some.
template <class F>
double gigaflops(double work, F call) {
  double best = 0;
  for (int round = 0; round < 12; ++round) {  // the first ones are what the compiler learns from
    const int calls = int(2e7 / work) + 1;
    const double begin = emscripten_get_now();
    for (int i = 0; i < calls; ++i) call();
    best = std::max(best, 2 * work * calls / (emscripten_get_now() - begin) * 1e-6);
  }
  return best;
}

/// Keeps a share of the entries, as relevance behind a max pool does.
Matrix<float> thinned(Matrix<float> m, double kept, Random& random) {
  for (Index i = 0; i < m.size(); ++i)
    if (random.uniform() > kept) m.data()[i] = 0;
  return m;
}

/// [{name, gflops}] of the kernels on the layers of the benchmark network. Of sparse products only
/// what is not zero is counted.
val kernels() {
  Random random(2);
  const Network<float> network = benchmark_network(PoolKind::max, random);
  val rows = val::array();
  const auto row = [&](const std::string& name, double work, auto call) {
    val entry = val::object();
    entry.set("name", name);
    entry.set("gflops", gigaflops(work, call));
    rows.call<void>("push", entry);
  };
  for (const auto& node : network.nodes()) {
    if (!has_linear_map(node.layer)) continue;
    const Shape& input = network.node(node.inputs[0]).shape;
    const bool dense = std::holds_alternative<Dense<float>>(node.layer);
    const auto map = make_linear_map(node.layer, input, kWeights);
    const double work = layer_work(node.layer, input, node.shape);
    for (const Index batch : dense ? std::vector<Index>{1, 32} : std::vector<Index>{1}) {
      const std::string name = node.name + (dense ? ", batch " + std::to_string(batch) : "");
      Matrix<float> a = random.normal_matrix<float>(size_of(input), batch);
      Matrix<float> z = random.normal_matrix<float>(size_of(node.shape), batch);
      const double all = work * double(batch);
      row(name, all, [&] { map->apply(a, bias_of(node.layer), z); });
      const Matrix<float> s = random.normal_matrix<float>(z.rows(), batch);
      row(name + ", transposed", all, [&] { map->apply_transpose(s, a); });
      if (dense) continue;
      for (const double kept : {0.5, 0.25, 0.1}) {
        const Matrix<float> few = thinned(s, kept, random);
        const std::string share = ", " + std::to_string(int(100 * kept)) + " %";
        row(name + share, all * kept, [&] { map->apply_where(a, nullptr, few, z); });
        row(name + ", transposed" + share, all * kept, [&] { map->apply_transpose(few, a); });
      }
    }
  }
  return rows;
}

/// BiLRP of two images under the dense layer of the benchmark network, where none of its features
/// is zero, or `rectified`: [{features, rectified, factors, whole, sequential}] in milliseconds.
/// `factors`: those of one image; `whole`: both images and all of R; `sequential`: the same by a
/// pass of LRP for each feature and side, adding up R; 0 where it was not measured.
val bilrp() {
  val rows = val::array();
  struct Question {
    Index features;
    bool rectified = false;
  };
  for (const Question& asked : {Question{16}, Question{32}, Question{64}, Question{64, true},
                                Question{128}, Question{256}, Question{512}}) {
    const Index features = asked.features;
    const bool rectified = asked.rectified;
    Random random(3);
    const Network<float> network = benchmark_network(PoolKind::max, random, features);
    const int node = rectified ? 9 : 8;  // relu3 or dense1
    const Composite composite = parse_composite("epsilon-gamma-box:low=0,high=1");
    const Matrix<float> x = random.uniform_matrix<float>(784, 1),
                        x2 = random.uniform_matrix<float>(784, 1);
    Bilrp<float> bilrp(network, node, composite);
    const int rounds = features > 128 ? 4 : 10;
    val row = val::object();
    row.set("features", int(features));
    row.set("rectified", rectified);
    row.set("factors", best_ms(rounds, [&] { bilrp(x); }));
    Matrix<float> R;
    row.set("whole",
            best_ms(rounds, [&] { R = JointRelevance<float>(bilrp(x), bilrp(x2)).matrix(); }));
    const Network<float>& below = bilrp.features();
    Forward<float> forward(below);
    Lrp<float> lrp(below, composite);
    Matrix<float> added(784, 784);
    const auto one = [&](const Matrix<float>& image, Index m) {
      const Trace<float>& trace = forward(image);
      const Matrix<float>& phi = trace.values[size_t(below.output())];
      Matrix<float> start = Matrix<float>::Zero(features, 1);
      start(m, 0) = phi(m, 0);
      return Vector<float>(lrp(trace, start).relevance[0].col(0));
    };
    row.set("sequential", features > 64 ? 0 : best_ms(3, [&] {
              added.setZero();
              for (Index m = 0; m < features; ++m)
                added.noalias() += one(x, m) * one(x2, m).transpose();
            }));
    row.set(
        "difference",
        features > 64 ? 0 : double((R - added).cwiseAbs().maxCoeff() / R.cwiseAbs().maxCoeff()));
    rows.call<void>("push", row);
  }
  return rows;
}

/// Digits of one class in [0, 1], a column each, and what was trained on them.
struct OneClass {
  Matrix<double> points;
  std::optional<Network<double>> network;
  std::optional<Forward<double>> forward;
  std::optional<Lrp<double>> lrp;
};
OneClass& one_class() {
  static OneClass s;
  return s;
}

void set_points(const val& values, int size) {
  const auto flat = emscripten::convertJSArrayToNumberVector<double>(values);
  one_class().points =
      Eigen::Map<const Matrix<double>>(flat.data(), size, Index(flat.size()) / size);
}

val train_digits(double gamma, double nu, double tolerance) {
  OneClass& s = one_class();
  const OneClassSvm svm =
      train_one_class(s.points, {.gamma = gamma, .nu = nu, .tolerance = tolerance});
  s.lrp.reset();
  s.forward.reset();
  s.network = neuralize(svm.model);
  s.forward.emplace(*s.network);
  s.lrp.emplace(*s.network, make_composite({"epsilon-plus"}));
  val result = val::object();
  result.set("support", double(svm.model.alpha.size()));
  result.set("iterations", double(svm.iterations));
  result.set("gap", svm.duality_gap);
  return result;
}

/// o of one image and its heatmap; their gap.
double explain_one_class(int index) {
  OneClass& s = one_class();
  const Trace<double>& trace = (*s.forward)(Matrix<double>(s.points.col(index)));
  const double o = trace.values[2](0, 0);
  return std::abs((*s.lrp)(trace, trace.values[2]).relevance[0].sum() - o);
}

Matrix<double>& sampled() {
  static Matrix<double> s;
  return s;
}
void set_series(int length, int count) {
  Random random(7);
  sampled() = random.normal_matrix<double>(length, count);
}
/// Its trace, so that it is computed.
double gram(const std::string& mode) {
  return convolution_gram(sampled(), convolution_mode(mode)).trace();
}

std::optional<DynamicsTrainer>& dynamics() {
  static std::optional<DynamicsTrainer> trainer;
  return trainer;
}
/// A network of that size that is to follow one trajectory of another.
void set_dynamics(int size, int steps) {
  Random random(3);
  const auto system = [&] {
    return RecurrentSystem{.W = random.normal_matrix<double>(size, size, 0.8),
                           .b = random.normal_matrix<double>(size, 1, 0.1).col(0)};
  };
  const Vector<double> x0 = random.normal_matrix<double>(size, 1).col(0);
  const RecurrentSystem target = system();
  dynamics().emplace(system(), std::vector<Matrix<double>>{simulate(target, x0, steps).states},
                     OptimizerOptions{.rate = 0.01});
}
/// The loss after so many updates more.
double update_dynamics(int count) {
  for (int i = 0; i < count; ++i) dynamics()->update();
  return dynamics()->losses().back();
}

}  // namespace

EMSCRIPTEN_BINDINGS(bench) {
  emscripten::function("set_dynamics", &set_dynamics);
  emscripten::function("update_dynamics", &update_dynamics);
  emscripten::function("set_series", &set_series);
  emscripten::function("gram", &gram);
  emscripten::function("set_points", &set_points);
  emscripten::function("train_digits", &train_digits);
  emscripten::function("explain_one_class", &explain_one_class);
  emscripten::function("bilrp", &bilrp);
  emscripten::function("setup", &setup);
  emscripten::function("setup_side", &setup_side);
  emscripten::function("parameters", &parameters);
  emscripten::function("set_images", &set_images);
  emscripten::function("choose", &choose);
  emscripten::function("scores", &scores);
  emscripten::function("explain", &explain);
  emscripten::function("kernels", &kernels);
}
