// Gallery pictures: the real engine runs each scenario once, its first pictures are kept.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CARDS, EXAMPLES, scenario_names } from './files.mjs';
import { load_engine } from './load_engine.mjs';

/** Signed bytes scaled to the largest magnitude: enough for a thumbnail. */
function quantise(view) {
  const field = view.fields.pixels ?? view.fields.values;
  const [rows = 1, columns = 1] = field.shape.slice(-2);
  const values = Array.from(field.values.slice(0, rows * columns));
  const max = view.kind === 'image' ? 1 : Math.max(1e-30, ...values.map(Math.abs));
  const data = Buffer.from(Int8Array.from(values, (v) => Math.round((v / max) * 127)).buffer).toString('base64');
  return { kind: view.kind, rows, columns, data };
}

/** The first frame that shows something: as declared, else with a picked index. */
function first_frame(engine, opened) {
  const index = opened.controls.find((control) => control.kind === 'index');
  const tries = [{}, ...(index ? [3, 0, 1].map((i) => ({ [index.name]: i })) : [])];
  for (const values of tries) {
    const result = engine.run(opened.id, values);
    if (result.ok && !result.value.problem) return result.value;
  }
  return null;
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

export async function render_cards() {
  const engine = await load_engine();
  mkdirSync(CARDS, { recursive: true });
  for (const name of scenario_names()) {
    const opened = open(engine, name);
    const frame = first_frame(engine, opened);
    const pictures = (frame?.views ?? []).filter((view) => ['image', 'heatmap'].includes(view.kind)).slice(0, 2);
    writeFileSync(join(CARDS, `${name}.json`), JSON.stringify({ needs: opened.needs, pictures: pictures.map(quantise) }));
    engine.close(opened.id);
  }
}
