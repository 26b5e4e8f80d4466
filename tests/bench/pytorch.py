"""The benchmark network in PyTorch on one thread, forward and explained as Python does it: products
with changed weights forward and transposed, no autograd. Reads a folder with network.onnx and
images.f32 and prints one line of JSON: milliseconds a call, the sums of what is computed, to agree on.

    /usr/bin/python3 tests/bench/pytorch.py FOLDER average|max BATCH
"""

import json
import sys
import time
from pathlib import Path

import numpy
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper

EPSILON, GAMMA, PADDING = 1e-6, 0.25, 2
ROUNDS, SLICE = 25, 0.025  # as tests/bench/page.js

torch.set_num_threads(1)
torch.set_grad_enabled(False)


class Network:
    def __init__(self, path, average):
        graph = onnx.load(path).graph
        tensors = {t.name: torch.tensor(numpy_helper.to_array(t)) for t in graph.initializer}
        layers = [n for n in graph.node if n.op_type in ("Conv", "Gemm")]
        (self.w1, self.b1), (self.w2, self.b2), (self.w3, self.b3), (self.w4, self.b4) = [
            (tensors[n.input[1]], tensors[n.input[2]]) for n in layers
        ]
        transposed = [n for n in layers if n.op_type == "Gemm" and not any(a.name == "transB" and a.i for a in n.attribute)]
        if transposed:
            self.w3, self.w4 = self.w3.T.contiguous(), self.w4.T.contiguous()
        self.average = average

    def pool(self, x):
        if self.average:
            return F.avg_pool2d(x, 2), None
        return F.max_pool2d(x, 2, return_indices=True)

    def forward(self, x):
        self.x = x
        self.a1 = F.relu(F.conv2d(x, self.w1, self.b1, padding=PADDING))
        self.p1, self.i1 = self.pool(self.a1)
        self.a2 = F.relu(F.conv2d(self.p1, self.w2, self.b2, padding=PADDING))
        self.p2, self.i2 = self.pool(self.a2)
        self.flat = self.p2.flatten(1)
        self.a3 = F.relu(F.linear(self.flat, self.w3, self.b3))
        self.scores = F.linear(self.a3, self.w4, self.b4)
        return self.scores

    def unpool(self, relevance, a, p, indices):
        if not self.average:
            return F.max_unpool2d(relevance, indices, 2)
        share = relevance / stable(p)
        return a * F.interpolate(share, scale_factor=2) / 4

    def explain(self, x, composite):
        self.forward(x)
        winner = self.scores.argmax(1, keepdim=True)
        r = torch.zeros_like(self.scores).scatter(1, winner, self.scores.gather(1, winner))
        r = self.a3 * ((r / stable(self.scores)) @ self.w4)
        # above a ReLU that is closed no relevance arrives, so that z is the activation where it counts
        r = self.flat * ((r / stable(self.a3)) @ self.w3)
        r = self.unpool(r.view_as(self.p2), self.a2, self.p2, self.i2)
        mix = GAMMA if composite == "epsilon-gamma-box" else None
        r = convolution(self.p1, self.w2, self.b2, r, mix)
        r = self.unpool(r, self.a1, self.p1, self.i1)
        return box(self.x, self.w1, r) if mix else convolution(self.x, self.w1, self.b1, r, None)


def stable(z):
    return z + torch.where(z >= 0, EPSILON, -EPSILON)


def over(r, z):
    return torch.where((r == 0) | (z == 0), torch.zeros_like(r), r / z)


def convolution(a, w, b, r, gamma):
    """z⁺, or γ where z > 0 (all that a ReLU lets through), for a ≥ 0."""
    mixed, bias = (w.clamp(min=0), b.clamp(min=0)) if gamma is None else (w + gamma * w.clamp(min=0), b + gamma * b.clamp(min=0))
    share = over(r, F.conv2d(a, mixed, bias, padding=PADDING))
    return a * F.conv_transpose2d(share, mixed, padding=PADDING)


def box(x, w, r):
    positive, negative, low, high = w.clamp(min=0), w.clamp(max=0), torch.zeros_like(x), torch.ones_like(x)
    parts = [(x, w, 1), (low, positive, -1), (high, negative, -1)]
    z = sum(sign * F.conv2d(a, v, padding=PADDING) for a, v, sign in parts)
    share = over(r, z)
    return sum(sign * a * F.conv_transpose2d(share, v, padding=PADDING) for a, v, sign in parts)


def median_ms(call):
    end = time.perf_counter() + 0.15
    while time.perf_counter() < end:
        call()
    begin, count = time.perf_counter(), 0
    while time.perf_counter() - begin < SLICE:
        call()
        count += 1
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for _ in range(count):
            call()
        times.append((time.perf_counter() - begin) / count * 1000)
    return sorted(times)[len(times) // 2]


folder, pooling, batch = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
network = Network(folder / "network.onnx", pooling == "average")
images = torch.from_numpy(numpy.fromfile(folder / "images.f32", dtype=numpy.float32)).view(batch, 1, 28, 28)
result = {"version": torch.__version__, "scores": network.forward(images).flatten().tolist()}
result["forward"] = median_ms(lambda: network.forward(images))
for name in ("epsilon-gamma-box", "epsilon-plus"):
    result[name] = {
        "sum": float(network.explain(images, name).sum()),
        "ms": median_ms(lambda: network.explain(images, name)),
    }
print(json.dumps(result))
