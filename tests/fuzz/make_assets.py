#!/usr/bin/python3
"""Writes the seeds of the target "asset": small files in the place of those an exercise ships with.

    /usr/bin/python3 tests/fuzz/make_assets.py        # -> tests/fuzz/corpus/asset/*

Seeded, so that a second run writes the same bytes.
"""

import io
import pathlib

import numpy as np
from onnx import TensorProto, helper, numpy_helper

FOLDER = pathlib.Path(__file__).parent / "corpus/asset"
random = np.random.default_rng(7)


def network(shape, layers):
    """Layers as (operator, attributes, weights …); a Reshape's target and a Pad's are its weights."""
    nodes, tensors, value = [], [], "x"
    for i, (op, attributes, *weights) in enumerate(layers):
        names = [f"w{i}_{k}" for k in range(len(weights))]
        tensors += [numpy_helper.from_array(w, name) for w, name in zip(weights, names)]
        nodes.append(helper.make_node(op, [value, *names], [f"y{i}"], f"n{i}", **attributes))
        value = f"y{i}"
    data = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", *shape])
    out = helper.make_tensor_value_info(value, TensorProto.FLOAT, None)
    model = helper.make_model(helper.make_graph(nodes, "g", [data], [out], tensors), opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 7
    return model.SerializeToString()


def normal(*shape):
    return random.normal(0, 0.3, shape).astype(np.float32)


def whole(*values):
    return np.array(values, np.int64)


classifier = network((1, 28, 28), [
    ("Conv", {"strides": [2, 2]}, normal(2, 1, 5, 5), normal(2)), ("Relu", {}),
    ("AveragePool", {"kernel_shape": [4, 4], "strides": [4, 4]}),
    ("Flatten", {}), ("Gemm", {"transB": 1}, normal(10, 18), normal(10))])
decoder = network((10,), [
    ("Gemm", {"transB": 1}, normal(16, 10), normal(16)), ("Sigmoid", {}), ("Reshape", {}, whole(-1, 1, 4, 4)),
    ("Pad", {}, whole(0, 0, 12, 12, 0, 0, 12, 12), np.float32(0))])
components = network((1,), [("Gemm", {"transB": 1}, normal(784, 1), normal(784)), ("Reshape", {}, whole(-1, 1, 28, 28))])
rows = (FOLDER.parents[3] / "examples/data/iris/iris.csv").read_text().splitlines()
table = "\n".join(rows[:1] + rows[1::5]) + "\n"
images = bytes([0, 0, 8, 3]) + (500).to_bytes(4, "big") + bytes([0, 0, 0, 2] * 2) + random.integers(0, 256, 2000, np.uint8).tobytes()
density = io.BytesIO()
np.save(density, np.eye(28, dtype=np.float32))

SEEDS = {
    "classifier": ("digits-lrp models/digits-cnn.onnx", classifier),
    "similarity": ("bilrp-digits models/digits-cnn-bias-free.onnx", classifier),
    "prototype": ("prototype-digits models/digits-cnn.onnx", classifier),
    "decoder": ("prototype-digits models/digits-decoder.onnx", decoder),
    "components": ("prototype-digits models/digits-pca.onnx", components),
    "density": ("prototype-digits models/digits-gaussian.npy", density.getvalue()),
    "images": ("digits-lrp data/digits/test-images.idx3-ubyte", images),
    "normal-digits": ("one-class-digits data/digits/train-images.idx3-ubyte", images),
    "table": ("one-class-2d data/iris/iris.csv", table.encode()),
}
FOLDER.mkdir(exist_ok=True)
for name, (head, body) in SEEDS.items():
    (FOLDER / name).write_bytes(head.encode() + b"\n" + body)
