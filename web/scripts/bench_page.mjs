// Page speed in headless Chromium: from the hand to the picture, first load, time to interactive.

import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { serve } from './static_server.mjs';

const TARGETS = { trip_ms: 8, first_load_kb: 350, interactive_ms: 1000, steps_per_s: 60 };

function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? NaN;
}

/** Runs in the page: when the picture after each answer is on the screen. */
function watch_frames() {
  const shown = [];
  window.shown_after = shown;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName('lab:round-trip')) {
      requestAnimationFrame(() => requestAnimationFrame(() => shown.push(performance.now() - entry.startTime)));
    }
  }).observe({ entryTypes: ['measure'] });
}

/** Runs in the page: when the first picture stands (Playwright's own waiting looks twice a second). */
function watch_first_picture() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.stage .view')) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => (window.first_picture = performance.now())));
  }).observe(document, { childList: true, subtree: true });
}

async function visit(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.addInitScript(() => localStorage.setItem('relevance-lab.hints', 'seen'));
  await page.addInitScript(watch_frames);
  await page.addInitScript(watch_first_picture);
  await page.goto(address);
  const interactive = await (await page.waitForFunction(() => window.first_picture)).jsonValue();
  await page.waitForTimeout(600);
  await page.evaluate(() => performance.clearMeasures());
  return { page, context, interactive };
}

/** Moves the pointer through points at the pace of a hand: one every 8 ms. */
async function drag(page, points) {
  const [first, ...others] = points;
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const point of others) { await page.mouse.move(...point); await page.waitForTimeout(8); }
  await page.mouse.up();
  await page.waitForTimeout(100);
}
const circle = (x, y, r, n) => Array.from({ length: n }, (_, i) => [x + r * Math.cos((i / n) * 2 * Math.PI), y + r * Math.sin((i / n) * 2 * Math.PI)]);
const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];

const GESTURES = [
  ['pen on the digit', 'digits-lrp', async (page) => {
    for (let i = 0; i < 4; ++i) {
      await drag(page, circle(...middle(await page.getByTestId('canvas').boundingBox()), 90, 40));
      await page.getByRole('button', { name: 'Clear' }).click();
    }
  }],
  ['slider γ of the min networks', 'lrp-min-networks', async (page) => {
    const box = await page.getByTestId('control-gamma').getByRole('slider').boundingBox();
    for (let i = 0; i < 2; ++i) await drag(page, Array.from({ length: 60 }, (_, k) => [box.x + 8 + ((box.width - 16) * k) / 60, box.y + box.height / 2]));
  }],
  ['point in a plane', 'lrp-min-networks', async (page) => {
    await drag(page, circle(...middle(await page.getByTestId('view-plane-i').locator('svg[data-picture]').boundingBox()), 60, 120));
  }],
  ['data point of taylor-rbf', 'taylor-rbf', async (page) => {
    await drag(page, [middle(await page.getByTestId('point-1').locator('.dot').boundingBox()), ...circle(...middle(await page.getByTestId('view-field').locator('svg[data-picture]').boundingBox()), 140, 120)]);
  }],
  ['centre of taylor-rbf', 'taylor-rbf', async (page) => {
    await drag(page, [middle(await page.getByTestId('point-0').locator('.dot').boundingBox()), ...circle(...middle(await page.getByTestId('view-field').locator('svg[data-picture]').boundingBox()), 60, 120)]);
  }],
];

async function trips(browser, address) {
  const rows = [];
  for (const [name, scenario, gesture] of GESTURES) {
    const { page, context, interactive } = await visit(browser, `${address}#/${scenario}`);
    await gesture(page);
    const { spans, shown } = await page.evaluate(() => ({ spans: performance.getEntriesByName('lab:round-trip').map((one) => one.duration), shown: window.shown_after }));
    rows.push({ name, n: spans.length, p50: percentile(spans, 0.5), p95: percentile(spans, 0.95), frame_p50: percentile(shown, 0.5), frame_p95: percentile(shown, 0.95), interactive });
    await context.close();
  }
  return rows;
}

/** Ascents of ten prototypes that climb together through the convolutional network, while the page paints. */
const CLIMBS = [['norm', '&penalty=l2'], ['density', '&penalty=gaussian'], ['PCA', '&penalty=pca'], ['decoder', '&penalty=decoder'], ['all four at once', '']];
const CLIMB_MS = 3000;

/** Runs in the page: plays from step 0, and reads how far the run stands with each frame of the screen. */
function climb(longest) {
  const bar = document.querySelector('[data-testid=bar-step]');
  const read = () => bar.querySelector('.count').innerText.split('/').map(Number);
  bar.querySelector('[aria-label=Play]').click();
  return new Promise((done) => {
    let begun = 0, from = 0, frames = 0;
    const look = () => {
      const [step, end] = read();
      const now = performance.now();
      if (begun === 0 && step > 0) [begun, from] = [now, step];
      else if (begun > 0) frames += 1;
      if (begun > 0 && (now - begun > longest || step >= end)) done({ steps_per_s: (step - from) / ((now - begun) / 1000), frames_per_s: frames / ((now - begun) / 1000) });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

async function climbs(browser, address) {
  const rows = [];
  for (const [name, query] of CLIMBS) {
    const { page, context } = await visit(browser, `${address}#/prototype-digits?model=digits-cnn&step=0&compare=${query === '' ? 1 : 0}${query}`);
    rows.push({ name, ...await page.evaluate(climb, CLIMB_MS) });
    await context.close();
  }
  return rows;
}

async function first_load(browser, address, site) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const paths = new Set();
  page.on('request', (request) => { if (request.url().startsWith(address)) paths.add(request.url().slice(address.length).split('#')[0] || 'index.html'); });
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  await context.close();
  return [...paths].map((path) => ({ path, bytes: gzipSync(readFileSync(join(site, path)), { level: 9 }).length })).sort((a, b) => b.bytes - a.bytes);
}

const cell = (value, width) => String(typeof value === 'number' ? value.toFixed(1) : value).padStart(width);
const mark = (holds) => (holds ? '✓' : '✗');

/** Measures the built page under `root`/dist/site and prints what it found. */
export async function bench_page(root) {
  const site = join(root, 'dist/site');
  const server = await serve({ '/': site });
  const address = `http://127.0.0.1:${server.port}/`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const rows = await trips(browser, address);
    const ascents = await climbs(browser, address);
    const parts = await first_load(browser, address, site);
    const total = parts.reduce((sum, part) => sum + part.bytes, 0) / 1024;
    console.log(`From the event to the draw call, and to the frame that shows it, ms (target: p95 ≤ ${TARGETS.trip_ms} to the draw call)`);
    console.log(`${'gesture'.padEnd(32)}${cell('n', 5)}${cell('p50', 8)}${cell('p95', 8)}    ${cell('frame p50', 10)}${cell('frame p95', 11)}`);
    for (const row of rows) console.log(`${row.name.padEnd(32)}${String(row.n).padStart(5)}${cell(row.p50, 8)}${cell(row.p95, 8)} ${mark(row.p95 <= TARGETS.trip_ms)}  ${cell(row.frame_p50, 10)}${cell(row.frame_p95, 11)}`);
    console.log(`\nprototype-digits, ten classes on the convolutional network: ascent steps a second while the page paints (target: ${TARGETS.steps_per_s})`);
    for (const row of ascents) console.log(`  ${row.name.padEnd(30)}${cell(row.steps_per_s, 8)} ${mark(row.steps_per_s >= TARGETS.steps_per_s)}  at ${row.frames_per_s.toFixed(0)} frames a second`);
    console.log(`\nFirst load, gzipped KB: ${total.toFixed(1)} of ${TARGETS.first_load_kb} ${mark(total <= TARGETS.first_load_kb)}`);
    for (const { path, bytes } of parts) console.log(`  ${path.padEnd(44)}${cell(bytes / 1024, 8)}`);
    console.log(`\nFrom opening an exercise to its first picture, ms (target: ${TARGETS.interactive_ms})`);
    for (const row of rows.filter((one, i) => rows.findIndex((other) => other.interactive === one.interactive) === i)) console.log(`  ${row.name.padEnd(44)}${cell(row.interactive, 8)} ${mark(row.interactive <= TARGETS.interactive_ms)}`);
    return { rows, ascents, first_load_kb: total };
  } finally {
    await browser.close();
    await server.close();
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await bench_page(resolve(dirname(fileURLToPath(import.meta.url)), '../..'));
}
