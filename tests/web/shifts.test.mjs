// Nothing that is read moves while the page fills itself: the layout shift of gallery and exercises, on a desktop and a phone.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { scenario_names } from '../../web/scripts/files.mjs';
import { answered, launch, new_page, serve_site, settled } from './support/browser.mjs';

const MOST = 0.05; // of all shifts together, which is more than the usual measure takes
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

/** Runs before the page: every shift that no hand caused, and what moved. */
function watch() {
  window.shifts = [];
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
  const told = ({ node, previousRect, currentRect }) =>
    `${node?.nodeName}.${node?.className}: ${box(previousRect)} → ${box(currentRect)}`;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput) shifts.push({ value, told: sources.map(told) });
  }).observe({ type: 'layout-shift', buffered: true });
}

async function shift_of(name, width, height) {
  const { page, context } = await new_page(browser, { viewport: { width, height }, isMobile: width < 700, hasTouch: width < 700 });
  await page.addInitScript(watch);
  await page.goto(`${site.url}#/${name}`);
  if (name === '') await page.locator('a.card canvas, a.card svg, a.card img').first().waitFor();
  else {
    await answered(page);
    await page.locator('.reading .katex, .reading .prose').first().waitFor({ state: 'attached' });
  }
  await settled(page, () => page.evaluate(() => `${shifts.length} ${document.querySelectorAll('*').length}`));
  const shifts = await page.evaluate(() => window.shifts);
  await context.close();
  return { sum: shifts.reduce((sum, one) => sum + one.value, 0), shifts };
}

test('a shift is seen where there is one', async () => {
  const { page, context } = await new_page(browser);
  await page.addInitScript(watch);
  await page.goto(site.url);
  await page.locator('a.card').first().waitFor();
  await page.evaluate(() => document.body.prepend(Object.assign(document.createElement('div'), { style: 'height: 400px' })));
  await page.waitForFunction((most) => shifts.reduce((sum, one) => sum + one.value, 0) > most, MOST);
  await context.close();
});

describe(`layout shift below ${MOST}`, { timeout: 240_000, concurrency: 3 }, () => {
  for (const [width, height] of [[1440, 900], [360, 640]]) for (const name of ['', ...scenario_names()]) {
    test(`${name || 'gallery'}, ${width}×${height}`, async () => {
      const { sum, shifts } = await shift_of(name, width, height);
      assert.ok(sum < MOST, `${sum.toFixed(4)}: ${JSON.stringify(shifts.filter(({ value }) => value > 0.005), null, 1)}`);
    });
  }
});
