// Page speed in headless Chromium: from the hand to the picture, first load, time to interactive.

import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { first_load, first_minute, watch_first_picture, WAYS } from './bench_load.mjs';
import { serve } from './static_server.mjs';

const TARGETS = { trip_ms: 8, gallery_kb: 90, first_load_kb: 350, interactive_ms: 1000, steps_per_s: 60 };

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

async function visit(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', serviceWorkers: 'block' });
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
function circle(x, y, r, n) {
  const turn = (i) => (i / n) * 2 * Math.PI;
  return Array.from({ length: n }, (_, i) => [x + r * Math.cos(turn(i)), y + r * Math.sin(turn(i))]);
}
const picture_of = (page, view) => page.getByTestId(`view-${view}`).locator('svg[data-picture]').boundingBox();
const dot_of = (page, point) => page.getByTestId(`point-${point}`).locator('.dot').first().boundingBox();
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
    const along = Array.from({ length: 60 }, (_, k) => [box.x + 8 + ((box.width - 16) * k) / 60, box.y + box.height / 2]);
    for (let i = 0; i < 2; ++i) await drag(page, along);
  }],
  ['point in a plane', 'lrp-min-networks', async (page) => {
    await drag(page, circle(...middle(await picture_of(page, 'plane-i')), 60, 120));
  }],
  ['data point of taylor-rbf', 'taylor-rbf', async (page) => {
    await drag(page, [middle(await dot_of(page, 1)), ...circle(...middle(await picture_of(page, 'field')), 140, 120)]);
  }],
  ['centre of taylor-rbf', 'taylor-rbf', async (page) => {
    await drag(page, [middle(await dot_of(page, 0)), ...circle(...middle(await picture_of(page, 'field')), 60, 120)]);
  }],
  ['point x of the one-class machine', 'one-class-2d', async (page) => {
    await drag(page, [middle(await dot_of(page, 0)), ...circle(...middle(await picture_of(page, 'soft')), 60, 120)]);
  }],
  ['data point, the machine trained anew', 'one-class-2d?data=table', async (page) => {
    const point = await page.getByTestId('view-soft').locator('[data-point="9"] .reach').boundingBox();
    await drag(page, [middle(point), ...circle(...middle(await picture_of(page, 'soft')), 60, 120)]);
  }],
  ['shift of a digit, 28×28 against 28×28', 'bilrp-digits?patch=1', async (page) => {
    const slider = page.getByTestId('control-shift').getByRole('slider');
    await slider.focus();
    for (let i = 0; i < 40; ++i) {
      await page.keyboard.press(i % 12 < 6 ? 'ArrowRight' : 'ArrowLeft');
      await page.waitForTimeout(80);
    }
  }],
];
const PAINTED_MS = 50; // from values to the painted picture, where a gesture has this target of its own

async function trips(browser, address) {
  const rows = [];
  for (const [name, scenario, gesture] of GESTURES) {
    const { page, context, interactive } = await visit(browser, `${address}#/${scenario}`);
    await gesture(page);
    const spans = await page.evaluate(() => performance.getEntriesByName('lab:round-trip').map((one) => one.duration));
    const shown = await page.evaluate(() => window.shown_after);
    rows.push({
      name, scenario, interactive, n: spans.length, p50: percentile(spans, 0.5), p95: percentile(spans, 0.95),
      frame_p50: percentile(shown, 0.5), frame_p95: percentile(shown, 0.95),
    });
    await context.close();
  }
  return rows;
}

/** Ascents of ten prototypes that climb together through the convolutional network, while the page paints. */
const CLIMBS = [
  ['norm', '&penalty=l2'], ['density', '&penalty=gaussian'], ['PCA', '&penalty=pca'], ['decoder', '&penalty=decoder'],
  ['all four at once', ''],
];
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
      const seconds = (now - begun) / 1000;
      const over = begun > 0 && (now - begun > longest || step >= end);
      if (over) done({ steps_per_s: (step - from) / seconds, frames_per_s: frames / seconds });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

async function climbs(browser, address) {
  const rows = [];
  for (const [name, query] of CLIMBS) {
    const compare = query === '' ? 1 : 0;
    const { page, context } = await visit(browser, `${address}#/prototype-digits?model=digits-cnn&step=0&compare=${compare}${query}`);
    rows.push({ name, ...await page.evaluate(climb, CLIMB_MS) });
    await context.close();
  }
  return rows;
}

const cell = (value, width) => String(typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(1) : value).padStart(width);
const mark = (holds) => (holds ? '✓' : '✗');

function print_trips(rows) {
  const target = `target: p95 ≤ ${TARGETS.trip_ms} to the draw call`;
  console.log(`From the event to the draw call, and to the frame that shows it, ms (${target})`);
  const heads = `${cell('n', 5)}${cell('p50', 8)}${cell('p95', 8)}    ${cell('frame p50', 10)}${cell('frame p95', 11)}`;
  console.log(`${'gesture'.padEnd(40)}${heads}`);
  for (const row of rows) {
    const drawn = `${cell(row.n, 5)}${cell(row.p50, 8)}${cell(row.p95, 8)} ${mark(row.p95 <= TARGETS.trip_ms)}`;
    const painted = row.scenario.startsWith('bilrp') ? ` ${mark(row.frame_p50 <= PAINTED_MS)} (target: ${PAINTED_MS} to painted)` : '';
    console.log(`${row.name.padEnd(40)}${drawn}  ${cell(row.frame_p50, 10)}${cell(row.frame_p95, 11)}${painted}`);
  }
}

function print_climbs(ascents) {
  const what = 'prototype-digits, ten classes on the convolutional network: ascent steps a second while the page paints';
  console.log(`\n${what} (target: ${TARGETS.steps_per_s})`);
  for (const row of ascents) {
    const steps = `${cell(row.steps_per_s, 8)} ${mark(row.steps_per_s >= TARGETS.steps_per_s)}`;
    console.log(`  ${row.name.padEnd(30)}${steps}  at ${row.frames_per_s.toFixed(0)} frames a second`);
  }
}

function print_load(load, gallery_kb, total) {
  const of = (kilobytes, target) => `${kilobytes.toFixed(1)} of ${target} ${mark(kilobytes <= target)}`;
  console.log(`\nUntil the gallery stands, gzipped KB: ${of(gallery_kb, TARGETS.gallery_kb)}, after ${load.ms.toFixed(0)} ms`);
  console.log(`First load, gzipped KB: ${of(total, TARGETS.first_load_kb)}`);
  for (const { path, bytes, early } of load.parts) {
    console.log(`  ${path.padEnd(44)}${cell(bytes / 1024, 8)}${early ? '  before the gallery' : ''}`);
  }
}

function print_first_pictures(rows) {
  console.log(`\nFrom opening an exercise to its first picture, ms (target: ${TARGETS.interactive_ms})`);
  for (const { name, interactive } of rows) {
    console.log(`  ${name.padEnd(44)}${cell(interactive, 8)} ${mark(interactive <= TARGETS.interactive_ms)}`);
  }
}

const VISITS = 3; // the median of so many

/** How the first minute goes: words, then pictures, on every way to come. */
async function first_minutes(browser, address) {
  const of = (ms, target) => `${cell(ms, 8)} ${target === undefined ? ' '.repeat(10) : `${mark(ms <= target)} of ${target}`.padEnd(10)}`;
  const all = [];
  console.log(`\nFrom the address to the words, and to the first picture, ms (median of ${VISITS})`);
  for (const scenario of ['digits-lrp', 'lrp-min-networks']) for (const way of WAYS) {
    const visits = [];
    for (let i = 0; i < VISITS; ++i) visits.push(await first_minute(browser, address, scenario, way));
    const [words, picture] = ['words', 'picture'].map((what) => percentile(visits.map((visit) => visit[what]), 0.5));
    console.log(`  ${`${scenario}, ${way.name}`.padEnd(66)}${of(words, way.words_ms)}${of(picture, way.picture_ms)}`);
    all.push({ scenario, way: way.name, words, picture });
  }
  return all;
}

/** Measures the built page under `root`/dist/site and prints what it found. */
export async function bench_page(root) {
  const site = join(root, 'dist/site');
  const server = await serve({ '/': site });
  const address = `http://127.0.0.1:${server.port}/`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  try {
    const rows = await trips(browser, address);
    const ascents = await climbs(browser, address);
    const load = await first_load(browser, address, site);
    const kilobytes = (parts) => parts.reduce((sum, part) => sum + part.bytes, 0) / 1024;
    const [gallery_kb, total] = [kilobytes(load.parts.filter((part) => part.early)), kilobytes(load.parts)];
    print_trips(rows);
    print_climbs(ascents);
    print_load(load, gallery_kb, total);
    print_first_pictures(rows);
    const minutes = await first_minutes(browser, address);
    return { rows, ascents, gallery_kb, first_load_kb: total, minutes };
  } finally {
    await browser.close();
    await server.close();
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await bench_page(resolve(dirname(fileURLToPath(import.meta.url)), '../..'));
}
