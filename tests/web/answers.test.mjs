// What students type, read by the page's own reader and judged by the engine: as the scenario files say.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { EXAMPLES, scenario_names } from '../../web/scripts/files.mjs';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { source_server } from './support/source.mjs';

let source;
let make_reader;
let submission_of;
let file;
let quantities;
let contours;
let lines;
before(async () => {
  source = await source_server();
  [{ make_reader }, { submission_of }, file, quantities, contours, lines] = await Promise.all([
    'answers/kinds.ts', 'answers/submission.ts', 'state/progress_file.ts', 'state/quantities.ts', 'marks/contours.ts',
    'marks/lines.ts',
  ].map(source.load));
});
after(() => source.close());

const engine = await load_engine();
const scenario_text = (name) => readFileSync(join(EXAMPLES, `${name}.json`), 'utf8');

function open(name) {
  const opened = engine.open(scenario_text(name));
  assert.ok(opened.ok, JSON.stringify(opened.error));
  for (const need of opened.value.needs) {
    if (existsSync(join(EXAMPLES, need))) engine.provide(opened.value.id, need, new Uint8Array(readFileSync(join(EXAMPLES, need))));
  }
  return opened.value;
}

const with_tasks = scenario_names().filter((name) => (JSON.parse(scenario_text(name)).tasks ?? []).length > 0);

/** As the page keeps what was typed: of a proof, its parts. */
function draft_of({ latex, answer }) {
  if (typeof latex === 'string') return latex;
  if (!Array.isArray(latex)) return JSON.stringify(latex);
  return JSON.stringify(latex.map((line, i) => ({ relation: '', reason: '', ...answer[i], latex: line })));
}

for (const name of with_tasks) {
  const cases = JSON.parse(scenario_text(name)).tasks.flatMap((task) => task.tests.filter((one) => one.latex)
    .map((one) => ({ task: task.id, ...one })));
  test(`${name}: ${cases.length} typed answers become what the file says`, async () => {
    const opened = open(name);
    for (const one of cases) {
      const task = opened.tasks.find(({ id }) => id === one.task);
      const what = `${one.task}: ${JSON.stringify(one.latex)}`;
      const { json, unread } = await submission_of(task, draft_of(one), opened.symbols);
      const got = unread ? null : engine.grade(opened.id, one.task, json, {});
      assert.ok(!got || got.ok, `${what}: ${JSON.stringify(got?.error)}`);
      assert.equal(got ? got.value.status : 'unreadable', one.status, `${what} → ${unread ? unread.reason : json}`);
    }
    engine.close(opened.id);
  });
}

test('the scenario’s names win, and a decimal comma is a decimal point', () => {
  const names = ['a_1', 'a_2', 'x', 'T', 'e'].map((name) => ({ name, latex: name }));
  const read = make_reader([...names, { name: 'gamma', latex: '\\gamma' }, { name: 'delta_ij', latex: '\\delta_{ij}' },
    { name: 'x_bar', latex: '\\bar{x}' }]);
  const cases = {
    '\\gamma': 'gamma', 'a_1-a_2': ['Subtract', 'a_1', 'a_2'], 'a_{1}': 'a_1', 'a1': 'a_1', '\\bar{x}': 'x_bar',
    '0{,}5': 0.5, '0,5': 0.5, '-0.5': -0.5, '3{,}25': 3.25, '\\max(0{,}x)': ['Max', 0, 'x'], '\\max(0,5)': ['Max', 0, 5],
    '\\max(0{,}5;x)': ['Max', 0.5, 'x'],
    '0.9\\delta_{ij}+0.1': ['Add', ['InvisibleOperator', 0.9, 'delta_ij'], 0.1],
    'A^{\\mathrm{T}}x': ['InvisibleOperator', ['Transpose', 'A'], 'x'], 'A^{-\\top}': ['Power', ['Transpose', 'A'], -1],
    '\\begin{cases}a_1 & \\text{if } a_1\\ge a_2\\\\ a_2 & \\text{otherwise}\\end{cases}':
      ['Which', ['GreaterEqual', 'a_1', 'a_2'], 'a_1', 'True', 'a_2'],
  };
  for (const [latex, wanted] of Object.entries(cases)) assert.deepEqual(JSON.parse(read(latex).json ?? 'null'), wanted, latex);
});

test('what would be cut off, left empty or not closed is unreadable, and says why', () => {
  const read = make_reader([{ name: 'a', latex: 'a' }]);
  const cases = {
    '': 'empty', '\\frac{a}{\\placeholder{}}': 'denominator', '\\frac{a}{}': 'denominator', '(a+1': 'bracket', 'a+1)': 'bracket',
    'a+': 'operator',
    '\\foo': 'command',
  };
  for (const [latex, reason] of Object.entries(cases)) assert.equal(read(latex).reason, reason, latex);
});

test('progress survives its file; what is no progress is refused; two are merged and nothing of either is lost', () => {
  const task = (draft, status, more = {}) => ({ draft, attempts: [{ answer: draft, status }], hints: 0, solved: false, ...more });
  const progress = (tasks, solution_seen) => new Map([['one', { tasks: new Map(Object.entries(tasks)), solution_seen }]]);
  const own = progress({ a: task('x', 'right', { hints: 1, solved: true }) }, false);
  assert.deepEqual(file.read_progress(file.write_progress(own)), { scenarios: own, damaged: '' });
  assert.equal(file.read_progress('nonsense'), 'not_ours');
  assert.equal(file.read_progress('{"format":"other"}'), 'not_ours');
  assert.equal(file.read_progress(JSON.stringify({ format: file.FORMAT, version: 2, scenarios: {} })), 'newer');
  assert.equal(file.read_progress(JSON.stringify({ format: file.FORMAT, version: 1, scenarios: [] })), 'damaged');
  const merged = file.merge_progress(own, progress({ a: task('y', 'wrong'), b: task('z', 'wrong') }, true)).get('one');
  const attempts = [{ answer: 'x', status: 'right' }, { answer: 'y', status: 'wrong' }];
  assert.deepEqual(merged.tasks.get('a'), { draft: 'x', attempts, hints: 1, solved: true });
  assert.deepEqual([merged.tasks.get('b').draft, merged.solution_seen], ['z', true]);
});

test('current numbers stand in formulas as everywhere, negative ones in brackets', () => {
  const array = (shape, ...values) => ({ shape, values: Float64Array.from(values) });
  const found = { R: array([2], 0.6122448, -1.5), y: array([], 2), M: array([2, 2], 1, 2, 3, 4), tiny: array([], 2e-7) };
  const fill = (latex, language = 'en') => quantities.fill_values(latex, found, language);
  assert.equal(fill('R_1 = \\value{R[0]}'), 'R_1 = 0.6122');
  assert.equal(fill('\\value{y} - \\value{R[1]}'), '2 - (-1.5)');
  assert.equal(fill('\\value{y}', 'de'), '2');
  assert.equal(fill('\\value{R[0]}', 'de'), '0{,}6122');
  assert.equal(fill('\\value{M[1][0]} \\value{M[1,1]}'), '3 4');
  assert.equal(fill('\\value{tiny}'), '2\\cdot 10^{-7}');
  assert.equal(fill('\\value{nothing}'), '\\text{–}');
  assert.equal(fill('\\value{R}'), '\\begin{pmatrix}0.6122\\\\-1.5\\end{pmatrix}');
});

test('a contour of a slope is a straight line at its level', () => {
  const grid = { rows: 3, columns: 4, values: Array.from({ length: 12 }, (_, i) => i % 4) };
  const seen = [];
  contours.trace_contour(grid, 1.25, (...piece) => seen.push(piece));
  assert.deepEqual(seen.map(([c0, r0, c1, r1]) => [c0, Math.min(r0, r1), c1, Math.max(r0, r1)]), [[1.25, 0, 1.25, 1], [1.25, 1, 1.25, 2]]);
});

test('a walk that runs away is drawn in its direction, in numbers that SVG can read', () => {
  const axis = { low: 0, high: 1, from: 0, to: 100, log: false };
  const walk = (...values) => lines.walk_of(Float64Array.from(values), axis, axis);
  assert.deepEqual(walk(0.5, 0.25, 1e40, 2e40), ['50.0 25.0', '500000.0 1000000.0']);
  assert.deepEqual(walk(0.5, 0.25, NaN, 1, Infinity, 1), ['50.0 25.0']);
  const arrows = lines.arrows_of(Float64Array.of(0, 0, 1e40, 0, 0, 0, Infinity, 0), ['far', 'none'], axis, axis);
  assert.deepEqual(arrows.map(({ term, length }) => [term, length]), [['far', 1e6]]);
});
