// Foreign formats: what is read keeps what its reader promises.
#include <cmath>

#include "fuzz/targets.hpp"
#include "io/csv.hpp"
#include "io/idx.hpp"
#include "io/npy.hpp"
#include "io/onnx/onnx.hpp"
#include "nn/forward.hpp"

namespace relevance::fuzz {
namespace {

/// One forward pass of two samples, where it is small.
void run(const Network<float>& network) {
  Index size = 0;
  for (const auto& node : network.nodes()) size += size_of(node.shape);
  if (size > 20000) return;
  std::vector<Matrix<float>> inputs;
  for (const int i : network.inputs())
    inputs.push_back(Matrix<float>::Ones(size_of(network.node(i).shape), 2));
  std::vector<const Matrix<float>*> pointers;
  for (const auto& input : inputs) pointers.push_back(&input);
  Forward<float> forward(network);
  forward(pointers);
}

}  // namespace

std::string take_onnx(ByteView bytes) {
  return code_of([&] { run(read_onnx<float>(bytes).network); });
}

std::string take_idx(ByteView bytes) {
  return code_of([&] {
    if (bytes.size() > 3 && bytes[3] == 1) {
      promise(!read_idx_labels(bytes).empty(), "a label");
      return;
    }
    const IdxImages images = read_idx_images(bytes);
    promise(images.pixels.rows() == size_of(images.shape) && images.pixels.size() > 0, "pixels");
    promise(images.pixels.minCoeff() >= 0 && images.pixels.maxCoeff() <= 1, "pixels in [0, 1]");
  });
}

std::string take_npy(ByteView bytes) {
  return code_of([&] {
    const NpyArray array = read_npy(bytes);
    promise(size_of(array.shape) == Index(array.values.size()), "a value for each element");
    std::vector<float> single;
    for (const double value : array.values)
      single.push_back(std::abs(value) < 1e38 ? float(value) : 0.0f);
    const NpyArray again = read_npy(write_npy(array.shape, single));
    promise(again.shape == array.shape, "the shape written is the shape read");
    promise(again.values == std::vector<double>(single.begin(), single.end()), "values written");
  });
}

std::string take_csv(ByteView bytes) {
  return code_of([&] {
    const CsvTable table = read_csv(bytes);
    promise(table.values.size() > 0 && table.values.allFinite(), "finite numbers");
    promise(table.columns.empty() || Index(table.columns.size()) == table.values.cols(),
            "a name for each column");
  });
}

}  // namespace relevance::fuzz
