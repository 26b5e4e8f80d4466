// What an exercise opens with, run once by the real engine at build time: its pictures stand before the engine has come.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, FIRST, scenario_names } from './files.mjs';
import { join_frames } from './join_frames.mjs';

const SHORT = 16; // numbers that are read: kept as they are
const FULL = 0x7fff;

/** Long arrays, which are seen, as 16 bits of their largest magnitude. The mirror of engine/first_frame.ts. */
function packed(_, value) {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (!ArrayBuffer.isView(value)) return value;
  const $bits = 8 * value.BYTES_PER_ELEMENT;
  const max = value.reduce((so_far, v) => Math.max(so_far, Math.abs(v)), 0);
  const written = (v) => (Number.isFinite(v) ? v : String(v));
  if (value.length <= SHORT || !Number.isFinite(max)) return { $bits, values: Array.from(value, written) };
  const levels = Int16Array.from(value, (v) => Math.round((v / (max || 1)) * FULL));
  return { $bits, max, levels: Buffer.from(levels.buffer).toString('base64') };
}

const ADVANCE_MS = 50;

/** What trains before it shows everything is shown as it ends: how far a first run comes depends on the machine. */
function with_all_views(engine, id, first) {
  let last = first;
  while (!last.done && last.step === 0 && last.progress < 1) {
    const next = engine.advance(id, ADVANCE_MS);
    if (!next.ok) return first;
    last = join_frames(last, next.value);
  }
  return last.views.length > first.views.length ? last : first;
}

/** As the page does it: the files the exercise needs first, then those its first run asks for. */
function first_of(engine, text) {
  const opened = engine.open(text);
  if (!opened.ok) return null;
  const { value } = opened;
  const provide = (name) => {
    const given = engine.provide(value.id, name, new Uint8Array(readFileSync(join(EXAMPLES, name))));
    if (given.ok && given.value.controls.length > 0) value.controls = given.value.controls;
    return given.ok;
  };
  try {
    if (!value.needs_first.every(provide)) return null;
    let result = engine.run(value.id, {});
    while (!result.ok && result.error.code === 'asset-missing' && provide(result.error.params.name)) result = engine.run(value.id, {});
    return result.ok ? { opened: value, frame: with_all_views(engine, value.id, result.value) } : null;
  } finally {
    engine.close(value.id);
  }
}

export function render_first(engine) {
  rmSync(FIRST, { recursive: true, force: true });
  mkdirSync(FIRST, { recursive: true });
  for (const name of scenario_names()) {
    const first = first_of(engine, readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
    if (first) writeFileSync(join(FIRST, `${name}.json`), JSON.stringify(first, packed));
  }
}
