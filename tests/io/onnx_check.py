#!/usr/bin/python3
"""Runs onnx.checker, with shape inference, over the files given as arguments.

    /usr/bin/python3 tests/io/onnx_check.py examples/models/*.onnx

Prints a line per file and "N passed, N failed"; exit 1 where any fails.
"""
import sys

import onnx

failed = 0
for path in sys.argv[1:]:
    try:
        model = onnx.load(path)
        onnx.checker.check_model(model, full_check=True)
        print(f"ok      {path}")
    except Exception as error:  # the checker raises several unrelated types
        failed += 1
        print(f"FAILED  {path}: {error}")
print(f"{len(sys.argv) - 1 - failed} passed, {failed} failed")
sys.exit(1 if failed else 0)
