// The same settings, the same seeds, the same numbers bit by bit: whatever was run before, and in slices of any length.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXAMPLES, scenario_names } from '../../web/scripts/files.mjs';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { random_settings } from './random_settings.mjs';

const engine = await load_engine();
const SEEDS = [10, 11]; // with these every exercise computes something
const BUDGETS_MS = [1000, 1]; // all at once; in many slices

const as_value = (value) => (Array.isArray(value) && typeof value[0] !== 'string'
  ? { shape: Array.isArray(value[0]) ? [value.length, value[0].length] : [value.length], values: new Float64Array(value.flat()) } : value);
const drawn = (controls, seed) => Object.fromEntries(Object.entries(random_settings(controls, seed)).map(([name, value]) =>
  [name, as_value(value)]));

const provide = (id, name) => engine.provide(id, name, new Uint8Array(readFileSync(join(EXAMPLES, name))));

function open(name) {
  const { value } = engine.open(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
  for (const need of value.needs) {
    const provided = provide(value.id, need);
    if (provided.value.controls.length > 0) value.controls = provided.value.controls;
  }
  return value;
}

/** What a run comes to, as text that tells every bit; where it cannot, its error. */
function outcome(id, values, budget) {
  let result = engine.run(id, values);
  while (result.error?.code === 'asset-missing' && provide(id, result.error.params.name).ok) result = engine.run(id, values);
  const quantities = {};
  const checks = {};
  while (result.ok) {
    for (const [name, { values: numbers }] of Object.entries(result.value.quantities)) quantities[name] = numbers;
    for (const { name, left, right } of result.value.checks) checks[name] = Float64Array.of(left, right);
    if (result.value.done) break;
    result = engine.advance(id, budget);
  }
  const bits = (array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
  const told = (all) => Object.entries(all).map(([name, array]) => `${name} ${bits(array)}`).sort().join('\n');
  return `${result.ok ? '' : result.error.code}\n${told(quantities)}\n${told(checks)}`;
}

for (const name of scenario_names()) {
  test(name, () => {
    const [first, again] = [open(name), open(name)];
    const [one, other] = SEEDS.map((seed) => drawn(first.controls, seed));
    const expected = outcome(first.id, one, BUDGETS_MS[0]);
    assert.match(expected, /^\n./, 'something is computed');
    outcome(again.id, other, BUDGETS_MS[0]);
    assert.equal(outcome(again.id, one, BUDGETS_MS[1]), expected);
    assert.equal(outcome(first.id, one, BUDGETS_MS[1]), expected);
    for (const { id } of [first, again]) engine.close(id);
  });
}
