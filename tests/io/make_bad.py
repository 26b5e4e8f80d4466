#!/usr/bin/python3
"""Writes files that must be refused: tests/io/bad/<code>__<what>.onnx (deterministic)."""
import pathlib

import numpy as np
from onnx import TensorProto, helper, numpy_helper

FOLDER = pathlib.Path(__file__).parent / "bad"
F, I = TensorProto.FLOAT, TensorProto.INT64


def tensor(name, array):
    return numpy_helper.from_array(np.asarray(array), name)


def floats(name, *shape):
    return tensor(name, np.full(shape, 0.5, np.float32))


def node(op, inputs, out="y", **attributes):
    return helper.make_node(op, inputs, [out] if isinstance(out, str) else out, name="the_node", **attributes)


def save(name, nodes, initializers=(), shape=("N", 2, 4, 4), opset=13, outputs=("y",), kind=F, domain="",
         change=None):
    inputs = [helper.make_tensor_value_info("x", kind, shape)]
    graph = helper.make_graph(nodes, "bad", inputs,
                              [helper.make_tensor_value_info(o, F, None) for o in outputs], initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid(domain, opset)])
    model.ir_version = 7
    if change:
        change(model)
    (FOLDER / f"{name}.onnx").write_bytes(model.SerializeToString())


def main():
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.onnx"):
        old.unlink()
    relu = node("Relu", ["x"])
    conv = lambda **a: node("Conv", ["x", "w"], **a)
    w = floats("w", 2, 2, 3, 3)
    save("unsupported-operator__exp", [node("Exp", ["x"])])
    save("unsupported-operator__custom_domain", [helper.make_node("Relu", ["x"], ["y"], domain="com.me")])
    save("unsupported-operator__transpose", [node("Transpose", ["x"], perm=[0, 2, 3, 1])])
    save("unsupported-operator__mul_of_data", [node("Mul", ["x", "x"])])
    save("unsupported-operator__reduce_batch", [node("ReduceMean", ["x"], axes=[0])])
    save("unsupported-operator__reduce_all", [node("ReduceMean", ["x"])])
    save("unsupported-operator__flatten_batch", [node("Flatten", ["x"], axis=0)])
    save("unsupported-operator__reflect_pad", [node("Pad", ["x", "p"], mode="reflect")],
         [tensor("p", np.array([0, 0, 1, 1, 0, 0, 1, 1], np.int64))])
    save("unsupported-operator__ceil_mode",
         [node("MaxPool", ["x"], kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1)])
    save("unsupported-operator__weights_from_data", [node("Conv", ["x", "x"])])
    row, u = dict(shape=("N", 1, 2)), floats("u", 3, 2)
    apart = helper.make_node("Sub", ["x", "u"], ["a"])
    save("unsupported-operator__differences", [apart, node("Relu", ["a"])], [u], **row)
    save("unsupported-operator__differences_out", [node("Sub", ["x", "u"])], [u], **row)
    save("unsupported-operator__differences_by_point", [apart, node("ReduceSumSquare", ["a"], axes=[1])], [u], **row)
    save("unsupported-operator__sum_of_squares", [node("ReduceSumSquare", ["x"], axes=[2])], **row)
    save("bad-model__differences_axis", [apart, node("ReduceSumSquare", ["a"], axes=[3])], [u], **row)
    save("bad-model__nan_points", [apart, node("ReduceSumSquare", ["a"], axes=[2])],
         [tensor("u", np.full((3, 2), np.nan, np.float32))], **row)
    scaled = helper.make_node("Mul", ["x", "s"], ["h"])
    log = lambda out: helper.make_node("ReduceLogSumExp", ["h"], [out], name="the_node", axes=[2])
    s = tensor("s", np.float32(-2))
    save("unsupported-operator__log_sum_exp", [scaled, log("y")], [s], **row)
    save("unsupported-operator__soft_maximum", [scaled, log("y")], [tensor("s", np.float32(2))], **row)
    save("unsupported-operator__unequal_scales", [scaled, log("l"), node("Mul", ["l", "s"])], [s], **row)
    save("unsupported-operator__minimum_of_batch", [node("ReduceMin", ["x"], axes=[0])], **row)
    save("unsupported-operator__if", [node("If", ["x"])])
    save("unsupported-version__8", [relu], opset=8)
    save("unsupported-version__22", [relu], opset=22)
    save("unsupported-version__none", [relu], domain="ai.onnx.ml", opset=2)
    save("bad-model__circle", [helper.make_node("Add", ["x", "b"], ["a"]), helper.make_node("Relu", ["a"], ["b"]),
                               helper.make_node("Relu", ["b"], ["y"])])
    save("bad-model__self", [node("Add", ["x", "y"])])
    save("bad-model__two_producers", [relu, relu])
    save("bad-model__no_producer", [node("Add", ["x", "nowhere"])])
    save("bad-model__no_such_output", [relu], outputs=("z",))
    save("bad-model__no_output", [relu], outputs=())
    save("bad-model__second_output", [node("Relu", ["x"], ["y", "i"])], outputs=("i",))
    save("bad-model__constant_output", [node("Constant", [], value=floats("c", 1))])
    save("bad-model__no_shape", [relu], shape=None)
    save("bad-model__open_shape", [relu], shape=("N", 2, "h", "w"))
    save("bad-model__scalar_input", [relu], shape=())
    save("bad-model__negative_shape", [relu], shape=(1, 2, -3, 4))
    save("bad-model__huge_input", [relu], shape=(1, 2**31, 2**31, 2**31))
    save("bad-model__large_input", [relu], shape=(1, 3, 2**13, 2**13))
    save("bad-model__integer_input", [relu], kind=I)
    save("bad-model__missing_input", [node("Conv", ["x"])], [w])
    save("bad-model__huge_pads", [conv(pads=[2**40] * 4)], [w])
    save("bad-model__large_pads", [conv(pads=[2**19] * 4)], [w])
    save("bad-model__negative_pads", [conv(pads=[-1] * 4)], [w])
    save("bad-model__zero_stride", [conv(strides=[0, 0])], [w])
    save("bad-model__huge_stride", [conv(strides=[2**62, 1])], [w])
    save("bad-model__huge_dilation", [conv(dilations=[2**62, 2**62])], [w])
    save("bad-model__short_strides", [conv(strides=[1])], [w])
    save("bad-model__groups", [conv(group=3)], [w])
    save("bad-model__no_groups", [conv(group=0)], [w])
    save("bad-model__channels", [conv()], [floats("w", 2, 3, 3, 3)])
    save("bad-model__kernel_shape", [conv(kernel_shape=[5, 5])], [w])
    save("bad-model__kernel_too_large", [conv()], [floats("w", 1, 2, 5, 5)])
    save("bad-model__pool_on_padding", [node("MaxPool", ["x"], kernel_shape=[2, 2], pads=[2, 2, 2, 2])])
    save("bad-model__huge_kernel", [node("MaxPool", ["x"], kernel_shape=[2**62, 2**62])])
    save("bad-model__no_kernel", [node("MaxPool", ["x"])])
    save("bad-model__huge_pad", [node("Pad", ["x", "p"])],
         [tensor("p", np.array([0, 0, 2**62, 0, 0, 0, 2**62, 0], np.int64))])
    save("bad-model__gemm_columns", [node("Gemm", ["x", "w"])], [floats("w", 3, 2)], shape=("N", 4))
    save("bad-model__nan_weights", [node("MatMul", ["x", "w"])],
         [tensor("w", np.array([[1, np.nan]], np.float32))], shape=("N", 1))
    save("bad-model__divide_by_zero", [node("Div", ["x", "w"])], [tensor("w", np.float32(0))])
    save("bad-model__negative_variance", [node("BatchNormalization", ["x", "a", "a", "a", "v"])],
         [floats("a", 2), tensor("v", np.array([-1, 1], np.float32))])
    save("bad-model__unequal_norm", [node("BatchNormalization", ["x", "a", "a", "a", "a"])], [floats("a", 3)])
    save("bad-model__axis", [node("Softmax", ["x"], "s", axis=7), node("Relu", ["s"])])

    def promise(model, dims, raw=b""):
        t = model.graph.initializer[0]
        del t.dims[:]
        t.dims.extend(dims)
        t.raw_data = raw
    m = node("MatMul", ["x", "w"])
    for name, dims in {"promises": [2, 2**20], "overflow": [2**40, 2**40], "negative": [-2, -2],
                       "wraps": [2**32, 2**32]}.items():
        save(f"bad-model__weights_{name}", [m], [floats("w", 2, 2)], shape=("N", 2),
             change=lambda model, d=dims: promise(model, d, b"\0" * 16))

    def outside(model):
        t = model.graph.initializer[0]
        t.ClearField("raw_data")
        t.data_location = TensorProto.EXTERNAL
        entry = t.external_data.add()
        entry.key, entry.value = "location", "/etc/passwd"
    save("bad-model__external_data", [m], [floats("w", 2, 2)], shape=("N", 2), change=outside)

    def half(model):
        model.graph.initializer[0].data_type = TensorProto.FLOAT16
    save("bad-model__half_weights", [m], [floats("w", 2, 2)], shape=("N", 2), change=half)
    # Thirty doublings of a constant: 2^30 numbers from a file of a kilobyte.
    chain = [helper.make_node("Concat", [f"c{i}", f"c{i}"], [f"c{i + 1}"], axis=0) for i in range(30)]
    save("bad-model__doubling", chain + [node("Reshape", ["x", "c30"])], [tensor("c0", np.ones(4, np.int64))])
    save("bad-model__constant_of_shape", [helper.make_node("ConstantOfShape", ["s"], ["c"]), node("Add", ["x", "c"])],
         [tensor("s", np.array([2**15, 2**15], np.int64))])
    # Fifteen hundred convolutions that share one set of weights.
    layers = [helper.make_node("Conv", [f"v{i}" if i else "x", "w"], [f"v{i + 1}"]) for i in range(1500)]
    save("bad-model__shared_weights", layers + [node("Relu", ["v1500"])], [floats("w", 64, 64, 1, 1)],
         shape=("N", 64, 1, 1))


main()
