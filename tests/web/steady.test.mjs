// Nothing jumps: pictures keep their size whatever is chosen, controls and checks their places whatever is dragged.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open_exercise, serve_site, settled } from './support/browser.mjs';

let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

test('prototype-digits: what is looked at stays as large under every penalty and class, the grid as long as it has its rows', async () => {
  const { page, context } = await open_exercise(browser, site, 'hosted', 'prototype-digits');
  await page.getByTestId('view-explanation').waitFor();
  const sizes = () => page.evaluate(() => ['view-prototypes', 'view-prototype', 'view-explanation', 'view-objective', 'view-scores']
    .map((id) => {
      const box = document.querySelector(`[data-testid=${id}] :is(canvas, svg[data-picture])`)?.getBoundingClientRect();
      return box ? `${id}: ${Math.round(box.width)} × ${Math.round(box.height)}` : `${id}: none`;
    }).join(', '));
  const first = await settled(page, sizes);
  const chosen = (name, value) => page.waitForFunction(([key, wanted]) => location.hash.includes(`${key}=${wanted}`), [name, value]);
  const check = async (what) => assert.equal(await settled(page, sizes), first, what);
  const radios = page.getByTestId('control-penalty').locator('input[type=radio]');
  const penalties = await radios.evaluateAll((all) => all.filter((one) => !one.checked).map((one) => one.value));
  assert.equal(penalties.length, 3);
  for (const penalty of penalties) {
    await page.getByTestId('control-penalty').locator(`input[value="${penalty}"]`).check({ force: true });
    await chosen('penalty', penalty);
    await check(penalty);
  }
  for (const [row, digit] of [[0, '8'], [3, '1']]) {
    await page.getByTestId(`prototype-${row}-${digit}`).click();
    await chosen('target', digit);
    await check(`row ${row}, class ${digit}`);
  }
  await page.getByTestId('control-compare').getByRole('switch').uncheck();
  await page.getByTestId('prototype-1-3').waitFor({ state: 'detached' });
  const apart = (text) => text.split(', ').slice(1).join();
  assert.equal(apart(await settled(page, sizes)), apart(first), 'one penalty alone');
  await context.close();
});

for (const [locale, words] of [['en-GB', /below zero/], ['de', /unter null/]]) {
  test(`taylor-rbf, ${locale}: x enters the circle, and neither panel nor checks nor pictures move`, async () => {
    const { page, context } = await open_exercise(browser, site, 'hosted', 'taylor-rbf', { locale });
    await page.getByTestId('checks').waitFor();
    const places = () => page.evaluate(() => [...document.querySelectorAll(
      '.panel [data-testid], .panel [data-testid=checks] li, .stage .view, .stage canvas')].map((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return [one.dataset.testid ?? one.localName, left, top, width, height].join(' ');
    }).join('\n'));
    const outside = await settled(page, places);
    const box_of = async (name) => {
      const { x, y, width, height } = await page.getByTestId(name).locator('.dot').boundingBox();
      return [x + width / 2, y + height / 2];
    };
    const [x, y] = await box_of('point-1');
    const [to_x, to_y] = await box_of('point-0');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(to_x + 12, to_y - 12, { steps: 8 });
    await page.getByTestId('why-withheld').filter({ hasText: words }).waitFor();
    assert.equal(await settled(page, places), outside);
    assert.match(await page.getByTestId('control-x').innerText(), words, 'the control says it too');
    assert.ok(!await page.getByTestId('bar-R₁').isVisible());
    await page.mouse.move(x, y, { steps: 8 });
    await page.mouse.up();
    await page.getByTestId('bar-R₁').waitFor();
    assert.equal(await settled(page, places), outside);
    await context.close();
  });
}
