// Gallery pictures: the real engine runs each scenario once, its first pictures are kept.

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CARDS, ENGINE, EXAMPLES, hash_of, read_scenario, scenario_names, strings_in } from './files.mjs';
import { join_frames } from './join_frames.mjs';

const LEVELS = 24; // of a noise-like picture: enough for a thumbnail, and it packs well

/** Signed bytes scaled to the largest magnitude: enough for a thumbnail. */
function quantise(view) {
  const field = view.fields.pixels ?? view.fields.values;
  const [rows = 1, columns = 1] = field.shape.slice(-2);
  const values = Array.from(field.values.slice(0, rows * columns));
  const max = view.kind === 'image' ? 1 : Math.max(1e-30, ...values.map(Math.abs));
  const data = Buffer.from(Int8Array.from(values, (v) => Math.round((v / max) * 127)).buffer).toString('base64');
  return { kind: view.kind, rows, columns, data, ...(view.lines?.walk || view.lines?.curves ? { lines: view.lines } : {}) };
}

const CARD_SIDE = 45; // three pixels of the screen each
const LONE_SIDE = 60; // of one that fills its card, of which the middle is seen

/** A map with row 0 at the bottom as a small one with row 0 on top; a field becomes tones of ink. */
function shrink(view, side = CARD_SIDE) {
  const [rows, columns] = view.fields.values.shape;
  const pick = (i, n) => Math.min(n - 1, Math.floor(((i + 0.5) * n) / side));
  const values = Array.from({ length: side * side }, (_, i) =>
    view.fields.values.values[(rows - 1 - pick(Math.floor(i / side), rows)) * columns + pick(i % side, columns)]);
  if (view.kind === 'plane') return { kind: 'heatmap', fields: { values: { shape: [side, side], values } } };
  const bands = [...view.fields.levels.values].sort((a, b) => a - b);
  const tone = (v) => (0.4 * bands.filter((level) => v > level).length) / bands.length;
  return { kind: 'image', fields: { pixels: { shape: [side, side], values: values.map(tone) } }, lines: lines_on(view) };
}

const far = (a, b) => Math.hypot(...a.split(' ').map((v, i) => v - b.split(' ')[i])) > 2;

/** The walk and the ellipses of a field, in a unit square of 100, y downwards. */
function lines_on({ fields }) {
  const share = (v, [low, high]) => (100 * (v - low)) / (high - low);
  const at = (x, y) => `${share(x, fields.x_range.values).toFixed(0)} ${(100 - share(y, fields.y_range.values)).toFixed(0)}`;
  const path = fields.path?.values ?? [], round = fields.ellipses?.values ?? [];
  const steps = Array.from({ length: path.length / 2 }, (_, i) => at(path[2 * i], path[2 * i + 1]));
  const walk = steps.reduce((kept, step, i) =>
    (kept.length === 0 || i === steps.length - 1 || far(step, kept.at(-1)) ? [...kept, step] : kept), []);
  const curves = Array.from({ length: round.length / 6 }, (_, i) => {
    const [cx, cy, a, b, c, d] = round.slice(6 * i, 6 * i + 6);
    const around = Array.from({ length: 36 }, (__, k) => [Math.cos((k * Math.PI) / 18), Math.sin((k * Math.PI) / 18)]);
    return `M${around.map(([u, v]) => at(cx + a * u + b * v, cy + c * u + d * v)).join('L')}Z`;
  });
  return { walk: walk.length > 1 ? `M${walk.join('L')}` : '', curves: curves.join('') };
}

/** One class in up to three ways of asking, from the plainest on; else three classes. */
function prototypes_of({ fields }) {
  const [columns, rows] = [fields.columns.length, fields.rows.length];
  const [, height, width] = fields.images.shape;
  const column = Math.max(0, fields.selected?.values[1] ?? 0);
  const cells = rows > 1 ? Array.from({ length: rows }, (_, r) => [r, column]) : [3, 0, 7].map((c) => [0, c % columns]);
  return cells.slice(0, 3).map(([r, c]) => {
    const values = fields.images.values.slice((r * columns + c) * height * width, (r * columns + c + 1) * height * width);
    const shape = [height, width], scale = fields.scales.values[r];
    const rounded = (v) => Math.round((v / scale) * LEVELS) / LEVELS;
    return scale > 0 ? { kind: 'heatmap', fields: { values: { shape, values: values.map(rounded) } } }
      : { kind: 'image', fields: { pixels: { shape, values } } };
  });
}

/** Series, each a line over its places. */
function series_lines(view) {
  const [, length] = view.fields.values.shape;
  return lines_of({ fields: { x: { values: Array.from({ length }, (_, i) => i) }, values: view.fields.values } });
}

/** Curves as lines in a unit square, y upwards. */
function lines_of(view) {
  const x = [...view.fields.x.values], y = [...view.fields.values.values];
  const heights = y.filter(Number.isFinite); // a series has holes where it is not defined
  const share = (v, all) => (v - Math.min(...all)) / (Math.max(...all) - Math.min(...all) || 1);
  const stride = Math.max(1, Math.floor(x.length / 60));
  const lines = Array.from({ length: y.length / x.length },
    (_, m) => x.map((v, i) => [share(v, x), share(y[m * x.length + i], heights)])
    .filter(([, height], i) => Number.isFinite(height) && (i % stride === 0 || i === x.length - 1))
    .map(([a, b]) => `${(100 * a).toFixed(1)} ${(60 - 60 * b).toFixed(1)}`).join('L'));
  return { kind: 'curves', rows: 60, columns: 100, data: lines.map((line) => `M${line}`).join('|') };
}

/** Paths through a plane, in a unit square of 100, y downwards, beside the picture they are drawn on. */
function paths_of({ fields }) {
  const share = (v, [low, high]) => (100 * (v - low)) / (high - low);
  const starts = [...fields.starts.values, fields.paths.values.length / 2];
  const lines = starts.slice(0, -1).map((from, i) => {
    const points = [];
    for (let p = from; p < starts[i + 1]; ++p) {
      const [x, y] = [fields.paths.values[2 * p], fields.paths.values[2 * p + 1]];
      points.push(`${share(x, fields.x_range.values).toFixed(1)} ${(100 - share(y, fields.y_range.values)).toFixed(1)}`);
    }
    const kept = points.reduce((so_far, step) => (so_far.length === 0 || far(step, so_far.at(-1)) ? [...so_far, step] : so_far), []);
    return kept.length > 1 ? `M${kept.join('L')}` : '';
  });
  const empty = { shape: [1, 1], values: [0] };
  return quantise({ kind: 'image', fields: { pixels: empty }, lines: { walk: lines.join(''), curves: '' } });
}

/** Up to three pictures that tell an exercise at a glance. */
function pictures_of(views) {
  const of = (...kinds) => views.filter((view) => kinds.includes(view.kind));
  if (of('connections').length > 0) return of('heatmap').slice(0, 2).map(quantise); // both sides of what is connected
  if (of('trajectory').length > 0) return of('trajectory').slice(0, 2).map(paths_of);
  if (of('matrix').length > 2) return of('matrix').slice(-3).map((view) => quantise({ ...view, kind: 'heatmap' }));
  if (of('prototypes').length > 0) return of('prototypes').slice(0, 1).flatMap(prototypes_of).map(quantise);
  if (of('image', 'heatmap').length > 0) return of('image', 'heatmap').slice(0, 2).map(quantise);
  const planes = of('plane', 'field').slice(0, 3);
  if (planes.length > 0) return planes.map((view) => quantise(shrink(view, planes.length === 1 ? LONE_SIDE : CARD_SIDE)));
  if (of('matrix').length > 0) {
    const matrices = of('matrix').slice(0, 2).map((view) => quantise({ ...view, kind: 'heatmap' }));
    return [...matrices, ...of('series').slice(0, 2 - matrices.length).map(series_lines)];
  }
  return of('curves').slice(0, 1).map(lines_of);
}

/** The first frame that shows something: as declared, else with a picked index. */
function first_frame(engine, opened) {
  const index = opened.controls.find((control) => control.kind === 'index');
  const tries = [{}, ...(index ? [3, 0, 1].map((i) => ({ [index.name]: i })) : [])];
  for (const values of tries) {
    const result = engine.run(opened.id, values);
    if (result.ok && !result.value.problem) return run_out(engine, opened, values, result.value);
  }
  return null;
}

const SLICE_MS = 200, MOST_SLICES = 300;

/** An iterated run, from its first frame to its last; what a frame leaves out is as before. */
function run_out(engine, opened, values, first) {
  const target = opened.controls.filter((control) => ['run', 'step'].includes(control.kind)).map((control) => [control.name, control.high]);
  const again = target.length > 0 ? engine.run(opened.id, { ...values, ...Object.fromEntries(target) }) : null;
  let frame = again?.ok && !again.value.problem ? join_frames(first, again.value) : first;
  for (let i = 0; !frame.done && i < MOST_SLICES && target.length > 0; ++i) {
    const next = engine.advance(opened.id, SLICE_MS);
    if (!next.ok || next.value.problem) break;
    frame = join_frames(frame, next.value);
  }
  return frame;
}

function open(engine, name) {
  const opened = engine.open(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
  if (!opened.ok) throw new Error(`${name}: ${opened.error.message}`);
  for (const need of opened.value.needs) {
    const file = join(EXAMPLES, need);
    if (!existsSync(file)) throw new Error(`${name} needs examples/${need}, which is not there`);
    const given = engine.provide(opened.value.id, need, new Uint8Array(readFileSync(file)));
    if (!given.ok) throw new Error(`${name}: ${given.error.message}`);
    if (given.value.controls.length > 0) opened.value.controls = given.value.controls;
  }
  return opened.value;
}

/** What a card's pictures depend on: this script, the engine, and of the scenario what it shows, with the files that names. */
function shown_by(name) {
  const { experiment, controls } = read_scenario(name);
  const files = strings_in(experiment).map((file) => join(EXAMPLES, file)).filter((file) => existsSync(file) && statSync(file).isFile());
  const parts = [fileURLToPath(import.meta.url), join(ENGINE, 'engine.wasm'), ...files].map((file) => hash_of(readFileSync(file), 16));
  return hash_of(JSON.stringify([experiment, controls, parts]), 16);
}

/** Whether a card was rendered of the same before. */
function stands(card, shown) {
  try {
    return JSON.parse(readFileSync(card, 'utf8')).shown === shown;
  } catch {
    return false;
  }
}

export function render_cards(engine) {
  mkdirSync(CARDS, { recursive: true });
  for (const name of scenario_names()) {
    const [card, shown] = [join(CARDS, `${name}.json`), shown_by(name)];
    if (stands(card, shown)) continue;
    const opened = open(engine, name);
    const frame = first_frame(engine, opened);
    writeFileSync(card, JSON.stringify({ shown, needs: opened.needs_first, pictures: pictures_of(frame?.views ?? []) }));
    engine.close(opened.id);
  }
}
