#!/usr/bin/python3
"""Evaluates a one-class model by numpy, an operator at a time, after onnx.checker.

    /usr/bin/python3 tests/io/onnx_evaluate.py model.onnx input.npy    # prints the output as JSON

An implementation of what the operators mean that shares nothing with src/io/onnx/.
"""
import json
import sys

import numpy as np
import onnx
from onnx import helper, numpy_helper


def reduction(function):
    def reduce(x, axes=None, **attributes):
        axes = attributes.get("axes", axes)
        return function(x, axis=tuple(int(a) for a in axes), keepdims=bool(attributes.get("keepdims", 1)))
    return reduce


def log_sum_exp(x, axis, keepdims):
    top = x.max(axis=axis, keepdims=True)
    total = np.log(np.exp(x - top).sum(axis=axis, keepdims=True)) + top
    return total if keepdims else total.squeeze(axis)


OPERATORS = {
    "Add": np.add,
    "Sub": np.subtract,
    "Mul": np.multiply,
    "Reshape": lambda x, shape: x.reshape(shape),
    "ReduceSum": reduction(np.sum),
    "ReduceMin": reduction(np.min),
    "ReduceSumSquare": reduction(lambda x, **where: np.square(x).sum(**where)),
    "ReduceLogSumExp": reduction(log_sum_exp),
}


def main(path, sample):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    graph = model.graph
    shape = [d.dim_value for d in graph.input[0].type.tensor_type.shape.dim][1:]
    values = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    values[graph.input[0].name] = np.load(sample).reshape([1, *shape])
    for node in graph.node:
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        values[node.output[0]] = OPERATORS[node.op_type](*(values[i] for i in node.input), **attributes)
    print(json.dumps(values[graph.output[0].name].ravel().tolist()))


main(*sys.argv[1:])
