#!/usr/bin/python3
"""Writes the zoo: small random graphs as PyTorch, Keras and scikit-learn export them.

    /usr/bin/python3 tests/io/make_zoo.py        # -> tests/io/zoo/*.onnx

Every operator, several opsets, old and new naming. Seeded, so that a second run writes the
same bytes. Opsets above what the installed onnx knows are checked at 17 and then renumbered.
"""
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = pathlib.Path(__file__).parent / "zoo"
IR = {9: 4, 10: 5, 11: 6, 12: 7, 13: 7, 14: 7, 15: 8, 16: 8, 17: 8, 18: 8, 19: 9, 20: 9, 21: 10}


class Maker:
    """Collects nodes and initializers of one graph."""

    def __init__(self, name, opset, shape, dtype=np.float32, batch="N", seed=0):
        self.name, self.opset, self.dtype = name, opset, dtype
        self.nodes, self.initializers, self.counter = [], [], 0
        self.random = np.random.default_rng([seed, *name.encode()])
        self.inputs = [helper.make_tensor_value_info("x", self.type, [batch, *shape])]

    @property
    def type(self):
        return TensorProto.FLOAT if self.dtype == np.float32 else TensorProto.DOUBLE

    def weights(self, name, *shape, scale=0.4, low=None, high=None):
        if low is not None:
            values = self.random.uniform(low, high, shape)
        else:
            values = self.random.normal(0, scale, shape)
        return self.constant(name, values.astype(self.dtype))

    def constant(self, name, values, typed=False):
        array = np.asarray(values)
        if typed:
            kind = helper.np_dtype_to_tensor_dtype(array.dtype) if hasattr(
                helper, "np_dtype_to_tensor_dtype") else onnx.mapping.NP_TYPE_TO_TENSOR_TYPE[array.dtype]
            tensor = helper.make_tensor(name, kind, array.shape, array.flatten().tolist())
        else:
            tensor = numpy_helper.from_array(array, name)
        self.initializers.append(tensor)
        return name

    def integers(self, name, values):
        return self.constant(name, np.array(values, dtype=np.int64))

    def op(self, kind, *inputs, name=None, out=None, outputs=None, **attributes):
        name = f"{kind}_{self.counter}" if name is None else name
        out = out or str(self.counter + 10)
        self.counter += 1
        self.nodes.append(helper.make_node(kind, list(inputs), outputs or [out], name=name, **attributes))
        return out

    def gemm(self, x, w, out=None):
        """Without a bias: before opset 11 Gemm demands one."""
        return self.op("MatMul" if self.opset < 11 else "Gemm", x, w, out=out)

    def save(self, out, shape, batch="N", initializers_as_inputs=False):
        output = helper.make_tensor_value_info(out, self.type, [batch, *shape])
        inputs = list(self.inputs)
        if initializers_as_inputs:
            inputs += [helper.make_tensor_value_info(t.name, t.data_type, list(t.dims))
                       for t in self.initializers]
        graph = helper.make_graph(self.nodes, self.name, inputs, [output], self.initializers)
        model = helper.make_model(graph, producer_name="pytorch",
                                  opset_imports=[helper.make_opsetid("", min(self.opset, 17))])
        model.ir_version = IR[self.opset]
        if self.opset <= 17:
            onnx.checker.check_model(model, full_check=True)
        model.opset_import[0].version = self.opset
        (FOLDER / f"{self.name}.onnx").write_bytes(model.SerializeToString())


def pytorch_old():
    """torch 1.4, opset 9: initializers as inputs, x.view(x.size(0), -1), a final softmax."""
    m = Maker("pytorch_old", 9, [1, 8, 8], batch=1)
    y = m.op("Conv", "x", m.weights("conv1.weight", 3, 1, 3, 3), m.weights("conv1.bias", 3),
             dilations=[1, 1], group=1, kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[1, 1])
    y = m.op("BatchNormalization", y, m.weights("bn1.weight", 3), m.weights("bn1.bias", 3),
             m.weights("bn1.running_mean", 3), m.weights("bn1.running_var", 3, low=0.5, high=2),
             epsilon=1e-5, momentum=0.9)
    y = m.op("Relu", y)
    y = m.op("MaxPool", y, kernel_shape=[2, 2], pads=[0, 0, 0, 0], strides=[2, 2])
    size = m.op("Shape", y)
    zero = m.op("Constant", value=numpy_helper.from_array(np.array(0, dtype=np.int64)))
    batch = m.op("Gather", size, zero, axis=0)
    minus = m.op("Constant", value=numpy_helper.from_array(np.array(-1, dtype=np.int64)))
    one, rest = m.op("Unsqueeze", batch, axes=[0]), m.op("Unsqueeze", minus, axes=[0])
    target = m.op("Concat", one, rest, axis=0)
    y = m.op("Reshape", y, target)
    y = m.op("Gemm", y, m.weights("fc1.weight", 5, 48), m.weights("fc1.bias", 5),
             alpha=1.0, beta=1.0, transB=1)
    y = m.op("Softmax", y, out="output", axis=1)
    m.save(y, [5], batch=1, initializers_as_inputs=True)


def pytorch_new():
    """torch 2.x, opset 17: slashed names, constants as nodes, dynamic batch."""
    m = Maker("pytorch_new", 17, [2, 6, 6])
    y = m.op("Conv", "x", m.weights("conv.weight", 4, 2, 3, 3), m.weights("conv.bias", 4),
             name="/conv/Conv", out="/conv/Conv_output_0",
             dilations=[1, 1], group=1, kernel_shape=[3, 3], pads=[0, 0, 0, 0], strides=[1, 1])
    y = m.op("Relu", y, name="/relu/Relu", out="/relu/Relu_output_0")
    s = m.op("Shape", y, name="/Shape", out="/Shape_output_0")
    i = m.op("Constant", name="/Constant", out="/Constant_output_0",
             value=numpy_helper.from_array(np.array(0, dtype=np.int64)))
    b = m.op("Gather", s, i, name="/Gather", out="/Gather_output_0", axis=0)
    m.integers("onnx::Unsqueeze_20", [0])
    u = m.op("Unsqueeze", b, "onnx::Unsqueeze_20", name="/Unsqueeze", out="/Unsqueeze_output_0")
    n = m.op("Constant", name="/Constant_1", out="/Constant_1_output_0",
             value=numpy_helper.from_array(np.array([-1], dtype=np.int64)))
    t = m.op("Concat", u, n, name="/Concat", out="/Concat_output_0", axis=0)
    y = m.op("Reshape", y, t, name="/Reshape", out="/Reshape_output_0", allowzero=0)
    y = m.op("Gemm", y, m.weights("fc.weight", 3, 64), m.weights("fc.bias", 3), name="/fc/Gemm",
             out="logits", alpha=1.0, beta=1.0, transB=1)
    m.save(y, [3])


def residual(opset, name):
    """A residual block with a strided shortcut and batch norm, global pooling, dropout."""
    m = Maker(name, opset, [3, 8, 8])

    def conv(x, label, c_out, c_in, k, stride):
        p = k // 2
        y = m.op("Conv", x, m.weights(f"{label}.weight", c_out, c_in, k, k, scale=0.25),
                 kernel_shape=[k, k], pads=[p] * 4, strides=[stride] * 2, name=label)
        return m.op("BatchNormalization", y, m.weights(f"{label}.g", c_out, low=0.5, high=1.5),
                    m.weights(f"{label}.b", c_out), m.weights(f"{label}.m", c_out),
                    m.weights(f"{label}.v", c_out, low=0.5, high=2))
    y = m.op("Relu", conv("x", "stem", 4, 3, 3, 1))
    z = m.op("Relu", conv(y, "block.conv1", 6, 4, 3, 2))
    z = conv(z, "block.conv2", 6, 6, 3, 1)
    y = m.op("Relu", m.op("Add", z, conv(y, "block.down", 6, 4, 1, 2)))
    z = conv(y, "block2.conv1", 6, 6, 3, 1)
    y = m.op("Relu", m.op("Add", y, z))
    y = m.op("GlobalAveragePool", y)
    y = m.op("Flatten", y, axis=1)
    if opset >= 12:
        m.constant("ratio", np.array(0.5, dtype=np.float32))
        m.constant("training", np.array(False))
        y = m.op("Dropout", y, "ratio", "training")
    else:
        y = m.op("Dropout", y, ratio=0.5)
    y = m.op("Gemm", y, m.weights("fc.weight", 4, 6), m.weights("fc.bias", 4), transB=1, out="y")
    m.save(y, [4])


def mlp_matmul():
    """Keras and Linear without bias: MatMul + Add, a Transpose of weights left in the graph."""
    m = Maker("mlp_matmul", 13, [6])
    y = m.op("MatMul", "x", m.weights("w1", 6, 8))
    y = m.op("Tanh", m.op("Add", y, m.weights("b1", 8)))
    w = m.op("Transpose", m.weights("w2", 5, 8), perm=[1, 0])
    y = m.op("Sigmoid", m.op("Add", m.weights("b2", 1, 5), m.op("MatMul", y, w)))
    y = m.op("LogSoftmax", m.op("MatMul", y, m.weights("w3", 5, 3)), axis=-1, out="y")
    m.save(y, [3])


def gemm_forms():
    """alpha, beta, transB = 0, a scalar C, a C that is data."""
    m = Maker("gemm_forms", 11, [5])
    a = m.op("Gemm", "x", m.weights("w1", 5, 4), m.weights("b1", 1), alpha=0.5, beta=2.0)
    b = m.op("Gemm", "x", m.weights("w2", 4, 5), m.weights("b2", 1, 4), alpha=1.5, transB=1)
    y = m.op("Gemm", m.op("LeakyRelu", a, alpha=0.2), m.weights("w3", 4, 4), b, beta=0.25)
    y = m.gemm(m.op("Softplus", y), m.weights("w4", 4, 3), out="y")
    m.save(y, [3])


def conv_forms():
    """auto_pad, strides, dilations, groups, unequal pads."""
    m = Maker("conv_forms", 14, [4, 9, 10])
    y = m.op("Conv", "x", m.weights("w1", 4, 4, 3, 2, scale=0.2), auto_pad="SAME_UPPER", strides=[2, 2])
    y = m.op("Conv", m.op("Relu", y), m.weights("w2", 8, 2, 2, 3, scale=0.3), m.weights("b2", 8),
             group=2, auto_pad="SAME_LOWER")
    y = m.op("Conv", m.op("Tanh", y), m.weights("w3", 8, 1, 2, 2), group=8, dilations=[2, 1],
             pads=[1, 0, 2, 1])
    y = m.op("Conv", m.op("Relu", y), m.weights("w4", 2, 8, 2, 2), auto_pad="VALID", out="y")
    m.save(y, [2, 5, 4])


def conv_1d():
    m = Maker("conv_1d", 12, [3, 12])
    y = m.op("Conv", "x", m.weights("w1", 4, 3, 3), m.weights("b1", 4), kernel_shape=[3], pads=[1, 1])
    y = m.op("BatchNormalization", y, m.weights("g", 4), m.weights("b", 4), m.weights("m", 4),
             m.weights("v", 4, low=0.5, high=2))
    y = m.op("MaxPool", m.op("Relu", y), kernel_shape=[2], strides=[2])
    y = m.op("Conv", y, m.weights("w2", 4, 4, 2), dilations=[2])
    y = m.op("AveragePool", m.op("Relu", y), kernel_shape=[2], pads=[1, 0])
    y = m.op("GlobalMaxPool", y)
    y = m.op("Squeeze", y, m.integers("axes", [2]) if m.opset >= 13 else "", axes=[2]) \
        if m.opset >= 13 else m.op("Squeeze", y, axes=[2])
    y = m.gemm(y, m.weights("w3", 4, 3), out="y")
    m.save(y, [3])


def pools(opset, name):
    """Every pool: overlapping, padded, both averages, max with dilation, sum as average times area."""
    m = Maker(name, opset, [2, 9, 9])
    a = m.op("MaxPool", "x", kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
    b = m.op("AveragePool", "x", kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1],
             count_include_pad=1)
    c = m.op("AveragePool", "x", kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
    d = m.op("MaxPool", "x", kernel_shape=[2, 3], strides=[2, 2], dilations=[1, 2], auto_pad="NOTSET",
             pads=[0, 2, 1, 2])
    e = m.op("Mul", m.op("AveragePool", "x", kernel_shape=[1, 1], strides=[2, 2], ceil_mode=0 if opset < 10 else 1),
             m.constant("four", np.array(4, dtype=np.float32)))
    f = m.op("Mul", m.constant("area", np.array([9], dtype=np.float32)),
             m.op("AveragePool", "x", kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1],
                  count_include_pad=1))
    y = m.op("Concat", a, b, c, d, e, f, axis=1)
    y = m.op("Conv", y, m.weights("w", 3, 12, 5, 5, scale=0.1))
    y = m.op("Reshape", y, m.integers("shape", [0, -1]), out="y")
    m.save(y, [3])


def reduce(opset, name):
    """ReduceMean and ReduceSum over the image, over channels, over separate axes."""
    m = Maker(name, opset, [3, 4, 5])
    m.integers("hw", [2, 3]), m.integers("c", [1]), m.integers("ch", [-3, 2]), m.integers("cw", [1, 3])

    def mean(x, axes, name, keep):
        if opset >= 18:
            return m.op("ReduceMean", x, name, keepdims=keep)
        return m.op("ReduceMean", x, axes=axes, keepdims=keep)

    def total(x, axes, name, keep):
        if opset >= 13:
            return m.op("ReduceSum", x, name, keepdims=keep)
        return m.op("ReduceSum", x, axes=axes, keepdims=keep)
    a = mean("x", [2, 3], "hw", 0)                                   # 3
    b = m.op("Flatten", total("x", [1], "c", 1))                     # 20
    c = total("x", [-3, 2], "ch", 0)                                 # 5
    d = m.op("Flatten", mean("x", [1, 3], "cw", 0))                  # 4
    e = m.op("Flatten", total("x", [2, 3], "hw", 1))                 # 3
    y = m.op("Concat", a, b, c, d, e, axis=-1)
    y = m.gemm(y, m.weights("w", 35, 4, scale=0.2), out="y")
    used = {i for n in m.nodes for i in n.input}
    m.initializers = [t for t in m.initializers if t.name in used]
    m.save(y, [4])


def pads(opset, name):
    """Pad before a convolution (fused), with a value, with another reader."""
    m = Maker(name, opset, [2, 5, 5])

    def pad(x, label, sizes, value=0.0):
        if opset >= 11:
            m.integers(label, sizes)
            inputs = [label] + ([m.constant(label + ".value", np.array(value, dtype=np.float32))]
                                if value else [])
            return m.op("Pad", x, *inputs, mode="constant")
        return m.op("Pad", x, pads=sizes, mode="constant", value=value)
    a = m.op("Conv", pad("x", "p1", [0, 0, 1, 0, 0, 0, 2, 1]), m.weights("w1", 3, 2, 3, 3),
             m.weights("b1", 3), pads=[0, 1, 0, 1])
    p = pad("x", "p2", [0, 0, 1, 1, 0, 0, 1, 1], 0.5)
    b = m.op("Conv", p, m.weights("w2", 3, 2, 2, 2))
    q = pad(m.op("Relu", a), "p3", [0, 0, 0, 1, 0, 0, 0, 0])
    c = m.op("Conv", q, m.weights("w3", 2, 3, 2, 2))
    y = m.op("Concat", *(m.op("Flatten", v) for v in (a, b, q, c, p)), axis=1)
    n = 3 * 6 * 6 + 3 * 6 * 6 + 3 * 6 * 7 + 2 * 5 * 6 + 2 * 7 * 7
    y = m.gemm(y, m.weights("w", n, 2, scale=0.05), out="y")
    m.save(y, [2])


def clips(opset, name):
    m = Maker(name, opset, [6])
    f = lambda label, v: m.constant(label, np.array(v, dtype=np.float32))
    y = m.op("Gemm", "x", m.weights("w1", 6, 8), m.weights("b1", 8))
    if opset >= 11:
        a = m.op("Clip", y, f("zero", 0), f("six", 6))
        b = m.op("Clip", y, "", f("half", 0.5))
        c = m.op("Clip", y, f("low", -0.25))
        d = m.op("Clip", y, "zero")
    else:
        a, b = m.op("Clip", y, min=0.0, max=6.0), m.op("Clip", y, max=0.5)
        c, d = m.op("Clip", y, min=-0.25), m.op("Clip", y, min=0.0, max=3.4028234663852886e38)
    y = m.op("Sum", a, b, c, d)
    y = m.gemm(y, m.weights("w2", 8, 3), out="y")
    m.save(y, [3])


def constants():
    """Mul, Div, Sub, Add of constants over channels, rows, elements; both sides."""
    m = Maker("constants", 13, [3, 4, 4])
    y = m.op("Sub", "x", m.constant("mean", np.array([0.5, 0.4, 0.3], np.float32).reshape(1, 3, 1, 1)))
    y = m.op("Div", y, m.constant("std", np.array([0.2, 0.3, 0.25], np.float32).reshape(3, 1, 1)))
    z = m.op("Mul", y, m.weights("rows", 4, 1))
    y = m.op("Add", y, z)
    y = m.op("Mul", m.op("Tanh", y), m.weights("elements", 3, 4, 4))
    y = m.op("Sub", m.constant("one", np.array(1, np.float32)), y)
    y = m.op("Sub", m.op("Relu", y), m.op("Sigmoid", z))
    y = m.op("Mul", m.weights("columns", 4), y)
    s = m.op("Squeeze", m.op("Unsqueeze", y, m.integers("axes", [1])), "axes")
    y = m.op("Flatten", m.op("Identity", s), axis=-3)
    y = m.op("Gemm", m.op("Add", y, m.constant("k", np.array([0.125], np.float32))),
             m.weights("w", 48, 2, scale=0.2), out="y")
    m.save(y, [2])


def typed():
    """Typed data: float_data, int64_data, double in a Cast constant, int32 axes."""
    m = Maker("typed", 12, [2, 3, 3])
    r = m.random
    m.constant("w1", r.normal(0, 0.4, (3, 2, 2, 2)).astype(np.float32), typed=True)
    m.constant("b1", r.normal(0, 0.4, 3).astype(np.float32), typed=True)
    y = m.op("Relu", m.op("Conv", "x", "w1", "b1"))
    m.constant("shape", np.array([-1, 12], dtype=np.int64), typed=True)
    y = m.op("Reshape", y, "shape")
    m.constant("w2", r.normal(0, 0.4, (12, 3)), typed=True)
    y = m.op("Gemm", y, m.op("Cast", "w2", to=TensorProto.FLOAT), out="y")
    m.save(y, [3])


def typed_double():
    m = Maker("typed_double", 13, [4], dtype=np.float64)
    m.constant("w1", m.random.normal(0, 0.4, (4, 5)), typed=True)
    y = m.op("Relu", m.op("MatMul", "x", "w1"))
    y = m.op("MatMul", y, m.weights("w2", 5, 2), out="y")
    m.save(y, [2])


def batch_norm_apart(opset, name):
    """Batch norm that cannot be folded: at the input, after an activation, after a fork."""
    m = Maker(name, opset, [3, 5, 5])
    bn = lambda x, label, c: m.op(
        "BatchNormalization", x, m.weights(label + ".g", c), m.weights(label + ".b", c),
        m.weights(label + ".m", c), m.weights(label + ".v", c, low=0.5, high=2), epsilon=1e-3)
    y = m.op("Conv", bn("x", "bn1", 3), m.weights("w1", 4, 3, 3, 3))
    y = m.op("Add", bn(y, "bn2", 4), y)
    y = bn(m.op("Relu", y), "bn3", 4)
    y = m.op("Flatten", y)
    y = bn(m.gemm(y, m.weights("w2", 36, 5)), "bn4", 5)
    y = m.op("MatMul", m.op("Relu", y), m.weights("w3", 5, 2), out="y")
    m.save(y, [2])


def shape_chain():
    """Sizes computed with Slice, Mul, ReduceProd, ConstantOfShape and Cast."""
    m = Maker("shape_chain", 13, [2, 4, 3])
    s = m.op("Cast", m.op("Shape", "x"), to=TensorProto.INT64)
    n = m.op("Slice", s, m.integers("z", [0]), m.integers("o", [1]), "z")
    rest = m.op("Slice", s, "o", m.integers("max", [2**63 - 1]), m.integers("ax", [0]), m.integers("st", [1]))
    size = m.op("ReduceProd", rest, keepdims=1)
    y = m.op("Reshape", "x", m.op("Concat", n, size, axis=0))
    y = m.op("Relu", m.op("Gemm", y, m.weights("w1", 24, 12)))
    h = m.op("Gather", s, m.integers("i", [2]), axis=0)
    three = m.op("Div", m.op("Mul", h, m.integers("six", [6])), m.integers("eight", [8]))
    open_ = m.op("ConstantOfShape", m.integers("one", [1]),
                 value=numpy_helper.from_array(np.array([-1], dtype=np.int64)))
    y = m.op("Reshape", y, m.op("Concat", open_, h, three, axis=0))
    y = m.op("Reshape", y, m.op("Concat", n, m.op("Sub", h, m.integers("four", [4])), h, three, axis=0)
             if False else m.op("Concat", n, "one", h, three, axis=0))
    y = m.op("Conv", y, m.weights("w2", 2, 1, 4, 3))
    y = m.op("Transpose", y, perm=[0, 2, 3, 1])
    y = m.op("Flatten", y, out="y")
    m.save(y, [2])


def inner_softmax(opset, name):
    m = Maker(name, opset, [3, 4, 2])
    y = m.op("Conv", "x", m.weights("w1", 4, 3, 1, 1))
    if opset >= 13:
        y = m.op("Flatten", m.op("Softmax", y, axis=1))
    else:
        y = m.op("Softmax", m.op("Flatten", y), axis=1)
    y = m.gemm(y, m.weights("w2", 32, 3), out="y")
    m.save(y, [3])


def branches():
    """Inception-like: parallel convolutions joined by channels; an unused branch."""
    m = Maker("branches", 16, [2, 6, 6])
    a = m.op("Relu", m.op("Conv", "x", m.weights("w1", 2, 2, 1, 1)))
    b = m.op("Relu", m.op("Conv", "x", m.weights("w2", 3, 2, 3, 3), pads=[1] * 4))
    c = m.op("Relu", m.op("Conv", "x", m.weights("w3", 1, 2, 5, 5), pads=[2] * 4))
    d = m.op("Conv", m.op("MaxPool", "x", kernel_shape=[3, 3], pads=[1] * 4), m.weights("w4", 1, 2, 1, 1))
    y = m.op("Concat", a, b, c, d, axis=1)
    m.op("Exp", y)
    y = m.op("LeakyRelu", m.op("Conv", y, m.weights("w5", 3, 7, 3, 3), m.weights("b5", 3), strides=[2, 2]))
    y = m.op("Flatten", m.op("AveragePool", y, kernel_shape=[2, 2]))
    y = m.gemm(y, m.weights("w6", 3, 2), out="y")
    m.save(y, [2])


def outlierness(opset, name, dtype=np.float32):
    """A kernel density as PyTorch writes it: (x − u)², a sum, log α, logsumexp, unscaled."""
    m = Maker(name, opset, [5], dtype=dtype)
    real = lambda label, value: m.constant(label, np.array(value, dtype=dtype))
    unsqueeze = [m.integers("one", [1])] if opset >= 13 else []
    x = m.op("Unsqueeze", "x", *unsqueeze, **({} if unsqueeze else {"axes": [1]}))
    apart = m.op("Sub", x, m.weights("u", 1, 4, 5, scale=0.6))
    last = m.integers("last", [-1])
    if opset >= 18:
        d = m.op("ReduceSumSquare", apart, last, keepdims=0)
    elif opset >= 13:
        d = m.op("ReduceSum", m.op("Pow", apart, real("two", 2)), last, keepdims=0)
    else:
        d = m.op("ReduceSum", m.op("Mul", apart, apart), axes=[-1], keepdims=0)
    weighted = m.op("Add", m.op("Mul", d, real("minus_gamma", -0.7)), m.weights("log_alpha", 4))
    sum_ = m.op("ReduceLogSumExp", weighted, last, keepdims=0) if opset >= 18 else m.op(
        "ReduceLogSumExp", weighted, axes=[-1], keepdims=0)
    y = m.op("Div", m.op("Neg", sum_), real("gamma", 0.7), out="y")
    used = {i for n in m.nodes for i in n.input}
    m.initializers = [t for t in m.initializers if t.name in used]
    m.save(y, [])


def clusters(opset, name):
    """Evidence for a cluster, points before the data; its soft minimum beside the hard one."""
    m = Maker(name, opset, [2, 3])
    x = m.op("Reshape", "x", m.integers("row", [-1, 1, 6]))
    apart = m.op("Sub", m.weights("points", 3, 6), m.op("Identity", x))
    h = m.op("ReduceSum", m.op("Mul", m.weights("planes", 3, 6), apart), m.integers("axes", [2]), keepdims=0)

    def reduced(kind, value, axis, keep):
        if opset >= 18:
            return m.op(kind, value, m.integers(f"{kind}.axes", [axis]), keepdims=keep)
        return m.op(kind, value, axes=[axis], keepdims=keep)
    near = m.op("Sub", reduced("ReduceSumSquare", apart, -1, 0), m.weights("offsets", 1, 3))
    hard = reduced("ReduceMin", near, 1, 1)
    soft = m.op("Neg", reduced("ReduceLogSumExp", m.op("Neg", h), 1, 1))
    single = m.op("Sub", m.op("Reshape", "x", "row"), m.weights("mean", 1, 6))
    rest = m.op("Flatten", m.op("Tanh", single))
    y = m.op("Concat", hard, soft, h, rest, axis=1)
    y = m.op("Gemm", y, m.weights("w", 11, 2), out="y")
    m.save(y, [2])


def two_inputs():
    m = Maker("two_inputs", 15, [4])
    m.inputs.append(helper.make_tensor_value_info("noise", TensorProto.FLOAT, ["N", 2]))
    y = m.op("Concat", m.gemm("x", m.weights("w1", 4, 3)), "noise", axis=1)
    y = m.gemm(m.op("Relu", y), m.weights("w2", 5, 2), out="y")
    m.save(y, [2])


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.onnx"):
        old.unlink()
    pytorch_old()
    pytorch_new()
    residual(10, "residual_10")
    residual(13, "residual_13")
    residual(21, "residual_21")
    mlp_matmul()
    gemm_forms()
    conv_forms()
    conv_1d()
    pools(10, "pools_10")
    pools(19, "pools_19")
    reduce(11, "reduce_11")
    reduce(13, "reduce_13")
    reduce(18, "reduce_18")
    pads(9, "pads_9")
    pads(13, "pads_13")
    pads(20, "pads_20")
    clips(9, "clips_9")
    clips(12, "clips_12")
    constants()
    typed()
    typed_double()
    batch_norm_apart(9, "batch_norm_9")
    batch_norm_apart(15, "batch_norm_15")
    shape_chain()
    inner_softmax(11, "softmax_11")
    inner_softmax(13, "softmax_13")
    branches()
    two_inputs()
    outlierness(11, "outlierness_11")
    outlierness(13, "outlierness_13", np.float64)
    outlierness(18, "outlierness_18")
    clusters(13, "clusters_13")
    clusters(18, "clusters_18")
