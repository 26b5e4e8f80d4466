// The exercises on series as a student uses them; each once, on either build.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, new_page, serve_site, SINGLE_FILE } from './support/browser.mjs';

let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

async function open(build, hash, options) {
  const visit = await new_page(browser, options);
  await visit.page.goto(`${build === 'hosted' ? site.url : SINGLE_FILE}#/${hash}`);
  await visit.page.locator('[data-testid^=view-]').first().waitFor();
  return visit;
}
const caption = (page, view) => page.getByTestId(`view-${view}`).locator('.caption').innerText();
const says = (page, view, words) => page.waitForFunction(([id, part]) =>
  document.querySelector(`[data-testid=view-${id}] .caption`)?.textContent.includes(part), [view, words]);

describe('convolution-kernel', { timeout: 120_000 }, () => {
  test('the test as the exercise words it finds nothing; looking at eigenvalues refutes the mode', async () => {
    const { page, seen, context } = await open('hosted', 'convolution-kernel?trials=50');
    await says(page, 'trials', 'None of 50 trials');
    assert.match(await caption(page, 'spectrum'), /No kernel/);
    await page.getByTestId('control-checks').getByText('the least eigenvalue').click();
    await says(page, 'trials', 'the mode is refuted');
    await page.getByTestId('control-mode').getByText('full').click();
    await says(page, 'trials', 'None of 50 trials');
    await page.getByTestId('view-features').waitFor();
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
});

describe('convolution-backprop', { timeout: 120_000 }, () => {
  test('the index is stepped, and the filter follows; cropping moves δ', async () => {
    const { page, seen, context } = await open('single', 'convolution-backprop');
    await says(page, 'meeting', 'at 2 is the sum of the products: +2.75');
    await page.getByRole('button', { name: /forward/i }).first().click();
    await says(page, 'meeting', 'at 3 is the sum of the products');
    await page.getByTestId('control-wanted').getByText('the filter w').click();
    await says(page, 'meeting', '∂E/∂w at 3');
    await page.getByTestId('control-mode').getByText('valid').click();
    await page.waitForFunction(() => location.hash.includes('mode=valid'));
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
});
