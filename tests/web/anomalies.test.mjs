// The anomaly exercises as a student uses them; each once, on either build.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { caption, draw, launch, link, next_caption, open_exercise, serve_site, THREE } from './support/browser.mjs';

let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

const open = (build, hash, options) => open_exercise(browser, site, build, hash, options);
const middle = async (locator) => {
  const box = await locator.boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};
async function drag(page, from, dx, dy) {
  const [x, y] = await middle(from);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2);
  await page.mouse.move(x + dx, y + dy);
  await page.mouse.up();
}

describe('one-class-2d', { timeout: 120_000 }, () => {
  test('x and the points are dragged on the field; a data set takes own points\' place, as one step back', async () => {
    const { page, seen, context } = await open('hosted', 'one-class-2d');
    const soft = page.getByTestId('view-soft');
    const first = await caption(page, 'soft');
    assert.match(first, /^o\(x\) = /);
    await drag(page, soft.getByTestId('point-0').locator('.reach'), 40, -60);
    const second = await next_caption(page, 'soft', first);
    assert.equal(link(page).has('points'), false);

    await drag(page, soft.locator('[data-point="5"] .reach'), 0, -30); // x is the first of them
    await next_caption(page, 'soft', second);
    await page.waitForFunction(() => location.hash.includes('points='));
    assert.match(link(page).get('points'), /^50x2:/);
    assert.equal(await page.getByTestId('control-points').locator('[data-point]').count(), 50);

    await page.getByTestId('control-data').getByText('rings').click();
    await page.waitForFunction(() => location.hash.includes('data=rings') && !location.hash.includes('points='));
    await page.keyboard.press('Control+z');
    await page.waitForFunction(() => !location.hash.includes('data=rings') && location.hash.includes('points='));
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });

  test('points of a data set are added to and taken away; for a large γ both fields say the same', async () => {
    const { page, seen, context } = await open('single', 'one-class-2d?data=blobs&gamma=10000');
    const number = async (view) => /= ([\d.]+)/.exec(await caption(page, view))[1];
    assert.equal(Number(await number('soft')).toFixed(2), Number(await number('hard')).toFixed(2));
    const points = page.getByTestId('control-points');
    await points.getByRole('button', { name: 'Add a point' }).click();
    await page.waitForFunction(() => document.querySelectorAll('[data-testid=view-soft] .set-point').length === 49);
    await page.keyboard.press('Delete');
    await page.waitForFunction(() => document.querySelectorAll('[data-testid=view-soft] .set-point').length === 48);
    await page.getByTestId('control-model').getByText('k-means').click();
    await page.waitForFunction(() => document.querySelector('[data-testid=view-hard] .caption')?.textContent.includes('cluster'));
    assert.match(await page.getByTestId('control-gamma').innerText(), /no kernel/);
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
});

describe('one-class-digits', { timeout: 120_000 }, () => {
  test('it trains, ranks, and explains what is picked from the ranking', async () => {
    const { page, seen, context } = await open('hosted', 'one-class-digits?count=60');
    const anomalous = page.getByTestId('view-anomalous');
    await anomalous.waitFor();
    const first = await caption(page, 'relevance');
    await anomalous.getByRole('option').first().click();
    const second = await next_caption(page, 'relevance', first);
    assert.ok(Number(/sum to (\d+\.\d+)/.exec(second)[1]) > Number(/sum to (\d+\.\d+)/.exec(first)[1]));
    await page.getByTestId('control-alter').getByText('upside down').click();
    await next_caption(page, 'relevance', second);
    assert.match(await caption(page, 'roc'), /Area under the curve: \d+ ?% for the model/);
    await page.getByTestId('control-class').getByRole('combobox').selectOption('all');
    await page.getByTestId('view-roc').waitFor({ state: 'detached' });
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });

  test('an anomaly of one\'s own is drawn; clusters show their members', async () => {
    const { page, seen, context } = await open('single', 'one-class-digits?count=60&model=k-means&class=all');
    await page.getByTestId('view-members').waitFor();
    const first = await caption(page, 'relevance');
    await draw(page, THREE);
    await next_caption(page, 'relevance', first);
    assert.match(await page.getByTestId('view-centres').innerText(), /✓/);
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
});
