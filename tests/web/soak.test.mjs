// One exercise after the other, slider after slider: memory ends where it was once all had been seen.
// ./lab soak [SWITCHES] [MOVES] is the long form.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXAMPLES, scenario_names } from '../../web/scripts/files.mjs';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { answered, launch, new_page, serve_site } from './support/browser.mjs';
import { chance } from './support/chance.mjs';
import { memory_of_engine } from './support/engine_memory.mjs';

const NAMES = scenario_names();
const SWITCHES = Number(process.env.SOAK_SWITCHES ?? 42);
const MOVES = Number(process.env.SOAK_MOVES ?? 420);
const ROUNDS = Math.ceil(SWITCHES / NAMES.length); // of all exercises; each round is the same
const MOVES_EACH = Math.ceil(MOVES / ROUNDS / NAMES.length);
const WARM_UP = Math.floor(Math.min(10, ROUNDS / 2)); // rounds, after which nothing is new
const MEGABYTE = 1024 ** 2;
const told = (rounds) => rounds.map((round) => JSON.stringify(round)).join('\n');

test(`the engine's memory is flat over ${ROUNDS * NAMES.length} exercises and ${MOVES_EACH * ROUNDS * NAMES.length} moves`, async (t) => {
  const engine = await load_engine();
  const must = (result) => { assert.ok(result.ok, JSON.stringify(result.error)); return result.value; };
  const files = new Map();
  const bytes_of = (name) => {
    if (!files.has(name)) files.set(name, new Uint8Array(readFileSync(join(EXAMPLES, name))));
    return files.get(name);
  };
  function visit(name, round_chance) {
    const { id, needs, controls } = must(engine.open(new TextDecoder().decode(bytes_of(`${name}.json`))));
    for (const need of needs) must(engine.provide(id, need, bytes_of(need)));
    const sliders = controls.filter((control) => ['slider', 'run', 'step'].includes(control.kind));
    for (let i = 0; i < MOVES_EACH && sliders.length > 0; ++i) {
      const { name: moved, low, high, step } = round_chance.one_of(sliders);
      const value = low + round_chance.next() * (high - low);
      const frame = engine.run(id, { [moved]: step > 0 ? Math.min(high, low + Math.round((value - low) / step) * step) : value });
      if (frame.ok && !frame.value.done) must(engine.advance(id, 1)); // and is left before it is done
    }
    must(engine.close(id));
  }
  const rounds = [];
  for (let round = 0; round < ROUNDS; ++round) {
    const round_chance = chance(1);
    for (const name of NAMES) visit(name, round_chance);
    rounds.push(engine.memory() / MEGABYTE);
    if (process.env.SOAK_SWITCHES && round % 50 === 0) console.log(`round ${round}: ${rounds.at(-1)} MB`);
  }
  t.diagnostic(`MB after each round: ${rounds[0]}, ${rounds[1]} … ${rounds.at(-1)}`);
  assert.equal(rounds.at(-1), rounds[WARM_UP], told(rounds));
});

/** Runs in the page: opens the exercises one after the other, and moves their sliders. */
async function round_in_page({ names, moves }) {
  const until = (selector) => new Promise((resolve) => {
    const look = () => {
      const found = document.querySelector(selector);
      if (found) { observer.disconnect(); resolve(found); }
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    look();
  });
  for (const name of names) {
    document.querySelector('.stage')?.setAttribute('data-left', '');
    location.hash = `#/${name}`;
    await until('.stage:not([data-left], [data-foreseen]) [data-testid^=view-]');
    await until('.panel .all');
    for (let i = 0; i < moves; ++i) {
      const sliders = [...document.querySelectorAll('.panel input[type=range]:enabled')];
      const slider = sliders[i % sliders.length];
      if (!slider) break;
      slider.value = ((i * 7) % 11) / 10;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      if (i % 5 === 4) slider.dispatchEvent(new Event('change', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
}

test(`the page's memory is flat over ${ROUNDS * NAMES.length} exercises and ${MOVES_EACH * ROUNDS * NAMES.length} moves`, async (t) => {
  const [browser, site] = await Promise.all([launch({ interpreted: true }), serve_site()]);
  t.after(async () => { await browser.close(); await site.close(); });
  const { page, seen, context } = await new_page(browser);
  const engine_memory = await memory_of_engine(page);
  await page.goto(`${site.url}#/${NAMES.at(-1)}`);
  await answered(page);
  const devtools = await context.newCDPSession(page);
  const rounds = [];
  for (let round = 0; round < ROUNDS; ++round) {
    await page.evaluate(round_in_page, { names: NAMES, moves: MOVES_EACH });
    await page.evaluate(() => performance.clearMeasures()); // the page keeps the last few thousand round trips
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
    const engine = await engine_memory();
    rounds.push({ heap: usedSize / MEGABYTE, engine: engine / MEGABYTE, nodes, listeners: jsEventListeners });
    if (process.env.SOAK_SWITCHES) console.log(round, JSON.stringify(rounds.at(-1)));
  }
  assert.deepEqual(seen.complaints, []);
  const [early, late] = [rounds[WARM_UP], rounds.at(-1)];
  t.diagnostic(`after round ${WARM_UP}: ${JSON.stringify(early)}; after the last: ${JSON.stringify(late)}`);
  assert.ok(late.heap <= early.heap + 1, told(rounds));
  assert.ok(late.nodes <= 1.5 * early.nodes, told(rounds));
  // what is cut short differs from round to round, so peaks do; exactly it is measured above
  assert.ok(late.engine <= 1.5 * early.engine, told(rounds));
});
