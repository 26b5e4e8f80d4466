// A network of VGG-16's shape, a hundred times the lab's own: what it takes by itself, and in the page.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load_engine } from '../../web/scripts/load_engine.mjs';
import { serve } from '../../web/scripts/static_server.mjs';
import { launch } from '../web/support/browser.mjs';
import { memory_of_engine } from '../web/support/engine_memory.mjs';
import { label, with_network } from '../web/support/large_network.mjs';

const MOST_MEMORY = 2; // times the weights, and the activations once
const PATIENCE_MS = 120_000;
const SIDES = [32, 64];
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
const verdict = (share) => `${share.toFixed(2)} of ${MOST_MEMORY} × weights + activations (${share <= 1 ? 'met' : 'missed'})`;

async function file_of(side) {
  const engine = await load_engine('bench'); // in a module of its own: its memory never shrinks
  return Uint8Array.from(engine.vgg_file(side, 10));
}

/** Read, run forward and explained in the engine alone. */
async function alone(file) {
  const engine = await load_engine('bench');
  return engine.vgg(file);
}

/** On the page where own files are tried: opened, explained, another digit, and left half way. */
async function in_page(browser, root, file) {
  const server = await serve({ '/': join(root, 'dist/site') });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(String(error)));
    page.on('console', (message) => { if (message.type() === 'error') console.error(message.text()); });
    const memory = await memory_of_engine(page);
    const timed = async (what) => { const begin = performance.now(); await what(); return performance.now() - begin; };
    const picture = () => page.evaluate(() => document.querySelector('[data-testid=view-relevance] canvas').toDataURL());
    const pick = (place) => page.getByTestId('view-digits').getByRole('option').nth(place).click();
    await page.goto(`http://127.0.0.1:${server.port}/#/validate`);
    await page.getByTestId('pick-files').waitFor({ state: 'attached' });
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const paths = with_network(file).map(({ name, buffer }) => (writeFileSync(join(folder, name), buffer), join(folder, name)));
    const begun = await timed(async () => {
      await page.getByTestId('pick-files').setInputFiles(paths);
      await label(page).waitFor({ timeout: PATIENCE_MS });
    });
    rmSync(folder, { recursive: true });
    const first = await timed(() => page.getByTestId('view-relevance').locator('canvas').first().waitFor({ timeout: PATIENCE_MS }));
    const before = await picture();
    const next = await timed(async () => {
      await pick(8);
      await page.waitForFunction((old) => document.querySelector('[data-testid=view-relevance] canvas').toDataURL() !== old, before);
    });
    await pick(12);
    const cancel = page.getByTestId('progress').getByRole('button', { name: 'Cancel' });
    const early = await cancel.waitFor({ timeout: next }).then(() => false, () => true); // done before it was offered
    const left = early ? NaN : await timed(async () => { await cancel.click(); await cancel.waitFor({ state: 'detached' }); });
    return { begun, first, next, left, heap: (await memory()) / 2 ** 20 };
  } finally {
    await context.close();
    await server.close();
  }
}

export async function bench_vgg(root) {
  console.log('\nA network of VGG-16\'s shape, random weights, ten classes, epsilon-gamma-box');
  const browser = await launch({ whole: true });
  try {
    for (const side of SIDES) {
      const file = await file_of(side);
      const r = await alone(file);
      const limit = MOST_MEMORY * r.weights + r.activations;
      console.log(`  ${side}×${side}: weights ${r.weights.toFixed(0)} MB, activations ${r.activations.toFixed(0)} MB`);
      console.log(`    alone (Node): read ${seconds(r.read)}, forward ${seconds(r.forward)}, explained ${seconds(r.explain)} more; `
        + `Σ R off by ${(100 * Math.abs(r.gap)).toFixed(3)} %`);
      const mb = (heap) => `${heap.toFixed(0)} MB`;
      console.log(`      memory ${mb(r.read_heap)} read, ${mb(r.explain_heap)} explained: ${verdict(r.explain_heap / limit)}; `
        + `in use at the end ${mb(r.in_use)}: ${verdict(r.in_use / limit)}`);
      const p = await in_page(browser, root, file);
      const left = Number.isNaN(p.left) ? 'done before Cancel was offered' : `left within ${seconds(p.left)} of Cancel`;
      console.log(`    in the page: ${seconds(p.begun)} to the first progress (${(file.length / 2 ** 20).toFixed(0)} MB of files), `
        + `explained ${seconds(p.first)} later; the next digit ${seconds(p.next)}; ${left}`);
      console.log(`      memory ${p.heap.toFixed(0)} MB: ${verdict(p.heap / limit)}`);
    }
  } finally {
    await browser.close();
  }
}
