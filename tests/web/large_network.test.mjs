// A network that takes seconds: the page tells how far it is, and what stands stays until the next is done.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { answered, launch, new_page, serve_site } from './support/browser.mjs';

const MAKER = fileURLToPath(new URL('./support/large_network.py', import.meta.url));

test('a large network in the place of the lab\'s is explained layer by layer, and may be left half way', async (t) => {
  const network = execFileSync('/usr/bin/python3', [MAKER], { maxBuffer: 2 ** 26 });
  const [browser, site] = await Promise.all([launch(), serve_site((path, response) => {
    if (!path.endsWith('/models/digits-cnn.onnx')) return false;
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': network.length });
    response.end(network);
    return true;
  })]);
  t.after(async () => { await browser.close(); await site.close(); });
  const { page, seen } = await new_page(browser);
  await page.addInitScript(() => { // all that is told on the way
    window.told = [];
    new MutationObserver(() => {
      const bar = document.querySelector('[data-testid=progress] progress');
      if (bar?.hasAttribute('value')) window.told.push([bar.value, document.querySelector('[data-testid=progress] span').textContent]);
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.goto(`${site.url}#/digits-lrp?index=3`);
  await answered(page);
  const conserved = page.getByTestId('checks').getByText('ΣR');
  await conserved.first().waitFor();
  const picture = () => page.getByTestId('view-relevance').locator('canvas').first().evaluate((canvas) => canvas.toDataURL());
  const [three, told] = [await picture(), await page.evaluate(() => window.told)];
  assert.ok(told.some(([, label]) => label === 'Explaining layer by layer'), JSON.stringify(told.slice(0, 5)));
  assert.ok(told.every(([value], i) => i === 0 || value >= told[i - 1][0]), 'progress goes up');

  await page.evaluate(() => { location.hash = '#/digits-lrp?index=8'; });
  await page.getByTestId('progress').getByText('Explaining layer by layer').waitFor();
  assert.equal(await picture(), three); // until the next is done
  await page.evaluate(() => { location.hash = '#/digits-lrp?index=12'; });
  await page.waitForFunction((old) => document.querySelector('[data-testid=view-relevance] canvas')?.toDataURL() !== old, three);
  const twelve = await picture();
  await page.goto(`${site.url}#/digits-lrp?index=12`);
  await page.reload();
  await answered(page);
  await page.waitForFunction((old) => document.querySelector('[data-testid=view-relevance] canvas')?.toDataURL() === old, twelve);
  assert.deepEqual(seen.complaints, []);
});
