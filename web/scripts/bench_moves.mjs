// From the hand to the picture in the built page: gestures, and a setting of every exercise; tasks that hold the page up meanwhile.

import { watch_first_picture } from './bench_load.mjs';
import { scenario_names } from './files.mjs';

const TARGETS = { trip_ms: 8, task_ms: 50 };

export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? NaN;
}

/** Runs in the page: when the picture after each answer is on the screen, and what takes the page longer than a blink. */
function watch_frames() {
  const shown = [];
  window.shown_after = shown;
  window.long_tasks = [];
  new PerformanceObserver((list) => window.long_tasks.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ entryTypes: ['longtask'] });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName('lab:round-trip')) {
      requestAnimationFrame(() => requestAnimationFrame(() => shown.push(performance.now() - entry.startTime)));
    }
  }).observe({ entryTypes: ['measure'] });
}

export async function visit(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.addInitScript(() => localStorage.setItem('relevance-lab.hints', 'seen'));
  await page.addInitScript(watch_frames);
  await page.addInitScript(watch_first_picture);
  await page.goto(address);
  const interactive = await (await page.waitForFunction(() => window.first_picture)).jsonValue();
  await page.locator('.stage:not([data-foreseen]) [data-testid^=view-]').first().waitFor(); // those the build left are not measured
  await page.locator('.panel [data-testid^=control-]').first().waitFor();
  await page.waitForTimeout(600);
  await page.evaluate(() => { performance.clearMeasures(); shown_after.length = long_tasks.length = 0; });
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

/** What a hand does in an exercise, and how long each answer took: to the draw call, and to the frame that shows it. */
async function measure(browser, address, [name, scenario, gesture]) {
  const { page, context, interactive } = await visit(browser, `${address}#/${scenario}`);
  await gesture(page);
  await page.waitForTimeout(300); // the last frames
  const { spans, shown, tasks } = await page.evaluate(() => ({
    spans: performance.getEntriesByName('lab:round-trip').map((one) => one.duration), shown: window.shown_after, tasks: window.long_tasks,
  }));
  await context.close();
  const of = (values) => [0.5, 0.95, 1].map((p) => percentile(values, p));
  return { name, scenario, interactive, n: spans.length, drawn: of(spans), painted: of(shown), tasks };
}

/** By key, as fast as a key that is held repeats: the first slider of an exercise there and back, or its first point. */
async function hold_key(page) {
  const slider = page.locator('.panel input[type=range]:enabled');
  const point = page.locator('.stage :is([data-testid^=point-][role=application], [role=slider], [data-picture][role=application])');
  await ((await slider.count()) > 0 ? slider : point).first().focus();
  for (let i = 0; i < 60; ++i) {
    await page.keyboard.press(i % 20 < 10 ? 'ArrowRight' : 'ArrowLeft');
    await page.waitForTimeout(33);
  }
}

export async function trips(browser, address) {
  const rows = [];
  for (const gesture of GESTURES) rows.push(await measure(browser, address, gesture));
  return rows;
}

export async function settings_of_all(browser, address) {
  const rows = [];
  for (const name of scenario_names()) rows.push(await measure(browser, address, [name, name, hold_key]));
  return rows;
}

export const cell = (value, width) =>
  String(typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(1) : value).padStart(width);
export const mark = (holds) => (holds ? '✓' : '✗');

function print_rows(head, rows, target_of = () => '') {
  const spans = (name) => `${cell(`${name} p50`, 12)}${cell('p95', 8)}${cell('worst', 8)}`;
  const columns = `${cell('n', 5)}${spans('drawn')}${spans('painted')}`;
  console.log(`${head.padEnd(40)}${columns}   tasks > ${TARGETS.task_ms} ms, longest`);
  for (const row of rows) {
    const three = ([p50, p95, worst]) => `${cell(p50, 12)}${cell(p95, 8)}${cell(worst, 8)}`;
    const longest = row.tasks.length > 0 ? `, ${Math.max(...row.tasks).toFixed(0)} ms` : '';
    const held = `${row.tasks.length}${longest}`;
    console.log(`${row.name.padEnd(40)}${cell(row.n, 5)}${three(row.drawn)}${three(row.painted)}   ${held}${target_of(row)}`);
  }
}

export function print_trips(rows, settings) {
  const target = `target: p95 ≤ ${TARGETS.trip_ms} to the draw call`;
  console.log(`From the event to the draw call, and to the frame that shows it, ms (${target})`);
  print_rows('gesture', rows, ({ scenario, drawn, painted }) => `   ${mark(drawn[1] <= TARGETS.trip_ms)}`
    + (scenario.startsWith('bilrp') ? ` ${mark(painted[0] <= PAINTED_MS)} (target: ${PAINTED_MS} to painted)` : ''));
  print_rows('\nfirst slider or point, a key held', settings);
}
