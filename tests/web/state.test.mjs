// The page's plain parts, without a browser: settings, history, permalinks, numbers, drawings.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { source_server } from './support/source.mjs';

let source;
let state;
let url;
let format;
let drawing;
before(async () => {
  source = await source_server();
  [state, url, format, drawing] =
    await Promise.all(['state/settings.ts', 'state/permalink.ts', 'words/format.ts', 'state/drawing.ts'].map(source.load));
});
after(() => source.close());

const base = {
  label: {}, help: {}, low: 0, high: 1, step: 0, logarithmic: false, unit: '', options: [], rows: [], section: { en: '', de: '' },
  resets: [],
};
const options = (...values) => values.map((value) => ({ value, label: {}, help: {} }));
const CONTROLS = [
  { ...base, name: 'image', kind: 'image', initial: { shape: [0], values: new Float64Array() }, section: { en: 'Input', de: 'Eingabe' } },
  { ...base, name: 'index', kind: 'index', initial: 4, low: -1, high: 9, section: { en: 'Input', de: 'Eingabe' } },
  { ...base, name: 'gamma', kind: 'slider', initial: 0.25, high: 10 },
  { ...base, name: 'rule', kind: 'choice', initial: 'a', options: options('a', 'b') },
  { ...base, name: 'layers', kind: 'layer-rules', initial: ['a', 'a'], rows: ['x', 'y'], options: options('a', 'b') },
  { ...base, name: 'bias', kind: 'toggle', initial: false },
  { ...base, name: 'point', kind: 'point', initial: { shape: [2], values: Float64Array.of(0, 1) } },
  { ...base, name: 'go', kind: 'action', initial: false },
];
const STROKES = [[0, 0, 100, 4095, 2048, 7], [5, 6]];
const begin = () => state.initial_settings(CONTROLS);
const around = (settings) => url.read_settings(CONTROLS, url.read_link(url.write_link('some-name', CONTROLS, settings))).settings;

test('a permalink of the declared values is bare', () => {
  assert.equal(url.write_link('some-name', CONTROLS, begin()), '#/some-name');
});

test('a permalink brings back every kind of value', () => {
  let settings = begin();
  const point = { shape: [2], values: Float64Array.of(-1.5, 2e-7) };
  for (const [name, value] of [['gamma', 0.1234], ['rule', 'b'], ['layers', ['b', 'a']], ['bias', true], ['point', point]]) {
    settings = state.set_value(settings, CONTROLS, name, value);
  }
  settings = state.set_drawing(settings, CONTROLS, 'image', STROKES);
  assert.deepEqual(around(settings), settings);
});

test('a cleared canvas stays cleared: the declared index does not come back', () => {
  const cleared = state.set_drawing(begin(), CONTROLS, 'image', []);
  assert.equal(around(cleared).values.index, -1);
});

test('a permalink with wrong values gives the declared ones, says which, and keeps the rest', () => {
  const link = url.read_link('#/some-name?gamma=99&rule=zzz&layers=a&bias=maybe&point=2:1_x&index=77&image=!!!&unknown=1&gamma=');
  const { settings, dropped } = url.read_settings(CONTROLS, link);
  assert.deepEqual(settings, begin());
  assert.deepEqual(dropped.sort(), ['bias', 'gamma', 'image', 'index', 'layers', 'point', 'rule', 'unknown']);
  const half = url.read_settings(CONTROLS, url.read_link('#/some-name?lang=de&gamma=0.5&rule=zzz'));
  assert.equal(half.settings.values.gamma, 0.5);
  assert.deepEqual(half.dropped, ['rule']);
});

test('names that are no exercise are no exercise', () => {
  for (const hash of ['', '#', '#/', '#/../etc', '#/A B?x=1']) assert.equal(url.read_link(hash).scenario, null);
});

test('drawing and picking exclude one another', () => {
  const drawn = state.set_drawing(begin(), CONTROLS, 'image', STROKES);
  assert.equal(drawn.values.index, -1);
  assert.equal(state.set_value(drawn, CONTROLS, 'index', 2).drawings.image, undefined);
});

test('values that do not fit change nothing', () => {
  for (const [name, value] of [['gamma', NaN], ['gamma', 11], ['rule', 'c'], ['index', 1.5], ['bias', 1], ['nobody', 1]]) {
    const settings = begin();
    assert.equal(state.set_value(settings, CONTROLS, name, value), settings);
  }
});

test('a gesture is one step back, another gesture another', () => {
  const at = (gamma) => state.set_value(begin(), CONTROLS, 'gamma', gamma);
  let history = state.start_history(begin());
  for (const gamma of [1, 2, 3]) history = state.advance_history(history, at(gamma), 'drag');
  history = state.advance_history(history, at(4));
  assert.equal(state.undo(history).now.values.gamma, 3);
  const back = state.undo(state.undo(history));
  assert.equal(back.now.values.gamma, 0.25);
  assert.equal(state.redo(back).now.values.gamma, 3);
  assert.equal(state.undo(back), back);
});

test('new declarations keep what still fits', () => {
  const settings = state.set_value(state.set_value(begin(), CONTROLS, 'gamma', 9), CONTROLS, 'rule', 'b');
  const narrower = CONTROLS.map((control) => (control.name === 'gamma' ? { ...control, high: 1 } : control));
  const refitted = state.refit(settings, narrower);
  assert.deepEqual([refitted.values.gamma, refitted.values.rule], [0.25, 'b']);
});

test('the engine gets actions only where asked for, drawings as pixels', () => {
  const settings = state.set_drawing(begin(), CONTROLS, 'image', STROKES);
  const values = state.engine_values(settings, CONTROLS, ['go'], () => 'pixels');
  assert.deepEqual([values.go, values.image, values.index], [true, 'pixels', -1]);
  assert.equal(state.engine_values(settings, CONTROLS, [], () => 'pixels').go, false);
});

test('strokes survive their encoding, nonsense does not', () => {
  assert.deepEqual(drawing.decode_drawing(drawing.encode_drawing(STROKES)), STROKES);
  for (const text of ['A', 'AAA', 'AAAA.', '<AA>', 'AAAAé']) assert.equal(drawing.decode_drawing(text), null);
});

test('numbers read as people write them', () => {
  const cases = [[0.31, '0.31', '0,31'], [-12.3456, '−12.35', '−12,35'], [0, '0', '0'], [1234567, '1.23·10⁶', '1,23·10⁶'],
    [-2.5e-7, '−2.5·10⁻⁷', '−2,5·10⁻⁷'], [NaN, '–', '–'], [-Infinity, '−∞', '−∞']];
  for (const [value, en, de] of cases) {
    assert.equal(format.format_number(value, 'en'), en);
    assert.equal(format.format_number(value, 'de'), de);
  }
  assert.equal(format.format_signed(0.5, 'en'), '+0.5');
  assert.equal(format.format_aligned(0.5, 12, 'en'), '0.5');
});

test('what format_number writes, parse_number reads', () => {
  for (const value of [0.25, -3, 2.5e-7, 1.5e8]) assert.equal(format.parse_number(format.format_number(value, 'de')), value);
  for (const text of ['', 'abc', '1e999']) assert.equal(format.parse_number(text), null);
});

test('a choice sets the controls that it names back, and nothing else', () => {
  const controls = [...CONTROLS, { ...base, name: 'data', kind: 'choice', initial: 'a', options: options('a', 'b'), resets: ['point'] }];
  const moved = state.set_value(state.initial_settings(controls), controls, 'point', { shape: [2], values: Float64Array.of(5, 6) });
  const { values } = state.set_value({ ...moved, values: { ...moved.values, gamma: 3 } }, controls, 'data', 'b');
  assert.deepEqual([...values.point.values], [0, 1]);
  assert.equal(values.gamma, 3);
});
