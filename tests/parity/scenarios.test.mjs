// Every scenario, natively and as WebAssembly, quantities, checks and views: double agrees to 1e-10, float to 1e-4, relative.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { join_frames } from '../../web/scripts/join_frames.mjs';
import { load_engine } from '../../web/scripts/load_engine.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const examples = join(root, 'examples');
const engine = await load_engine();

const must = (result) => {
  assert.ok(result.ok, JSON.stringify(result.error));
  return result.value;
};

/** Lists of numbers as the boundary takes them. */
const as_value = (value) => (Array.isArray(value) && typeof value[0] !== 'string'
  ? { shape: Array.isArray(value[0]) ? [value.length, value[0].length] : [value.length], values: new Float64Array(value.flat()) } : value);

function in_wasm(file, values) {
  const opened = must(engine.open(readFileSync(file, 'utf8')));
  for (const name of opened.needs) must(engine.provide(opened.id, name, new Uint8Array(readFileSync(join(examples, name)))));
  let frame = must(engine.run(opened.id, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, as_value(value)]))));
  while (!frame.done) frame = join_frames(frame, must(engine.advance(opened.id, 10)));
  must(engine.close(opened.id));
  return frame;
}

function natively(file, values) {
  const sets = Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${JSON.stringify(value)}`]);
  return JSON.parse(execFileSync(join(root, 'build/native/relevance'), ['run', file, '--views', '--advance', '1000', ...sets],
    { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

function assert_close(name, wasm, native, tolerance) {
  const flat = [native].flat(Infinity).map((value) => value ?? NaN); // JSON knows no NaN
  assert.equal(wasm.values.length, flat.length, name);
  const scale = flat.reduce((most, value) => Math.max(most, Number.isNaN(value) ? 0 : Math.abs(value)), 1);
  flat.forEach((value, i) => assert.ok(Object.is(value, wasm.values[i]) || Math.abs(value - wasm.values[i]) <= tolerance * scale,
    `${name}[${i}]: ${value} natively, ${wasm.values[i]} in WebAssembly`));
}

/** Pictures are single precision everywhere; words are the same. */
function assert_same_view(id, wasm, native, tolerance) {
  assert.equal(wasm.kind, native.kind, id);
  assert.deepEqual(Object.keys(wasm.fields).sort(), Object.keys(native.fields).sort(), id);
  for (const [name, value] of Object.entries(native.fields)) {
    const field = wasm.fields[name], what = `${id}/${name}`;
    const picture = field.values instanceof Float32Array;
    if (picture || field.values instanceof Float64Array) assert_close(what, field, value, picture ? Math.max(tolerance, 1e-6) : tolerance);
    else if (typeof value === 'number') assert_close(what, { values: [field] }, value, tolerance);
    else assert.deepEqual(field, value, what);
  }
}

const variants = {
  'digits-lrp': [
    {}, { index: 17, target: '4' }, { model: 'digits-linear', rule: 'w-square' },
    { model: 'digits-cnn-bias-free', rule: 'gamma', gamma: 1 },
    ...['epsilon-plus', 'epsilon-plus-flat', 'epsilon-alpha2-beta1', 'epsilon-alpha2-beta1-flat', 'epsilon-gamma-box']
      .map((composite) => ({ composite, index: 99 })),
    { method: 'gradient' }, { method: 'gradient-times-input', index: 3 },
  ],
  'positive-homogeneity': [{}, { t: -1.5 }, { t: 7.3, bias: true, x: [0.3, -2, 1.1] }],
  'taylor-rbf': [{}, { x: [1, 2, 3], mu: [0, -1, 0.5] }, { root: 'free', root_point: [0.3, -2] }],
  'lrp-min-networks': [
    ...['zero', 'epsilon', 'gamma', 'zplus', 'alpha-beta', 'w-square', 'flat', 'z-box']
      .map((rule) => ({ rule, network: 'iii', a1: 1.7, a2: 3.1 })),
    { network: 'own', weights: [1, 1, 1, -1, -1, 1, 0.5, -0.5, -0.5] }, { network: 'i', a1: 0, a2: 0 },
  ],
  'prototype-linear': [
    {}, { penalty: 'gaussian', step: 150 }, { penalty: 'generator', method: 'momentum', step: 60, rate: 0.02 },
    { penalty: 'generator', line_search: true, step: 80, start: [1, -2] }, { method: 'adam', step: 40 },
  ],
  // iterated: where operations are the same in the same order, as on x86-64, so are a hundred steps; else the first few
  'prototype-digits': [
    { step: 3, method: 'gradient', rate: 0.001 }, { step: 3, penalty: 'l2', method: 'gradient', rate: 0.01 },
    { step: 3, penalty: 'gaussian', method: 'gradient', rate: 0.0005, start: 'mean' },
    { step: 2, penalty: 'pca', model: 'digits-linear', objective: 'log-probability' },
    ...(process.arch === 'x64' ? [{ step: 100, penalty: 'l2', method: 'gradient', rate: 0.005 }] : []),
  ],
  'similarity-taylor': [{}, { epsilon: 0.7, x: [-1, 2] }, { root: 'free', x2: [0.5, 2.5] }],
  'bilrp-small': [
    ...['zero', 'epsilon', 'gamma', 'zplus', 'alpha-beta', 'w-square', 'flat'].map((rule) => ({ rule, x: [1.3, 0.4] })),
    { pair: '1-2', step: 1 }, { x: [2, 0], x2: [-2, 0] },
  ],
  'bilrp-digits': [
    {}, { index: 1, index2: 0, similarity: 'cosine', patch: '7' }, { model: 'digits-cnn', layer: 'scores', feature: '4' },
    { model: 'digits-linear', rule: 'zero', shift: 2 },
  ],
  'one-class-2d': [
    {}, { model: 'kde', data: 'rings', gamma: 40 }, { model: 'k-means', data: 'table', clusters: 4 },
    { points: [[0, 0], [1, 1], [2, 0], [2, 0]], nu: 0.4, x: [0, 0] },
  ],
  'convolution-kernel': [
    { mode: 'full', trials: 20 }, { mode: 'same', distribution: 'walk', trials: 30, checks: 'eigenvalue', renew: false },
    { mode: 'valid', n: 2, d: 2, series: [1, 0], series2: [0, 1] }, { mode: 'circular', distribution: 'sine', n: 12, d: 20 },
  ],
  'convolution-backprop': [
    {}, { mode: 'same', forward: 'correlation', wanted: 'w', index: 3 }, { mode: 'valid', x: [1, 2], w: [1, -1, 2, 0.5] },
    { mode: 'circular', x: [1], w: [2], delta: [-1] },
  ],
  'one-class-digits': [{ count: 40, class: '7' }, { count: 30, model: 'k-means', clusters: 3, alter: 'turn' }],
  'recurrent-dynamics': [
    {}, { h: 3, rate: 0.2 },
    { edges: ['w11', 'w12', 'none', 'w22', 'b1', 'none', 'none', 'b2'] }, { updates: 40, t: 30, window: 4, unit: '2', epsilon: 0.05 },
    { target: 'own', updates: 20, method: 'gradient', eta: 0.5 },
    { hidden: 2, hidden_seed: 4, across: '3', up: '1', target: 'own', updates: 20, t: 40, window: 30 },
    { W: [[1.8, 0.6, 0], [0, 0.4, -1], [0.3, 0, 0.9]], b: [0.1, 0, -0.2], x0: [1, 0, -1], y0: [0, 1, 0], steps: 40 },
  ],
};
const tolerances = { // all others have a closed form and compute in double
  'digits-lrp': 1e-4, 'prototype-digits': 1e-4, 'bilrp-digits': 1e-4, // single precision
  'one-class-2d': 1e-8, // trained to a tolerance
};

for (const file of readdirSync(examples).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))) {
  const name = file.replace(/\.json$/, '');
  test(`${name} has cases of its own`, () => assert.ok(variants[name]?.length >= 2, `add variants of ${name}`));
  for (const values of variants[name] ?? [])
    test(`${name} ${JSON.stringify(values)}`, () => {
      const path = join(examples, file);
      const native = natively(path, values), wasm = in_wasm(path, values);
      assert.deepEqual(Object.keys(native.quantities).sort(), Object.keys(wasm.quantities).sort());
      const tolerance = tolerances[name] ?? 1e-10;
      for (const [quantity, value] of Object.entries(native.quantities)) {
        assert_close(quantity, wasm.quantities[quantity], value, tolerance);
      }
      assert.deepEqual(Object.keys(native.views).sort(), wasm.views.map((view) => view.id).sort());
      for (const view of wasm.views) assert_same_view(view.id, view, native.views[view.id], tolerance);
      assert.deepEqual(native.checks.map((check) => [check.name, check.status]), wasm.checks.map((check) => [check.name, check.status]));
    });
}

test('the boundary gives errors as results, never as exceptions', () => {
  const opened = must(engine.open(readFileSync(join(examples, 'digits-lrp.json'), 'utf8')));
  const code = (result) => (result.ok ? 'ok' : result.error.code);
  assert.equal(code(engine.run(opened.id, {})), 'asset-missing');
  assert.equal(code(engine.provide(opened.id, opened.needs[0], new Uint8Array([8, 7, 255]))), 'bad-model');
  assert.equal(code(engine.provide(opened.id, 'nothing.onnx', new Uint8Array())), 'unknown-name');
  assert.equal(code(engine.provide(opened.id, opened.needs[0], 'text')), 'wrong-type');
  assert.equal(code(engine.open('{')), 'bad-scenario');
  assert.equal(code(engine.run(99, {})), 'unknown-name');
  assert.equal(code(engine.run(opened.id, { image: null })), 'wrong-type');
  assert.equal(code(engine.close(opened.id)), 'ok');
  const without_assets = must(engine.open(readFileSync(join(examples, 'taylor-rbf.json'), 'utf8')));
  assert.equal(code(engine.run(without_assets.id, { x: { shape: [2, 2], values: new Float64Array(3) } })), 'shape-mismatch');
  assert.equal(code(engine.close(without_assets.id)), 'ok');
});

test('arrays are copies: they survive the growth of memory', () => {
  const file = join(examples, 'digits-lrp.json');
  const frame = in_wasm(file, {});
  const before = [...frame.quantities.relevance.values];
  for (let i = 0; i < 12; ++i) must(engine.open(readFileSync(file, 'utf8')));
  in_wasm(file, { index: 5 });
  assert.deepEqual([...frame.quantities.relevance.values], before);
});

test('memory is flat over 10,000 explanations', () => {
  const opened = must(engine.open(readFileSync(join(examples, 'digits-lrp.json'), 'utf8')));
  for (const name of opened.needs) must(engine.provide(opened.id, name, new Uint8Array(readFileSync(join(examples, name)))));
  const composites = ['epsilon-plus', 'epsilon-gamma-box', 'epsilon-alpha2-beta1'];
  const explain = (n) => {
    for (let i = 0; i < n; ++i) must(engine.run(opened.id, { index: i % 500, composite: composites[i % 3], gamma: (i % 40) / 20 }));
    return engine.memory();
  };
  const early = explain(500);
  assert.equal(explain(9500), early);
});
