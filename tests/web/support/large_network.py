#!/usr/bin/python3
"""Writes to standard output a random network for 28×28 that takes a hundred times the lab's own: five
convolutions of 128 channels, 460 million multiply-adds."""

import sys

import numpy as np
from onnx import TensorProto, helper, numpy_helper

random = np.random.default_rng(3)
nodes, weights, channels, value = [], [], 1, "x"


def layer(name, op, shape, **attributes):
    global value
    fan_in = int(np.prod(shape[1:]))
    w = random.normal(0, (2 / fan_in) ** 0.5, shape).astype(np.float32)
    b = np.zeros(shape[0], np.float32)
    weights.extend([numpy_helper.from_array(w, name + ".w"), numpy_helper.from_array(b, name + ".b")])
    nodes.append(helper.make_node(op, [value, name + ".w", name + ".b"], [name], name, **attributes))
    value = name


for i in range(5):
    layer(f"conv{i}", "Conv", (128, channels, 3, 3), pads=[1, 1, 1, 1])
    nodes.append(helper.make_node("Relu", [value], [f"relu{i}"], f"relu{i}"))
    channels, value = 128, f"relu{i}"
nodes.append(helper.make_node("MaxPool", [value], ["pool"], "pool", kernel_shape=[7, 7], strides=[7, 7]))
nodes.append(helper.make_node("Flatten", ["pool"], ["flat"], "flat"))
value = "flat"
layer("scores", "Gemm", (10, 128 * 16), transB=1)
graph = helper.make_graph(
    nodes, "large",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 1, 28, 28])],
    [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["N", 10])],
    weights)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
model.ir_version = 7
sys.stdout.buffer.write(model.SerializeToString())
