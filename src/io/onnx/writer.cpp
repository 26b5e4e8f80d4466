// A Network as ONNX: every node keeps its name, as the operator's and as its output's.
#include <cmath>
#include <set>

#include "base/error.hpp"
#include "io/onnx/message.hpp"
#include "io/onnx/onnx.hpp"

namespace relevance {
namespace onnx {
namespace {

constexpr int kOpset = 13, kIrVersion = 7;

template <class S>
class Writer {
 public:
  explicit Writer(const Network<S>& network) : network_(network) {
    for (const auto& node : network.nodes()) names_.insert(node.name);
  }

  std::string graph(const std::string& name) {
    for (int i = 0; i < network_.size(); ++i) write_node(i);
    pbf_writer out(graph_);
    out.add_string(2, name);
    for (const int i : network_.inputs()) out.add_message(11, value(i));
    out.add_message(12, value(network_.output()));
    return graph_;
  }

 private:
  static constexpr int kType = std::is_same_v<S, float> ? kFloat : kDouble;

  Op op(const std::string& name, const char* type, const std::vector<std::string>& inputs) {
    return Op(graph_, name, type, inputs);
  }

  /// A name nothing else has, for helpers of a node.
  std::string fresh(std::string name) {
    while (!names_.insert(name).second) name += "_";
    return name;
  }

  std::string initializer(const std::string& name, const Dims& dims, int type, const void* data,
                          size_t bytes) {
    std::string unique = fresh(name);
    add_initializer(graph_, unique, dims, type, data, bytes);
    return unique;
  }

  /// Weights [rows × cols], row-major in the file.
  std::string weights(const std::string& name, const Dims& dims, const Matrix<S>& w) {
    const Matrix<S> transposed = w.transpose();
    return initializer(name, dims, kType, transposed.data(), size_t(w.size()) * sizeof(S));
  }
  std::string integers(const std::string& name, const Dims& values) {
    return initializer(name, {int64_t(values.size())}, kInt64, values.data(), values.size() * 8);
  }
  std::string scalar(const std::string& name, double value) {
    return weights(name, {}, Matrix<S>::Constant(1, 1, S(value)));
  }

  std::string value(int i) const {
    const auto& shape = network_.node(i).shape;
    return value_info(network_.node(i).name, kType, {shape.begin(), shape.end()});
  }

  std::string reshaped(const std::string& name, const std::string& x, const Shape& shape) {
    Dims target{-1};
    target.insert(target.end(), shape.begin(), shape.end());
    op(name, "Reshape", {x, integers(name + ".shape", target)});
    return name;
  }

  /// The name of input 0 of a node, under the shape its operator needs.
  std::string shaped_input(const Node<S>& node, const Shape& needed) {
    const auto& from = network_.node(node.inputs[0]);
    if (from.shape == needed) return from.name;
    return reshaped(fresh(node.name + "/reshape"), from.name, needed);
  }
  Shape image_of(const Node<S>& node) const {
    const auto image = image_shape(network_.node(node.inputs[0]).shape);
    return {image.channels, image.height, image.width};
  }

  void write_node(int i) {
    const Node<S>& node = network_.node(i);
    std::visit([&](const auto& layer) { write(node, layer); }, node.layer);
  }

  void write(const Node<S>&, const Input&) {}

  void write(const Node<S>& node, const Dense<S>& l) {
    std::vector<std::string> inputs{
        shaped_input(node, {l.weights.cols()}),
        weights(node.name + ".weight", {l.weights.rows(), l.weights.cols()}, l.weights)};
    if ((l.bias.array() != 0).any())
      inputs.push_back(weights(node.name + ".bias", {l.bias.size()}, l.bias));
    op(node.name, "Gemm", inputs).integer("transB", 1);
  }

  void write(const Node<S>& node, const Conv2d<S>& l) {
    const Window& w = l.window;
    const Dims dims{l.weights.rows(), l.weights.cols() / (w.kernel_h * w.kernel_w), w.kernel_h,
                    w.kernel_w};
    std::vector<std::string> inputs{shaped_input(node, image_of(node)),
                                    weights(node.name + ".weight", dims, l.weights)};
    if ((l.bias.array() != 0).any())
      inputs.push_back(weights(node.name + ".bias", {l.bias.size()}, l.bias));
    auto conv = op(node.name, "Conv", inputs);
    window_attributes(conv, w)
        .integers("dilations", {w.dilation_h, w.dilation_w})
        .integer("group", l.groups);
  }

  Op& window_attributes(Op& op, const Window& w) {
    return op.integers("kernel_shape", {w.kernel_h, w.kernel_w})
        .integers("strides", {w.stride_h, w.stride_w})
        .integers("pads", {w.pad_top, w.pad_left, w.pad_bottom, w.pad_right});
  }

  void write(const Node<S>& node, const Pool2d& l) {
    const std::string x = shaped_input(node, image_of(node));
    if (l.global) {
      if (l.kind == PoolKind::sum)
        op(node.name, "ReduceSum", {x, integers(node.name + ".axes", {2, 3})});
      else
        op(node.name, l.kind == PoolKind::max ? "GlobalMaxPool" : "GlobalAveragePool", {x});
      return;
    }
    const Window& w = l.window;
    if (l.kind == PoolKind::max) {
      auto pool = op(node.name, "MaxPool", {x});
      window_attributes(pool, w).integers("dilations", {w.dilation_h, w.dilation_w});
      return;
    }
    if (w.dilation_h != 1 || w.dilation_w != 1)
      throw Error("unsupported-operator",
                  "write_onnx: node \"" + node.name + "\": AveragePool of opset 13 has no dilation",
                  {{"operator", "AveragePool"}, {"node", node.name}});
    const bool sums = l.kind == PoolKind::sum;
    const std::string name = sums ? fresh(node.name + "/average") : node.name;
    {
      auto pool = op(name, "AveragePool", {x});
      window_attributes(pool, w).integer("count_include_pad", sums || l.count_padding);
    }
    if (sums)
      op(node.name, "Mul", {name, scalar(node.name + ".area", double(w.kernel_h * w.kernel_w))});
  }

  void write(const Node<S>& node, const Activation& l) {
    const std::string x = network_.node(node.inputs[0]).name;
    switch (l.kind) {
      case ActivationKind::relu:
        op(node.name, "Relu", {x});
        break;
      case ActivationKind::leaky_relu:
        op(node.name, "LeakyRelu", {x}).real("alpha", l.slope);
        break;
      case ActivationKind::tanh:
        op(node.name, "Tanh", {x});
        break;
      case ActivationKind::sigmoid:
        op(node.name, "Sigmoid", {x});
        break;
      case ActivationKind::softplus:
        op(node.name, "Softplus", {x});
        break;
      case ActivationKind::softmax:
        write_softmax(node, x);
        break;
      case ActivationKind::clip: {
        std::vector<std::string> inputs{x};
        inputs.push_back(std::isfinite(l.low) ? scalar(node.name + ".min", l.low) : "");
        if (std::isfinite(l.high)) inputs.push_back(scalar(node.name + ".max", l.high));
        if (inputs.back().empty()) inputs.pop_back();
        op(node.name, "Clip", inputs);
      }
    }
  }

  /// Over the channels as image_shape sees them.
  void write_softmax(const Node<S>& node, const std::string& x) {
    if (node.shape.size() != 2) {
      op(node.name, "Softmax", {x}).integer("axis", 1);
      return;
    }
    const std::string image = shaped_input(node, {1, node.shape[0], node.shape[1]});
    const std::string y = fresh(node.name + "/softmax");
    op(y, "Softmax", {image}).integer("axis", 1);
    reshaped(node.name, y, node.shape);
  }

  void write(const Node<S>& node, const Affine<S>& l) {
    // As many leading axes as hold one channel each; else one number for each element.
    Dims dims;
    Index channels = 1;
    for (const Index size : node.shape) {
      dims.push_back(channels < l.scale.size() ? size : 1);
      channels *= dims.back();
    }
    Vector<S> scale = l.scale, shift = l.shift;
    if (channels != l.scale.size()) {
      const Index n = size_of(node.shape), run = n / l.scale.size();
      dims.assign(node.shape.begin(), node.shape.end());
      scale = Vector<S>::NullaryExpr(n, [&](Index k) { return l.scale[k / run]; });
      shift = Vector<S>::NullaryExpr(n, [&](Index k) { return l.shift[k / run]; });
    }
    std::string x = network_.node(node.inputs[0]).name;
    const bool shifts = (shift.array() != 0).any();
    if (!shifts || (scale.array() != 1).any()) {
      const std::string name = shifts ? fresh(node.name + "/scale") : node.name;
      op(name, "Mul", {x, weights(node.name + ".scale", dims, scale)});
      x = name;
    }
    if (shifts) op(node.name, "Add", {x, weights(node.name + ".shift", dims, shift)});
  }

  void write(const Node<S>& node, const Reshape& l) {
    reshaped(node.name, network_.node(node.inputs[0]).name, l.shape);
  }

  void write(const Node<S>& node, const Pad& l) {
    const std::string x = shaped_input(node, image_of(node));
    op(node.name, "Pad",
       {x, integers(node.name + ".pads", {0, 0, l.top, l.left, 0, 0, l.bottom, l.right}),
        scalar(node.name + ".value", l.value)});
  }

  std::vector<std::string> input_names(const Node<S>& node) const {
    std::vector<std::string> names;
    for (const int i : node.inputs) names.push_back(network_.node(i).name);
    return names;
  }
  void write(const Node<S>& node, const Add&) {
    op(node.name, node.inputs.size() == 2 ? "Add" : "Sum", input_names(node));
  }
  void write(const Node<S>& node, const Concat& l) {
    op(node.name, "Concat", input_names(node)).integer("axis", l.axis + 1);
  }

  /// x − u_i for every column u_i of `points [n_in × M]`: [batch, M, n_in].
  std::string differences(const Node<S>& node, const Matrix<S>& points) {
    const std::string x = shaped_input(node, {1, points.rows()});
    std::string name = fresh(node.name + "/apart");
    op(name, "Sub",
       {x, weights(node.name + ".points", {points.cols(), points.rows()}, points.transpose())});
    return name;
  }
  void write(const Node<S>& node, const SquaredDistance<S>& l) {
    const std::string apart = differences(node, l.centres);
    const bool shifts = (l.offsets.array() != 0).any();
    const std::string name = shifts ? fresh(node.name + "/squared") : node.name;
    op(name, "ReduceSumSquare", {apart}).integers("axes", {2}).integer("keepdims", 0);
    if (shifts)
      op(node.name, "Add", {name, weights(node.name + ".offsets", {l.offsets.size()}, l.offsets)});
  }
  void write(const Node<S>& node, const Hyperplanes<S>& l) {
    const std::string apart = differences(node, l.points), name = fresh(node.name + "/weighted");
    op(name, "Mul",
       {apart, weights(node.name + ".weight", {l.weights.rows(), l.weights.cols()}, l.weights)});
    op(node.name, "ReduceSum", {name, integers(node.name + ".axes", {2})}).integer("keepdims", 0);
  }
  void write(const Node<S>& node, const SoftMin& l) {
    const std::string h = shaped_input(node, {size_of(network_.node(node.inputs[0]).shape)});
    if (std::isinf(l.stiffness)) {
      op(node.name, "ReduceMin", {h}).integers("axes", {1}).integer("keepdims", 1);
      return;
    }
    const std::string scaled = fresh(node.name + "/scaled"), sum = fresh(node.name + "/sum");
    op(scaled, "Mul", {h, scalar(node.name + ".scale", -l.stiffness)});
    op(sum, "ReduceLogSumExp", {scaled}).integers("axes", {1}).integer("keepdims", 1);
    op(node.name, "Mul", {sum, scalar(node.name + ".unscale", -1 / l.stiffness)});
  }

  const Network<S>& network_;
  std::set<std::string> names_;
  std::string graph_;
};

}  // namespace
}  // namespace onnx

template <class S>
Bytes write_onnx(const Network<S>& network, const std::string& name,
                 const std::vector<std::pair<std::string, std::string>>& metadata) {
  std::string model, opset;
  protozero::pbf_writer out(model);
  out.add_int64(1, onnx::kIrVersion);
  out.add_string(2, "relevance-lab");
  out.add_message(7, onnx::Writer<S>(network).graph(name));
  protozero::pbf_writer(opset).add_int64(2, onnx::kOpset);
  out.add_message(8, opset);
  for (const auto& [key, text] : metadata) {
    std::string entry;
    protozero::pbf_writer(entry).add_string(1, key);
    protozero::pbf_writer(entry).add_string(2, text);
    out.add_message(14, entry);
  }
  return {model.begin(), model.end()};
}

template Bytes write_onnx(const Network<float>&, const std::string&,
                          const std::vector<std::pair<std::string, std::string>>&);
template Bytes write_onnx(const Network<double>&, const std::string&,
                          const std::vector<std::pair<std::string, std::string>>&);

}  // namespace relevance
