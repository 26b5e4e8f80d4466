// The digit exercise as a student uses it, on both builds.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answered, draw, in_turn, launch, new_page, pixels_of, serve_site, settled, ONE, SINGLE_FILE, THREE } from './support/browser.mjs';

let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

const winner = (page) => page.getByTestId('view-scores').locator('button[aria-pressed=true]').getAttribute('data-testid');
const score_of = (page, label) => page.getByTestId(`bar-${label}`).innerText();

async function open(build, options, query = '') {
  const visit = await new_page(browser, options);
  await visit.page.goto(`${build === 'hosted' ? site.url : SINGLE_FILE}#/digits-lrp${query}`);
  await answered(visit.page);
  return visit;
}

for (const build of ['hosted', 'single']) {
  describe(`digits-lrp, ${build}`, { timeout: 120_000 }, () => {
    const test = in_turn(build);
    test('a drawn 3 wins as 3 and gets a heatmap', async () => {
      const { page, seen, context } = await open(build);
      const before_drawing = await pixels_of(page, 'relevance');
      await draw(page, THREE);
      await page.waitForFunction(() => document.querySelector('[data-testid=bar-3]')?.getAttribute('aria-pressed') === 'true');
      assert.equal(await winner(page), 'bar-3');
      assert.notEqual(await pixels_of(page, 'relevance'), before_drawing);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('the heatmap follows the pen before it is lifted', async () => {
      const { page, context } = await open(build);
      const box = await page.getByTestId('canvas').boundingBox();
      const first = await pixels_of(page, 'relevance');
      await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.8, { steps: 10 });
      await page.waitForFunction((old) => document.querySelector('[data-testid=view-relevance] canvas').toDataURL() !== old, first);
      await page.mouse.up();
      await context.close();
    });

    test('another rule gives another heatmap', async () => {
      const { page, context } = await open(build);
      const first = await pixels_of(page, 'relevance');
      await page.getByTestId('control-rule').locator('select').selectOption('w-square');
      await page.waitForFunction((old) => document.querySelector('[data-testid=view-relevance] canvas').toDataURL() !== old, first);
      await context.close();
    });

    test('a click on a bar explains that class instead', async () => {
      const { page, context } = await open(build);
      await page.getByTestId('bar-8').click();
      await page.waitForFunction(() => document.querySelector('[data-testid=bar-8]')?.getAttribute('aria-pressed') === 'true');
      assert.equal(await page.getByTestId('control-target').locator('select').inputValue(), '8');
      await context.close();
    });

    test('undo takes back one stroke, redo brings it again, clear invites', async () => {
      const { page, context } = await open(build);
      await draw(page, ONE);
      const one = await settled(page, () => score_of(page, '1'));
      await draw(page, [[[20, 20], [80, 20]]]);
      await page.waitForFunction((old) => document.querySelector('[data-testid=bar-1]').innerText !== old, one);
      const two = await settled(page, () => score_of(page, '1'));
      await page.keyboard.press('Control+z');
      await page.waitForFunction((old) => document.querySelector('[data-testid=bar-1]').innerText === old, one);
      await page.getByRole('button', { name: 'Redo' }).click();
      await page.waitForFunction((old) => document.querySelector('[data-testid=bar-1]').innerText === old, two);
      await page.getByRole('button', { name: 'Clear' }).click();
      await page.getByTestId('ghost').waitFor();
      assert.equal(await page.getByTestId('error').count(), 0, 'an empty canvas is no error');
      assert.ok(await page.getByTestId('view-digits').isVisible(), 'the strip stays');
      await page.keyboard.press('Control+z');
      await page.getByTestId('ghost').waitFor({ state: 'detached' });
      await context.close();
    });

    test('a permalink brings back drawing and settings', async () => {
      const first = await open(build);
      await draw(first.page, THREE);
      await first.page.getByTestId('control-method').locator('input[value=gradient]').check({ force: true });
      await first.page.waitForFunction(() => location.hash.includes('image=') && location.hash.includes('method='));
      const drawn = await settled(first.page, () => pixels_of(first.page, 'relevance'));
      const second = await new_page(browser);
      await second.page.goto(first.page.url());
      await answered(second.page);
      await second.page.waitForFunction((old) => document.querySelector('[data-testid=view-relevance] canvas').toDataURL() === old, drawn);
      await first.context.close();
      await second.context.close();
    });

    test('what a link says wrongly is passed over', async () => {
      const query = '?gamma=1e9&epsilon=abc&rule=magic&target=77&index=-5&image=%3Cscript%3E&layer_rules=a~b&nonsense=1';
      const { page, seen, context } = await open(build, {}, query);
      assert.equal(await page.getByTestId('error').count(), 0);
      assert.equal(await page.getByTestId('control-target').locator('select').inputValue(), 'winner');
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('a long run shows progress and can be cancelled', async () => {
      const { page, context } = await open(build);
      const shown = await pixels_of(page, 'relevance');
      await page.getByTestId('control-faithfulness').getByRole('button').click();
      await page.getByTestId('progress').getByRole('button', { name: 'Cancel' }).click();
      await page.getByTestId('note').waitFor();
      assert.equal(await pixels_of(page, 'relevance'), shown, 'the last result stays');
      await page.getByTestId('bar-8').click();
      await page.waitForFunction(() => document.querySelector('[data-testid=bar-8]')?.getAttribute('aria-pressed') === 'true');
      await context.close();
    });

    test('a picked digit replaces the drawing, and a drawing the picked digit', async () => {
      const { page, context } = await open(build);
      await draw(page, ONE);
      await page.waitForFunction(() => location.hash.includes('image='));
      await page.getByTestId('view-digits').getByRole('option').nth(2).click();
      await page.waitForFunction(() => !location.hash.includes('image='));
      assert.equal(await page.getByTestId('view-digits').locator('[aria-selected=true]').count(), 1);
      await draw(page, ONE);
      await page.waitForFunction(() => document.querySelectorAll('[data-testid=view-digits] [aria-selected=true]').length === 0);
      await context.close();
    });
  });
}
