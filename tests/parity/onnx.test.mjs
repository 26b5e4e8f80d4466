// Forward parity with onnxruntime-web: the shipped models here, the zoo through the numbers
// it wrote into tests/io/zoo/expected.json, which tests/io/onnx_test.cpp reads.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

/** A code of a generator: no two entries alike, within ±2. */
const code = (index, length) => Float32Array.from({ length }, (_, i) => 2 * Math.sin(1.7 * i + index));

function write_npy(path, values) {
  const described = `{'descr': '<f4', 'fortran_order': False, 'shape': (${values.length},), }`.padEnd(117) + '\n';
  writeFileSync(path, Buffer.concat([Buffer.from([0x93]), Buffer.from('NUMPY'), Buffer.from([1, 0, 118, 0]), Buffer.from(described),
    Buffer.from(values.buffer)]));
}

/** What `relevance` computes from the same values. */
function our_scores(file, values) {
  const folder = mkdtempSync(join(tmpdir(), 'relevance-'));
  const input = join(folder, 'input.npy');
  write_npy(input, values);
  const printed = execFileSync(join(root, 'build/native/relevance'),
    ['explain', join(models, file), '--input', input, '--method', 'gradient'], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return JSON.parse(printed).scores;
}

for (const file of readdirSync(models).filter((name) => name.endsWith('.onnx')))
  test(`${file} gives the scores onnxruntime-web gives`, async () => {
    const session = await ort.InferenceSession.create(readFileSync(join(models, file)), { logSeverityLevel: 3 });
    const [, ...shape] = session.inputMetadata[0].shape;
    for (const index of [0, 123, 499]) {
      const values = shape.length === 1 ? code(index, shape[0]) : digit(index);
      const feeds = { [session.inputNames[0]]: new ort.Tensor('float32', values, [1, ...shape]) };
      const theirs = [...(await session.run(feeds))[session.outputNames[0]].data];
      const ours = our_scores(file, values);
      assert.equal(ours.length, theirs.length);
      ours.forEach((score, k) => assert.ok(Math.abs(score - theirs[k]) < 1e-4 * Math.max(1, Math.abs(score)),
        `output ${k}: ${score}, ${theirs[k]}`));
    }
  });

test('the zoo\'s expected numbers are what onnxruntime-web computes today', () => {
  const expected = JSON.parse(readFileSync(join(root, 'tests/io/zoo/expected.json'), 'utf8'));
  const now = JSON.parse(execFileSync('node', [join(root, 'tests/io/make_expected.mjs'), '--print'],
    { encoding: 'utf8', maxBuffer: 1 << 26 }));
  assert.deepEqual(Object.keys(now), Object.keys(expected));
  for (const [name, output] of Object.entries(expected)) {
    assert.deepEqual(now[name].dims, output.dims, name);
    output.values.forEach((value, i) => assert.ok(Math.abs(value - now[name].values[i]) < 1e-5 * Math.max(1, Math.abs(value)), name));
  }
});
