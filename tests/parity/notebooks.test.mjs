// The script of every exercise, made by the page's own code and run by Python with NumPy: every number it computes is held
// against the native engine's, at the script's tolerance.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { join_frames } from '../../web/scripts/join_frames.mjs';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { source_server } from '../web/support/source.mjs';
import { HELD, SEEDS, SETTINGS } from './notebook_settings.mjs';
import { random_settings } from './random_settings.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const examples = join(root, 'examples');
const templates = join(root, 'web/src/notebooks');
const NAMES = readdirSync(examples).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
  .map((name) => name.slice(0, -5));
const scenario_of = (name) => JSON.parse(readFileSync(join(examples, `${name}.json`), 'utf8'));
const template = async (name) => readFileSync(join(templates, `${name}.py`), 'utf8');
const asset = async (name) => new Uint8Array(readFileSync(join(examples, name)));
const engine = await load_engine();
const folder = mkdtempSync(join(tmpdir(), 'notebooks-'));
let server;
let notebook;
before(async () => {
  server = await source_server();
  notebook = await server.load('notebooks/notebook.ts');
});
after(async () => { await server.close(); rmSync(folder, { recursive: true }); });

const must = (result) => {
  assert.ok(result.ok, JSON.stringify(result.error));
  return result.value;
};
const as_value = (value) => (Array.isArray(value) && typeof value[0] !== 'string'
  ? { shape: Array.isArray(value[0]) ? [value.length, value[0].length] : [value.length], values: new Float64Array(value.flat()) } : value);

function opened_with_files(scenario) {
  const opened = must(engine.open(JSON.stringify(scenario)));
  for (const need of opened.needs) must(engine.provide(opened.id, need, new Uint8Array(readFileSync(join(examples, need)))));
  return opened;
}

/** Settings drawn from a seed; if the engine refuses them, from the next. */
function drawn_settings(name, seed) {
  const opened = opened_with_files(scenario_of(name));
  const { controls } = must(engine.run(opened.id, {}));
  for (let draw = seed; draw < seed + 2000; draw += 100) {
    const settings = { ...random_settings(controls.length > 0 ? controls : opened.controls, draw), ...HELD[name] };
    const frame = engine.run(opened.id, Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, as_value(value)])));
    if (frame.ok && !frame.value.problem) { must(engine.close(opened.id)); return settings; }
  }
  throw new Error(`${name}: the engine refuses every draw`);
}

/** What the page would hand to its scripts at these settings. */
function subject_at(name, settings, language) {
  const scenario = scenario_of(name);
  const opened = opened_with_files(scenario);
  const given = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, as_value(value)]));
  let frame = must(engine.run(opened.id, given));
  const controls = frame.controls.length > 0 ? frame.controls : opened.controls;
  while (!frame.done) frame = join_frames(frame, must(engine.advance(opened.id, 20)));
  must(engine.close(opened.id));
  const values = { ...Object.fromEntries(controls.map((control) => [control.name, control.initial])), ...given };
  const { title, statement } = opened;
  const { kind, ...config } = scenario.experiment;
  return { kind, config, title, statement, language, link: `https://lab.example/#/${name}`, controls, values,
    quantities: frame.quantities, views: frame.views, asset, problem: frame.problem };
}

function natively(name, settings) {
  const sets = Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${JSON.stringify(value)}`]);
  const output = execFileSync(join(root, 'build/native/relevance'),
    ['run', join(examples, `${name}.json`), '--advance', '100000', ...sets], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return JSON.parse(output).quantities;
}

const TELL = `
import json
print("COMPUTED " + json.dumps([tolerance, {k: np.asarray(v, float).tolist() for k, v in computed.items()}]))
`;

/** Debian's Python, alone: no package but NumPy, whatever else is installed. */
function in_python(script) {
  const file = join(folder, 'script.py');
  writeFileSync(file, script + TELL);
  const output = execFileSync('/usr/bin/python3', ['-I', '-W', 'error', file], { encoding: 'utf8', maxBuffer: 1 << 28, cwd: folder });
  const [said, told] = output.split('COMPUTED ');
  const [tolerance, computed] = JSON.parse(told.replaceAll(/\bNaN\b/g, 'null').replaceAll(/\bInfinity\b/g, '1e999'));
  return { said, tolerance, computed };
}

function gap_of(ours, theirs, what) {
  const [a, b] = [ours, theirs].map((value) => [ArrayBuffer.isView(value?.values) ? [...value.values] : value].flat(Infinity));
  assert.equal(a.length, b.length, what);
  const scale = b.reduce((most, value) => Math.max(most, Number.isFinite(value) ? Math.abs(value) : 0), 1);
  return a.reduce((most, value, i) => {
    if (value === b[i]) return most; // also where both are none, or infinite
    assert.ok(value !== null && b[i] !== null, `${what}[${i}]: ${value}, expected ${b[i]}`);
    return Math.max(most, Math.abs(value - b[i]) / scale);
  }, 0);
}

for (const name of NAMES) {
  const { experiment, tasks = [] } = scenario_of(name);
  test(`${name}: the kind ${experiment.kind} has a script, and settings to run it at`, () => {
    assert.ok(existsSync(join(templates, `${experiment.kind}.py`)), `add web/src/notebooks/${experiment.kind}.py`);
    assert.ok(SETTINGS[name]?.length >= 3, `add settings of ${name} to notebook_settings.mjs`);
  });
  const drawn = SEEDS.map((seed) => drawn_settings(name, seed));
  [...SETTINGS[name] ?? [], ...drawn].forEach((settings, i) => test(`${name} ${JSON.stringify(settings)}`, async (t) => {
    const subject = subject_at(name, settings, i % 2 === 0 ? 'en' : 'de');
    const script = await notebook.write_script(subject, template);
    assert.doesNotMatch(script, /#: |#en |#de /, 'a line that is not filled in');
    assert.deepEqual([...script.matchAll(/^\s*(?:import|from) (\w+)/gm)].map((match) => match[1])
      .filter((module) => !['numpy', 'base64', 'io', 'zlib'].includes(module)), [], 'NumPy alone');
    const { said, tolerance, computed } = in_python(script);
    assert.match(said, /^= /m, 'it compares');
    if (/^shown\["picture"\] = (?!None)/m.test(script)) assert.match(said, /^= picture /m, 'and its picture');
    const native = subject.problem ? subject.quantities : natively(name, settings); // the command says a problem only
    const shared = Object.keys(computed).filter((quantity) => quantity in native);
    assert.ok(shared.length > 0);
    const gaps = shared.map((quantity) => [quantity, gap_of(computed[quantity], native[quantity], quantity)]);
    for (const [quantity, gap] of gaps) assert.ok(gap <= tolerance, `${quantity}: off by ${gap}, tolerance ${tolerance}`);
    const asked = tasks.flatMap((task) => [task.quantity, ...(task.blanks ?? []).map((blank) => blank.quantity)])
      .filter((quantity) => typeof quantity === 'string' && quantity in native);
    assert.deepEqual(asked.filter((quantity) => !shared.includes(quantity)), [], 'what tasks ask for is computed');
    const left_out = Object.keys(native).filter((quantity) => !shared.includes(quantity));
    t.diagnostic(`${shared.length} quantities within ${Math.max(...gaps.map(([, gap]) => gap)).toExponential(1)}, tolerance ${
      tolerance}; ${script.length} characters${left_out.length > 0 ? `; not computed: ${left_out.join(', ')}` : ''}`);
  }));
}
