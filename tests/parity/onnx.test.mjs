// Forward parity with onnxruntime-web: the shipped models here, the zoo through the numbers
// it wrote into tests/io/zoo/expected.json, which tests/io/onnx_test.cpp reads.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as ort from 'onnxruntime-web';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const models = join(root, 'examples/models');
ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

/** Test digit `index`, 20×20 in the middle of 28×28, as 0–1. */
function digit(index) {
  const bytes = readFileSync(join(root, 'examples/data/digits/test-images.idx3-ubyte')).subarray(16 + index * 400);
  const pixels = new Float32Array(784);
  for (let y = 0; y < 20; ++y) for (let x = 0; x < 20; ++x) pixels[(y + 4) * 28 + x + 4] = bytes[y * 20 + x] / 255;
  return pixels;
}

for (const file of readdirSync(models).filter((name) => name.endsWith('.onnx')))
  test(`${file} gives the scores onnxruntime-web gives`, async () => {
    const session = await ort.InferenceSession.create(readFileSync(join(models, file)), { logSeverityLevel: 3 });
    for (const index of [0, 123, 499]) {
      const feeds = { [session.inputNames[0]]: new ort.Tensor('float32', digit(index), [1, 1, 28, 28]) };
      const theirs = [...(await session.run(feeds))[session.outputNames[0]].data];
      const ours = JSON.parse(execFileSync(join(root, 'build/native/relevance'), ['explain', join(models, file), '--input',
        join(root, 'examples/data/digits/test-images.idx3-ubyte'), '--index', String(index), '--method', 'gradient'], { encoding: 'utf8' }));
      ours.scores.forEach((score, k) => assert.ok(Math.abs(score - theirs[k]) < 1e-4 * Math.max(1, Math.abs(score)), `class ${k}: ${score}, ${theirs[k]}`));
    }
  });

test('the zoo\'s expected numbers are what onnxruntime-web computes today', () => {
  const expected = JSON.parse(readFileSync(join(root, 'tests/io/zoo/expected.json'), 'utf8'));
  const now = JSON.parse(execFileSync('node', [join(root, 'tests/io/make_expected.mjs'), '--print'], { encoding: 'utf8', maxBuffer: 1 << 26 }));
  assert.deepEqual(Object.keys(now), Object.keys(expected));
  for (const [name, output] of Object.entries(expected)) {
    assert.deepEqual(now[name].dims, output.dims, name);
    output.values.forEach((value, i) => assert.ok(Math.abs(value - now[name].values[i]) < 1e-5 * Math.max(1, Math.abs(value)), name));
  }
});
