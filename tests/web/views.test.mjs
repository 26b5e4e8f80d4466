// Pictures that answer the hand: dragged points, planes, the marker of a curve, the step bar, weights.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { answered, assert_fits, drag_by_finger, launch, new_page, serve_site } from './support/browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCENARIOS = ['lrp-min-networks', 'taylor-rbf', 'positive-homogeneity'];
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

async function open(name, options = {}) {
  const visit = await new_page(browser, options);
  await visit.page.goto(`${site.url}#/${name}`);
  await answered(visit.page);
  await visit.page.waitForTimeout(300);
  return visit;
}

const centre = async (locator) => {
  const box = await locator.boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};
const fields = (page, name) => page.getByTestId(`control-${name}`).locator('input[type=text]')
  .evaluateAll((all) => all.map((one) => Number(one.value.replace('−', '-'))));

test('a point is dragged on the field, its numbers and the explanation follow, undo takes it back', async () => {
  const { page, seen, context } = await open('taylor-rbf');
  const before_drag = await fields(page, 'x');
  const sum = await page.getByTestId('view-parts').innerText();
  const [x, y] = await centre(page.getByTestId('point-1').locator('.dot'));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y - 40, { steps: 6 });
  await page.mouse.up();
  await page.waitForFunction((old) => document.querySelector('[data-testid=view-parts]').innerText !== old, sum);
  const dragged = await fields(page, 'x');
  assert.ok(dragged[0] > before_drag[0] && dragged[1] > before_drag[1], `${before_drag} → ${dragged}`);
  await page.keyboard.press('Control+z');
  await page.waitForFunction((old) => document.querySelector('[data-testid=view-parts]').innerText === old, sum);
  assert.deepEqual(await fields(page, 'x'), before_drag, 'one drag is one step back');
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('a finger drags a point upwards and the page does not scroll', async () => {
  const { page, seen, context } = await open('taylor-rbf', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const place = await centre(page.getByTestId('point-1').locator('.dot'));
  const numbers = () => page.getByTestId('point-1').getAttribute('aria-label');
  const scrolled = () => page.evaluate(() => [scrollY, ...[...document.querySelectorAll('*')].map((one) => one.scrollTop)]
    .reduce((a, b) => a + b));
  const [told, top] = [await numbers(), await scrolled()];
  await drag_by_finger(page, place, [0, -50]);
  await page.waitForTimeout(200);
  const [x, y] = await centre(page.getByTestId('point-1').locator('.dot'));
  assert.notEqual(await numbers(), told);
  assert.ok(Math.abs(x - place[0]) < 3 && Math.abs(place[1] - 50 - y) < 3, `${place} → ${x}, ${y}`);
  assert.equal(await scrolled(), top);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('a point moves by arrow keys; inside the circle the page says why nothing is explained', async () => {
  const { page, context } = await open('taylor-rbf');
  await page.getByTestId('point-1').focus();
  const [x0] = await fields(page, 'x');
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction((old) => Number(document.querySelector('#control-x').value.replace('−', '-')) < old, x0);
  await page.locator('#control-x').fill('-1');
  await page.locator('#control-x').press('Enter');
  await page.getByTestId('control-x').locator('input').nth(1).fill('−0,4');
  await page.getByTestId('control-x').locator('input').nth(1).press('Enter');
  await page.getByTestId('control-x').getByRole('status').waitFor();
  assert.match(await page.getByTestId('control-x').innerText(), /below zero/);
  assert.ok(!await page.getByTestId('bar-R₁').isVisible(), 'no relevance is shown');
  await context.close();
});

test('a click on a plane sets both controls, arrow keys move on', async () => {
  const { page, context } = await open('lrp-min-networks');
  const plane = page.getByTestId('view-plane-iii').locator('svg[data-picture]');
  const box = await plane.boundingBox();
  await page.mouse.click(box.x + 0.3 * box.width, box.y + 0.2 * box.height);
  await page.waitForFunction(() => document.querySelector('[data-testid=control-a1] .number').value !== '3');
  const [[a1], [a2]] = [await fields(page, 'a1'), await fields(page, 'a2')];
  assert.ok(a1 < 2 && a2 > 3, `${a1}, ${a2}`);
  await plane.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((old) => Number(document.querySelector('[data-testid=control-a1] .number').value) > old, a1);
  await page.mouse.move(box.x + 0.8 * box.width, box.y + 0.3 * box.height);
  assert.match(await page.getByTestId('view-plane-iii').getByTestId('plane-readout').innerText(), /a₁ = .*: \+\d/);
  await context.close();
});

test('the step bar goes forward and back, plays, and quiet edges light as the relevance arrives', async () => {
  const { page, context } = await open('lrp-min-networks');
  const bar = page.getByTestId('bar-step');
  const count = (text) => page.waitForFunction((wanted) =>
    document.querySelector('[data-testid=bar-step] .count').innerText === wanted, text);
  const loud = () => page.getByTestId('view-network-i').locator('.flow:not(.quiet)').count();
  await bar.getByRole('button', { name: 'To the start' }).click();
  await count('0/3');
  await page.waitForTimeout(200);
  assert.equal(await loud(), 0);
  await bar.getByRole('button', { name: 'Step forward' }).click();
  await bar.getByRole('button', { name: 'Step forward' }).click();
  await count('2/3');
  await page.waitForTimeout(200);
  assert.ok(await loud() > 0);
  await bar.getByRole('button', { name: 'Step back' }).click();
  await count('1/3');
  await bar.getByRole('combobox').selectOption('4');
  await bar.getByRole('button', { name: 'Play' }).click();
  await count('3/3');
  await bar.getByRole('button', { name: 'Play' }).waitFor();
  await bar.getByRole('button', { name: 'Play' }).focus();
  await page.keyboard.press('Home');
  await count('0/3');
  await context.close();
});

test('a weight is changed by its buttons, by typing, and in the list', async () => {
  const { page, context } = await open('lrp-min-networks?network=own');
  const weight = (e) => page.getByTestId(`weight-${e}`).getAttribute('aria-valuenow');
  const becomes = (e, value) => page.waitForFunction(([id, wanted]) =>
    document.querySelector(`[data-testid=weight-${id}]`).getAttribute('aria-valuenow') === wanted, [e, value]);
  assert.equal(await weight(1), '0');
  await page.getByTestId('weight-1').click();
  await page.getByRole('button', { name: 'more', exact: true }).click();
  await becomes(1, '0.5');
  await page.locator('.editor.shown').fill('-1,6');
  await page.keyboard.press('Enter');
  await becomes(1, '-1.5');
  assert.equal(await page.locator('.editor.shown').count(), 0);
  await page.getByTestId('control-weights').locator('summary').click();
  await page.getByTestId('control-weights').locator('input').nth(1).fill('2');
  await page.getByTestId('control-weights').locator('input').nth(1).press('Enter');
  await becomes(1, '2');
  await page.waitForFunction(() => /weights=[^&]*%3A[-\d.]+_2_/.test(location.hash));
  await page.reload();
  await page.getByTestId('weight-1').waitFor();
  assert.equal(await weight(1), '2', 'the link keeps the wiring');
  await context.close();
});

test('a weight typed is kept by Tab, by leaving and by the next one, and discarded by Escape; Tab walks on', async () => {
  const { page, seen, context } = await open('lrp-min-networks?network=own');
  const weight = (e) => page.getByTestId(`weight-${e}`);
  const becomes = (e, value) => page.waitForFunction(([id, wanted]) =>
    document.querySelector(`[data-testid=weight-${id}]`).getAttribute('aria-valuenow') === wanted, [e, value]);
  const editor = page.locator('.editor.shown');
  await weight(0).click();
  await editor.fill('2');
  await page.keyboard.press('Tab');
  await becomes(0, '2');
  assert.match(await editor.getAttribute('aria-label'), /a₂ → a₃/);
  await page.keyboard.type('-1');
  await weight(5).click(); // the next one, straight away
  await becomes(1, '-1');
  await editor.fill('1.5');
  await page.locator('.reading h1').click();
  await becomes(5, '1.5');
  assert.equal(await editor.count(), 0);
  await weight(5).focus();
  await page.keyboard.type('3');
  assert.equal(await editor.inputValue(), '3');
  await page.keyboard.press('Escape');
  assert.equal(await editor.count(), 0);
  assert.equal(await weight(5).getAttribute('aria-valuenow'), '1.5');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'weight-5');
  assert.match(await page.getByTestId('view-network-own').locator('.caption').innerText(), /At a₁ = .*; the minimum is/);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('the marker of a curve is dragged and moved by keys', async () => {
  const { page, context } = await open('positive-homogeneity');
  const [x, y] = await centre(page.getByTestId('marker'));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 90, y, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() => Number(document.querySelector('[data-testid=control-t] .number').value.replace('−', '-')) < 1);
  assert.ok((await fields(page, 't'))[0] < 1);
  await page.getByTestId('marker').focus();
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.querySelector('[data-testid=control-t] .number').value === '−2');
  await page.getByTestId('checks').getByText('does not hold').first().waitFor();
  await context.close();
});

test('one scale for all planes, or each its own', async () => {
  const { page, context } = await open('lrp-min-networks');
  const ends = () => page.locator('[data-testid^=view-plane] .ticks span:first-child').allInnerTexts();
  assert.equal(new Set(await ends()).size, 1);
  await page.getByRole('switch', { name: 'one scale for all' }).last().uncheck();
  await page.waitForTimeout(200);
  assert.ok(new Set(await ends()).size > 1);
  await context.close();
});

test('new views save as PNG, SVG and CSV, and show as a table', async () => {
  const { page, context } = await open('lrp-min-networks');
  for (const id of ['network-i', 'plane-i']) {
    const view = page.getByTestId(`view-${id}`);
    for (const kind of ['csv', 'svg', 'png']) {
      await view.getByRole('button', { name: /More/ }).click();
      const [download] = await Promise.all([page.waitForEvent('download'),
        view.getByRole('button', { name: kind.toUpperCase(), exact: true }).click()]);
      assert.equal(download.suggestedFilename(), `${id}.${kind}`);
      if (kind !== 'png') assert.ok(readFileSync(await download.path(), 'utf8').length > 200, `${id}.${kind}`);
    }
    await view.getByRole('button', { name: /More/ }).click();
    await view.getByRole('button', { name: 'Show as table' }).click();
    assert.ok(await view.getByRole('row').count() > 4, id);
  }
  await context.close();
});

for (const name of SCENARIOS) {
  for (const [colorScheme, query] of [['light', ''], ['dark', name === 'lrp-min-networks' ? '?network=own' : '']]) {
    test(`${name}, ${colorScheme}: axe finds nothing, the console is silent`, async () => {
      const { page, seen, context } = await open(name + query, { colorScheme, bypassCSP: true });
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`), []);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });
  }

  for (const [size, width, height] of [['phone', 390, 844], ['small phone', 320, 640], ['tablet', 900, 1100]]) {
    test(`${name}, ${size}: nothing scrolls sideways`, async () => {
      const { page, context } = await open(name, { viewport: { width, height }, hasTouch: true, isMobile: true });
      await assert_fits(page, { width, height, tabs: ['Settings', 'Read', 'Tasks', 'Solution', 'Explore'] });
      await context.close();
    });
  }
}

test('a round trip is measured from the hand to the picture', async () => {
  const { page, context } = await open('taylor-rbf');
  await page.getByTestId('point-1').focus();
  for (let i = 0; i < 5; ++i) { await page.keyboard.press('ArrowLeft'); await page.waitForTimeout(60); }
  const spans = await page.evaluate(() => performance.getEntriesByName('lab:round-trip').map((entry) => entry.duration));
  assert.ok(spans.length >= 4, String(spans.length));
  assert.ok(spans.every((span) => span > 0 && span < 1000));
  await context.close();
});
