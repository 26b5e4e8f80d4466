// A Chromium, both builds of the page, and what they complain about.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../../web/scripts/static_server.mjs';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../../..');
const SUB_PATH = '/courses/lab/';

/** The hosted build under a sub-path, as a course's site would serve it; `instead` as in serve(). */
export async function serve_site(instead) {
  const { port, close } = await serve({ [SUB_PATH]: join(ROOT, 'dist/site') }, 0, instead);
  return { url: `http://127.0.0.1:${port}${SUB_PATH}`, close };
}

export const SINGLE_FILE = pathToFileURL(join(ROOT, 'dist/relevance-lab.html')).href;

const WHOLE = '/usr/bin/chromium', SHELL = '/usr/bin/chromium-headless-shell';

/**
 * Chromium's headless shell where there is one: the same engine without the browser around it, so that a page
 * costs less. `whole`: the browser itself. The environment's CHROMIUM goes before both. `interpreted`: what runs often is
 * not compiled again and again, so that memory holds what the page keeps and no code.
 */
export function launch({ whole = false, interpreted = false } = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? (whole || !existsSync(SHELL) ? WHOLE : SHELL),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
      ...(interpreted ? ['--js-flags=--no-opt --no-maglev --no-sparkplug --no-flush-bytecode'] : [])],
  });
}

/**
 * A fresh page that collects requests, console errors and policy violations; without a service worker, unless that is asked for.
 * `init`: what runs in it before all else.
 */
export async function new_page(browser, options = {}) {
  const { hints = false, init, ...rest } = options;
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 }, locale: 'en-GB', serviceWorkers: 'block', ...rest,
  });
  const page = await context.newPage();
  const seen = { requests: [], complaints: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => { if (message.type() === 'error') seen.complaints.push(message.text()); });
  page.on('pageerror', (error) => seen.complaints.push(String(error)));
  await page.addInitScript((keep_hints) => {
    document.addEventListener('securitypolicyviolation',
      (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    try { if (!keep_hints) localStorage.setItem('relevance-lab.hints', 'seen'); } catch { /* no storage here */ }
  }, hints);
  if (init) await page.addInitScript(init);
  return { page, seen, context };
}

/** Whether a narrow page is laid out as it should: no tab scrolls sideways, and on a phone the stage leaves room. */
export async function assert_fits(page, { width, height, tabs }) {
  for (const tab of width < 700 ? tabs : ['']) {
    if (tab) await page.getByRole('tab', { name: tab }).click();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${tab}: ${wide} px too wide`);
  }
  if (width < 700) assert.ok((await page.locator('.lead').boundingBox()).height <= 0.551 * height);
}

/** Draws strokes given in hundredths of the canvas, as a hand would: in many small moves. */
export async function draw(page, strokes, pen = 0) {
  const canvas = page.getByTestId('canvas').nth(pen);
  const box = await canvas.boundingBox();
  const at = ([x, y]) => [box.x + (x / 100) * box.width, box.y + (y / 100) * box.height];
  for (const [first, ...others] of strokes) {
    await page.mouse.move(...at(first));
    await page.mouse.down();
    for (const point of others) await page.mouse.move(...at(point), { steps: 6 });
    await page.mouse.up();
  }
}

/** Drags by one finger from a place of the window. */
export async function drag_by_finger(page, [x, y], [dx, dy]) {
  const client = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [{ x, y }]);
  for (let i = 1; i <= 8; ++i) await touch('touchMove', [{ x: x + (dx * i) / 8, y: y + (dy * i) / 8 }]);
  await touch('touchEnd', []);
}

export const THREE = [[[32, 28], [42, 20], [56, 20], [66, 28], [66, 38], [58, 46], [48, 48], [60, 52], [68, 60], [68, 70], [58, 80],
  [44, 80], [32, 72]]];
export const ONE = [[[50, 18], [49, 40], [48, 60], [47, 82]]];

/** What a question about the page answers once it no longer changes. */
export async function settled(page, ask) {
  let before = await ask();
  for (let quiet = 0; quiet < 2;) {
    await page.waitForTimeout(150);
    const now = await ask();
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
  return before;
}

/** A picture's pixels as one string, to see whether it changed. */
export function pixels_of(page, view) {
  return page.getByTestId(`view-${view}`).locator('canvas').first().evaluate((canvas) => canvas.toDataURL());
}

/** Until the engine's own pictures stand: those the build left are there before it. */
export const answered = (page) => page.locator('.stage:not([data-foreseen]) [data-testid^=view-]').first().waitFor();

/** A visit to an exercise of either build, its stage there; `hash`: what stands behind #/ in its address. */
export async function open_exercise(browser, site, build, hash, options) {
  const visit = await new_page(browser, options);
  await visit.page.goto(`${build === 'hosted' ? site.url : SINGLE_FILE}#/${hash}`);
  await answered(visit.page);
  return visit;
}

/**
 * Pages that go from one exercise to the next as a student does, so that each starts the engine once. `at(name, ask)` hands one of
 * them to `ask`, the exercise's pictures (or the gallery, '') there; its console has to stay silent.
 */
export function walkers(browser, site, options) {
  const idle = [];
  return {
    async at(name, ask) {
      const visit = idle.pop() ?? await new_page(browser, options);
      const { page, seen } = visit;
      if (page.url() === 'about:blank') await page.goto(`${site.url}#/${name}`);
      else await page.evaluate((hash) => {
        document.querySelector('.stage')?.setAttribute('data-left', '');
        location.hash = hash;
      }, `#/${name}`);
      await page.locator(name ? '.stage:not([data-left], [data-foreseen]) [data-testid^=view-]' : 'a.card').first().waitFor();
      await ask(page);
      assert.deepEqual(seen.complaints, []);
      idle.push(visit); // not where something failed
    },
    close: () => Promise.all(idle.map(({ context }) => context.close())),
  };
}

export const caption = (page, view) => page.getByTestId(`view-${view}`).locator('.caption').innerText();

/** Waits until a view's caption is another one, and returns it. */
export async function next_caption(page, view, old) {
  await page.waitForFunction(([id, before]) =>
    document.querySelector(`[data-testid=view-${id}] .caption`)?.textContent.trim() !== before.trim(), [view, old]);
  return caption(page, view);
}

/** The settings that the address holds. */
export const link = (page) => new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '');

/** `test` for one of the two builds: each of them takes every second test, so that what they share is tried once. */
export function in_turn(build) {
  let skipped = build === 'hosted' ? 1 : 0;
  return (name, body) => { if (++skipped % 2 === 0) test(name, body); };
}
