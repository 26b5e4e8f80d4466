// The exercises on series as a student uses them; each once, on either build.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { caption, launch, open_exercise, serve_site } from './support/browser.mjs';

let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

const open = (build, hash, options) => open_exercise(browser, site, build, hash, options);
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

describe('recurrent-dynamics', { timeout: 120_000 }, () => {
  test('a start is dragged, the states follow; the network learns, and a play is one step back', async () => {
    const { page, seen, context } = await open('hosted', 'recurrent-dynamics');
    const x0 = () => new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '').get('x0');
    const dot = await page.locator('[data-testid^=view-] .point.free .dot').first().boundingBox();
    await page.mouse.move(dot.x + dot.width / 2, dot.y + dot.height / 2);
    await page.mouse.down();
    await page.mouse.move(dot.x + 20, dot.y - 30);
    await page.mouse.up();
    await page.waitForFunction(() => /x0=|y0=/.test(location.hash));
    assert.ok(x0() !== null || page.url().includes('y0='));
    assert.match(await caption(page, 'target'), /After 0 updates E = 0\./);
    await page.getByRole('button', { name: 'To the end' }).click();
    await says(page, 'target', 'After 2000 updates');
    assert.match(await caption(page, 'target'), /E = [\d.]+·10⁻/); // below 0.001: it goes round as the target does
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
});
