// A network of VGG-16's shape (Simonyan and Zisserman 2015) with random weights: what the lab does
// with one a hundred times as large as its own.

#include <emscripten.h>
#include <emscripten/bind.h>
#include <emscripten/heap.h>
#include <malloc.h>

#include "base/random.hpp"
#include "explain/lrp.hpp"
#include "io/onnx/onnx.hpp"

namespace {

using namespace relevance;
using emscripten::val;

/// For images of three colours and that side, a multiple of 32; so many classes.
Network<float> vgg_network(Index side, Index classes) {
  Random random(5);
  Network<float> network;
  int n = network.add("input", Input{{3, side, side}}, {});
  Index channels = 3, left = side;
  const auto name = [&](const char* kind) { return kind + std::to_string(network.size()); };
  const auto rectify = [&] { n = network.add(name("relu"), Activation{}, {n}); };
  const auto dense = [&](Index in, Index out) {
    const double scale = std::sqrt(2.0 / double(in));  // He: signals keep their size
    n = network.add(
        name("dense"),
        Dense<float>{random.normal_matrix<float>(out, in, scale), Vector<float>::Zero(out)}, {n});
  };
  for (const auto& [convolutions, width] : {std::pair{2, 64}, std::pair{2, 128}, std::pair{3, 256},
                                            std::pair{3, 512}, std::pair{3, 512}}) {
    for (int i = 0; i < convolutions; ++i) {
      const double scale = std::sqrt(2.0 / double(channels * 9));
      n = network.add(name("conv"),
                      Conv2d<float>{random.normal_matrix<float>(width, channels * 9, scale),
                                    Vector<float>::Zero(width),
                                    {.kernel_h = 3,
                                     .kernel_w = 3,
                                     .pad_top = 1,
                                     .pad_left = 1,
                                     .pad_bottom = 1,
                                     .pad_right = 1}},
                      {n});
      rectify();
      channels = width;
    }
    n = network.add(
        name("pool"),
        Pool2d{PoolKind::max, {.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2}}, {n});
    left /= 2;
  }
  n = network.add("flatten", Reshape{{channels * left * left}}, {n});
  dense(channels * left * left, 4096);
  rectify();
  dense(4096, 4096);
  rectify();
  dense(4096, classes);
  return network;
}

/// As an ONNX file.
val vgg_file(int side, int classes) {
  const Bytes bytes = write_onnx(vgg_network(side, classes), "vgg");
  return val::global("Uint8Array")
      .new_(val(emscripten::typed_memory_view(bytes.size(), bytes.data())));
}

/// From its file to an explanation, as the lab does it: milliseconds of reading, of a first forward
/// pass and of one explanation; megabytes of its weights, of its activations and of the whole heap,
/// which never shrinks, after each; and what of it is in use at the end.
val vgg(const val& file) {
  constexpr double kMegabyte = 1 << 20;
  val result = val::object();
  const auto timed = [&](const std::string& name, auto call) {
    const double begin = emscripten_get_now();
    call();
    result.set(name, emscripten_get_now() - begin);
    result.set(name + "_heap", double(emscripten_get_heap_size()) / kMegabyte);
  };
  Network<float> network;
  timed("read", [&] {
    const auto bytes = emscripten::convertJSArrayToNumberVector<uint8_t>(file);
    network = read_onnx<float>(bytes).network;
  });
  double activations = 0;
  for (const auto& node : network.nodes()) activations += double(size_of(node.shape));
  result.set("weights", 4 * double(network.parameter_count()) / kMegabyte);
  result.set("activations", 4 * activations / kMegabyte);
  const Matrix<float> x = Random(6).uniform_matrix<float>(network.input_size(), 1);
  Forward<float> forward(network);
  const Trace<float>* trace = nullptr;
  timed("forward", [&] { trace = &forward(x); });
  Lrp<float> lrp(network, parse_composite("epsilon-gamma-box:low=0,high=1"));
  const Matrix<float> start = start_at(trace->values[size_t(network.output())], {-1});
  double sum = 0;
  timed("explain",
        [&] { sum = double(lrp(*trace, start).relevance[size_t(network.input())].sum()); });
  result.set("in_use", double(mallinfo().uordblks) / kMegabyte);
  result.set("gap", sum / double(start.sum()) - 1);
  return result;
}

}  // namespace

EMSCRIPTEN_BINDINGS(vgg) {
  emscripten::function("vgg", &vgg);
  emscripten::function("vgg_file", &vgg_file);
}
