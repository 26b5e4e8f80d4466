// What the page does with frames, without a browser: merging, joining, arrangement, scales, rows.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { source_server } from './support/source.mjs';

let source, frames, arrangement, scales, registry, rows, captions;
before(async () => {
  source = await source_server();
  [frames, arrangement, scales, registry, rows, captions] = await Promise.all([
    'state/frames.ts', 'ui/arrange.ts', 'views/scales.ts', 'views/registry.ts', 'views/rows.ts', 'words/captions.ts'].map(source.load));
});
after(() => source.close());

const both = (text) => ({ en: text, de: text });
const numbers = (...values) => ({ shape: [values.length], values: Float64Array.from(values) });
const picture = (...values) => ({ shape: [1, values.length], values: Float32Array.from(values) });
const view = (id, kind, fields, more = {}) => ({
  id, kind, fields, title: both(id), caption: { text: both(''), params: {} }, group: '', scale_group: '', sets: '', kept: [], ...more,
});
const bars = (id, value, more) => view(id, 'bars', { labels: ['a'], values: numbers(value), selected: -1, terms: [] }, more);
const frame = (views, more = {}) => ({
  views, partial: false, problem: null, quantities: {}, checks: [], disabled: [], notices: [], controls: [],
  step: 0, progress: 1, progress_label: both(''), done: true, ...more,
});
const ids = (views) => views.map((one) => one.id);

test('a view that says nothing new stays the very same, one that does is another', () => {
  const [shown] = frames.merge_views([], frame([bars('a', 1)]));
  assert.equal(frames.merge_views([shown], frame([bars('a', 1)]))[0], shown);
  assert.notEqual(frames.merge_views([shown], frame([bars('a', 2)]))[0], shown);
  assert.notEqual(frames.merge_views([shown], frame([bars('a', 1, { sets: 'x' })]))[0], shown);
});

test('kept fields come from what was shown', () => {
  const shown = frames.merge_views([], frame([view('m', 'heatmap', { values: picture(1, 2) })]));
  const [moved] = frames.merge_views(shown, frame([view('m', 'heatmap', {}, { kept: ['values'], title: both('moved') })]));
  assert.equal(moved.fields.values, shown[0].fields.values);
  assert.equal(moved.title.en, 'moved');
});

test('NaN in a field is no news', () => {
  const shown = frames.merge_views([], frame([bars('a', NaN)]));
  assert.equal(frames.merge_views(shown, frame([bars('a', NaN)]))[0], shown[0]);
});

test('a whole frame drops what it does not hold; a slice and a problem keep it', () => {
  const shown = frames.merge_views([], frame([bars('a', 1), bars('b', 1)]));
  assert.deepEqual(ids(frames.merge_views(shown, frame([bars('b', 2)]))), ['b']);
  assert.deepEqual(ids(frames.merge_views(shown, frame([bars('b', 2), bars('c', 1)], { partial: true }))), ['a', 'b', 'c']);
  assert.deepEqual(ids(frames.merge_views(shown, frame([bars('b', 2)], { problem: { code: 'x' } }))), ['a', 'b']);
});

test('two frames join: the later one lends from the earlier what it keeps', () => {
  const earlier = frame([view('m', 'heatmap', { values: picture(3) }), bars('b', 1)], { quantities: { q: numbers(1) }, done: false });
  const later = frame([view('m', 'heatmap', {}, { kept: ['values'] })], { done: false, controls: [] });
  const joined = frames.join_frames(earlier, later);
  assert.deepEqual(ids(joined.views), ['m']);
  assert.deepEqual([...joined.views[0].fields.values.values], [3]);
  assert.deepEqual(joined.views[0].kept, []);
  const sliced = frames.join_frames(earlier, frame([bars('b', 5)], { partial: true, step: 7, quantities: { r: numbers(2) } }));
  assert.deepEqual(ids(sliced.views), ['m', 'b']);
  assert.equal(sliced.partial, false);
  assert.equal(sliced.step, 7);
  assert.deepEqual(Object.keys(sliced.quantities), ['q', 'r']);
});

test('what neither frame has is still kept from the page', () => {
  const joined = frames.join_frames(frame([view('m', 'heatmap', {}, { kept: ['values'] })]),
    frame([view('m', 'heatmap', {}, { kept: ['values'] })]));
  assert.deepEqual(joined.views[0].kept, ['values']);
});

const control = (name, kind) => ({ name, kind, label: both(name), section: both('') });
const arrange = (views, controls) => arrangement.arrange(views, controls, registry.traits_of);

test('groups stand where their first view stood; pickers and bars have places of their own', () => {
  const placed = arrange([
    bars('first', 1, { group: 'g' }), bars('pick', 1, { sets: 'index' }), bars('other', 1), bars('second', 1, { group: 'g' }),
  ], [control('index', 'index'), control('step', 'step'), control('x', 'slider')]);
  assert.deepEqual(ids(placed.lead), ['first', 'second']);
  assert.deepEqual(ids(placed.pickers), ['pick']);
  assert.deepEqual(placed.rest.map((group) => ids(group.views)), [['other']]);
  assert.deepEqual(placed.bars.map((one) => one.name), ['step']);
});

test('a kind that takes the width leads alone, a pen stands in the place of the picture it makes', () => {
  const images = { shape: [1, 1, 1], values: new Float32Array(1) };
  const grid = view('grid', 'prototypes', { images, rows: [], columns: [], scales: numbers(), selected: numbers(0, 0) }, { group: 'g' });
  const alone = arrange([grid, bars('b', 1, { group: 'g' })], []);
  assert.deepEqual(ids(alone.lead), ['grid']);
  const drawn = arrange([view('input', 'image', { pixels: picture(1) }, { sets: 'image', group: 'm' }), bars('b', 1, { group: 'm' })],
    [control('image', 'image')]);
  assert.equal(drawn.pens[0].shown.id, 'input');
  assert.deepEqual(ids(drawn.lead), ['b']);
});

test('a scale is its own or its group\'s, as its kind says until one asks otherwise', () => {
  const own = [view('a', 'heatmap', { values: picture(1, -2) }, { scale_group: 's' }),
    view('b', 'heatmap', { values: picture(5) }, { scale_group: 's' })];
  const lab = { views: own, showing: { shared: {} } };
  assert.equal(scales.scale_of(own[0], lab), 2);
  assert.equal(scales.scale_of(own[0], { ...lab, showing: { shared: { s: true } } }), 5);
  const planes = own.map((one) => ({ ...one, kind: 'plane' }));
  assert.equal(scales.scale_of(planes[0], { views: planes, showing: { shared: {} } }), 5);
  assert.equal(scales.scale_of(bars('x', 3), lab), 0);
});

test('every kind of view gives its rows, CSV quotes only what must be quoted', () => {
  assert.equal(rows.to_csv(registry.rows_of(bars('a', 0.5), 'en')), ',value\na,0.5');
  assert.equal(rows.to_csv({ columns: ['a,b', 'c"d'], rows: [['x', 1]] }), '"a,b","c""d"\nx,1');
  const map = registry.rows_of(view('m', 'plane',
    { values: { shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) }, x_range: numbers(0, 2), y_range: numbers(0, 4) }), 'en');
  assert.deepEqual(map.columns, ['', '0.5', '1.5']);
  assert.deepEqual(map.rows, [['3', 3, 4], ['1', 1, 2]]); // the upper line first
  const spectrum = registry.rows_of(view('s', 'spectrum', { values: numbers(2, -1), label: both('λ') }), 'en');
  assert.deepEqual(spectrum, { columns: ['#', 'λ'], rows: [[1, 2], [2, -1]] });
});

test('captions fill numbers as the language writes them', () => {
  const caption = {
    text: { en: '{p:percent} and {v:signed}, {name}', de: '{p:percent} und {v:signed}, {name}' }, params: { p: 0.25, v: -0.5, name: 'x' },
  };
  assert.equal(captions.caption_text(caption, 'de'),
    `${'25,0\u202f%'} und −0,5, x`.replace('25,0\u202f%', captions.fill_text('{p:percent}', { p: 0.25 }, 'de')));
  assert.match(captions.caption_text(caption, 'en'), /^25.*% and −0\.5/);
  assert.equal(captions.fill_text('{missing}', {}, 'en'), '–');
});
