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
    await says(page, 'worst_c', 'is a counterexample');
    assert.match(await caption(page, 'worst_series'), /The 4 of 10/);
    await page.getByTestId('control-mode').getByText('full').click();
    await says(page, 'trials', 'None of 50 trials');
    await page.getByTestId('view-features').waitFor();
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
});

describe('series of one\'s own', { timeout: 120_000 }, () => {
  test('one is drawn and sets the length; a second of another length is refused in words', async () => {
    const { page, seen, context } = await open('single', 'convolution-kernel?mode=full');
    const paper = await page.getByTestId('control-series').getByTestId('series-paper').boundingBox();
    await page.mouse.move(paper.x + 0.2 * paper.width, paper.y + 0.3 * paper.height);
    await page.mouse.down();
    await page.mouse.move(paper.x + 0.8 * paper.width, paper.y + 0.7 * paper.height, { steps: 8 });
    await page.mouse.up();
    await page.waitForFunction(() => /[?&]series=/.test(location.hash));
    await page.getByText('A series of your own sets the length.').waitFor();
    await page.goto(page.url().replace(/#.*/, '#/convolution-kernel?series=3:1_2_3&series2=2:1_2'));
    await page.getByTestId('control-series2').getByText('The second series has 2 values, the first 3').waitFor();
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

  test('hidden units: any plane, and a graph of many steps that is moved and zoomed', async () => {
    const { page, seen, context } = await open('hosted', 'recurrent-dynamics?hidden=2&window=40&t=60');
    await says(page, 'phase', 'A slice: other units as at step 60');
    await page.getByTestId('control-across').locator('select').selectOption({ label: 'x₃' });
    await page.waitForFunction(() => location.hash.includes('across=3'));
    const svg = page.getByTestId('view-unfolded').locator('svg[data-picture]');
    const part = () => svg.evaluate((one) => one.getAttribute('viewBox').split(' ').map(Number));
    await svg.scrollIntoViewIfNeeded();
    const rest = await part();
    const { letters, wide, drawn } = await svg.evaluate((one) => ({
      letters: Math.min(...[...one.querySelectorAll('text')].map((text) => parseFloat(getComputedStyle(text).fontSize))),
      wide: one.clientWidth, drawn: one.querySelectorAll('.node').length }));
    assert.ok(Math.abs(rest[2] - wide) < 1, 'a unit is a pixel');
    assert.ok(letters >= 12, `letters of ${letters} px`);
    assert.ok(drawn > 8 && drawn < 160, `${drawn} of 324 nodes are drawn`);
    const box = await svg.boundingBox();
    await page.mouse.move(box.x + 6, box.y + 4); // empty ground
    await page.mouse.down();
    await page.mouse.move(box.x + 206, box.y + 4, { steps: 4 });
    await page.mouse.up();
    assert.ok(Math.abs((await part())[0] - (rest[0] - 200)) < 2, 'dragged by 200 pixels');
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, 300);
    await page.keyboard.up('Control');
    const picture = '[data-testid=view-unfolded] svg[data-picture]';
    await page.waitForFunction(([which, before]) =>
      Number(document.querySelector(which).getAttribute('viewBox').split(' ')[2]) > before, [picture, wide + 10]);
    await svg.focus();
    await page.keyboard.press('0');
    assert.deepEqual(await part(), rest);
    await page.keyboard.press('+');
    assert.ok((await part())[2] < rest[2]);
    await page.getByTestId('view-unfolded').getByRole('button', { name: 'All of it' }).click();
    assert.ok((await part())[2] > 2 * rest[2]);
    assert.equal(await svg.locator('text').count(), 0); // too small to be read
    await page.getByTestId('view-unfolded').getByRole('button', { name: 'As it was' }).click();
    assert.deepEqual(await part(), rest);
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
});
