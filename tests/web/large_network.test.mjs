// A network that takes seconds, as a lecturer brings it: the page tells how far it is, and what stands stays until the next is done.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, new_page, serve_site } from './support/browser.mjs';
import { explain_large, with_network } from './support/large_network.mjs';

const MAKER = fileURLToPath(new URL('./support/large_network.py', import.meta.url));

/** Runs before the page: all that is told on the way, as [progress, label]. */
function listen() {
  window.told = [];
  new MutationObserver(() => {
    const bar = document.querySelector('[data-testid=progress] progress');
    if (bar?.hasAttribute('value')) window.told.push([bar.value, document.querySelector('[data-testid=progress] span').textContent]);
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

test('a large network is explained layer by layer, and may be left half way', async (t) => {
  const [browser, site] = await Promise.all([launch(), serve_site()]);
  t.after(async () => { await browser.close(); await site.close(); });
  const { page, seen } = await new_page(browser);
  await page.addInitScript(listen);
  await page.goto(`${site.url}#/validate`);
  await explain_large(page, with_network(execFileSync('/usr/bin/python3', [MAKER], { maxBuffer: 2 ** 26 })));
  await page.getByTestId('checks').getByText('ΣR').first().waitFor();
  const picture = () => page.getByTestId('view-relevance').locator('canvas').first().evaluate((canvas) => canvas.toDataURL());
  const becomes = (is_so, other) => page.waitForFunction(([equal, url]) =>
    (document.querySelector('[data-testid=view-relevance] canvas').toDataURL() === url) === equal, [is_so, other]);
  const told = await page.evaluate(() => window.told.filter(([, name]) => name === 'Explaining layer by layer').map(([value]) => value));
  assert.ok(told.length > 0, 'progress was told');
  assert.ok(told.every((value, i) => i === 0 || value >= told[i - 1]), `progress goes up: ${told}`);

  const pick = (place) => page.getByTestId('view-digits').getByRole('option').nth(place).click();
  const explained = async (place) => { // nothing else is under way
    const before = await picture();
    await pick(place);
    await becomes(false, before);
    return picture();
  };
  const [third, fifth] = [await explained(3), await explained(5)];
  assert.notEqual(third, fifth);
  await explained(0);
  await pick(3);
  await pick(5); // leaves the third half way
  await becomes(true, fifth);
  assert.deepEqual(seen.complaints, []);
});
