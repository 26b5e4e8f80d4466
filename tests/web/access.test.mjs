// For every hand, eye and screen: keyboard, phone, German, axe.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { answered, launch, new_page, pixels_of, serve_site } from './support/browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

async function open(options) {
  const visit = await new_page(browser, options);
  await visit.page.goto(`${site.url}#/digits-lrp`);
  await answered(visit.page);
  await visit.page.waitForTimeout(400);
  return visit;
}

async function violations(page) {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing in the gallery and the exercise, ${colorScheme}`, async () => {
    const { page, context } = await open({ colorScheme, bypassCSP: true });
    assert.deepEqual(await violations(page), []);
    await page.goto(site.url);
    await page.locator('a.card').first().waitFor();
    assert.deepEqual(await violations(page), []);
    await context.close();
  });
}

test('a digit can be picked and a pixel read with the keyboard alone', async () => {
  const { page, context } = await open();
  const first = await pixels_of(page, 'relevance');
  await page.getByTestId('view-digits').locator('[role=option][tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((old) => document.querySelector('[data-testid=view-relevance] canvas').toDataURL() !== old, first);
  await page.getByTestId('view-relevance').getByRole('application').focus();
  await page.keyboard.press('ArrowDown');
  const here = await page.getByTestId('readout').innerText();
  assert.match(here, /row 15, column 15: [+−]?\d/);
  await page.keyboard.press('ArrowRight');
  assert.match(await page.getByTestId('readout').innerText(), /row 15, column 16/);
  await context.close();
});

test('sliders go by arrows, pages and ends, take typed numbers, and go back', async () => {
  const { page, context } = await open();
  await page.getByTestId('control-rule').locator('select').selectOption('gamma');
  const row = page.getByTestId('control-gamma');
  const slider = row.getByRole('slider');
  const number = row.getByRole('textbox');
  await page.waitForFunction(() => !document.querySelector('[data-testid=control-gamma] input[type=range]').disabled);
  const declared = await number.inputValue();
  await slider.focus();
  await page.keyboard.press('End');
  const most = Number(await number.inputValue());
  await page.keyboard.press('PageDown');
  assert.ok(Number(await number.inputValue()) < most);
  await number.fill('0,5');
  await number.press('Enter');
  assert.equal(await number.inputValue(), '0.5');
  await row.getByRole('button').click();
  assert.equal(await number.inputValue(), declared);
  await context.close();
});

for (const [name, width, height] of [['phone', 390, 844], ['small phone', 320, 640], ['tablet', 900, 1100]]) {
  test(`${name}: nothing scrolls sideways, the stage leaves room`, async () => {
    const { page, context } = await open({ viewport: { width, height }, hasTouch: true, isMobile: true });
    for (const tab of width < 700 ? ['Settings', 'Read', 'Explore'] : ['']) {
      if (tab) await page.getByRole('tab', { name: tab }).click();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${tab}: ${wide} px too wide`);
    }
    if (width < 700) {
      const lead = await page.locator('.lead').boundingBox();
      assert.ok(lead.height <= 0.551 * height, `${lead.height}`);
    }
    await context.close();
  });
}

test('a finger draws on a phone', async () => {
  const { page, context } = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const first = await pixels_of(page, 'relevance');
  const box = await page.getByTestId('canvas').boundingBox();
  const client = await context.newCDPSession(page);
  const touch = (type, x, y) => client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  await touch('touchStart', box.x + box.width / 2, box.y + 20);
  for (let i = 1; i <= 8; ++i) await touch('touchMove', box.x + box.width / 2, box.y + 20 + (i * (box.height - 40)) / 8);
  await touch('touchEnd');
  await page.waitForFunction((old) => document.querySelector('[data-testid=view-relevance] canvas').toDataURL() !== old, first);
  await page.waitForFunction(() => location.hash.includes('image='));
  await context.close();
});

test('German: the whole page changes, numbers too, and the link keeps it', async () => {
  const { page, context } = await open();
  await page.getByRole('button', { name: 'Deutsch' }).click();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
  await page.getByRole('heading', { name: 'Proben' }).waitFor();
  const text = await page.locator('main').innerText();
  for (const english of ['Checks', 'Undo stroke', 'relevance', 'absorbed', 'holds']) assert.ok(!text.includes(english), english);
  assert.match(await page.getByTestId('bar-3').innerText(), /\d,\d/);
  const other = await new_page(browser);
  await other.page.goto(`${site.url}#/digits-lrp?lang=de`);
  await other.page.getByRole('heading', { name: 'Proben' }).waitFor();
  await context.close();
  await other.context.close();
});

test('hints come on the first visit and never again', async () => {
  const { page, context } = await open({ hints: true });
  const hint = page.getByRole('complementary', { name: 'Tip' });
  for (const name of ['Next', 'Next', 'Got it']) await hint.getByRole('button', { name }).click();
  assert.equal(await hint.count(), 0);
  await page.reload();
  await answered(page);
  assert.equal(await hint.count(), 0);
  await context.close();
});

test('a view shows itself as a table and saves as CSV, SVG and PNG', async () => {
  const { page, context } = await open();
  const view = page.getByTestId('view-relevance');
  for (const [name, kind] of [['CSV', 'csv'], ['SVG', 'svg'], ['PNG', 'png']]) {
    await view.getByRole('button', { name: /More/ }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), view.getByRole('button', { name, exact: true }).click()]);
    assert.equal(download.suggestedFilename(), `relevance.${kind}`);
  }
  await view.getByRole('button', { name: /More/ }).click();
  await view.getByRole('button', { name: 'Show as table' }).click();
  assert.equal(await view.getByRole('row').count(), 29);
  await context.close();
});
