// The answer field takes what a hand does: early, on any keyboard, from the list of symbols; and says how it reads it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, new_page, serve_site } from './support/browser.mjs';
import { enter, keyboard, open_field, open_task, type_all } from './support/typing.mjs';

let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

async function visit(name, language = 'en') {
  const { page, seen, context } = await new_page(browser);
  await page.goto(`${site.url}#/${name}?lang=${language}`);
  return { page, seen, context };
}

describe('the field', { timeout: 120_000 }, () => {
  for (const layout of ['us', 'german', 'french']) {
    test(`bars, < and > on a ${layout} keyboard are themselves`, async () => {
      const { page, seen, context } = await visit('lrp-min-networks');
      const field = await open_field(page, 'zplus-i');
      const board = await keyboard(page, layout);
      assert.equal(await type_all(board, field, '|a-b|'), '\\left|a-b\\right|');
      assert.equal(await type_all(board, field, '||a-b||-1'), '\\left\\Vert a-b\\right\\Vert-1');
      assert.equal(await type_all(board, field, 'a<b>t'), 'a<b>t');
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });
  }

  test('Escape leaves the field and opens nothing', async () => {
    const { page, context } = await visit('lrp-min-networks');
    const field = await open_field(page, 'zplus-i');
    const board = await keyboard(page);
    await type_all(board, field, 'y⎋');
    await page.waitForFunction(() => document.activeElement?.tagName !== 'MATH-FIELD');
    assert.equal(await field.evaluate((element) => `${element.value} ${element.mode}`), 'y math');
    await context.close();
  });

  for (const keys of ['||x-mu||-1', 'x_1-mu_1', '(x1-mu1)^2', 'x⌫mu', 'min(x_1,mu_1)']) {
    test(`typed while the field is still loading: ${keys}`, async () => {
      const { page, context } = await visit('taylor-rbf');
      let release;
      const held = new Promise((go) => { release = go; });
      await page.route('**/mathfield*', async (route) => { await held; await route.continue(); });
      const card = await open_task(page, 'sum');
      await enter(card);
      const board = await keyboard(page);
      const half = Math.ceil(keys.length / 2);
      await board.type(keys.slice(0, half));
      release();
      await board.type(keys.slice(half));
      const field = card.getByTestId('mathfield');
      await field.waitFor();
      await card.getByTestId('answer-waiting').waitFor({ state: 'detached' });
      const early = await field.evaluate((element) => element.value);
      assert.equal(early, await type_all(board, field, keys));
      await context.close();
    });
  }

  test('a symbol is put in by a click, also before the field has come, and the prompt’s own are among them', async () => {
    const { page, context } = await visit('prototype-linear');
    const card = await open_task(page, 'norm');
    await card.locator('[data-latex="\\\\lambda"]').click();
    const field = card.getByTestId('mathfield');
    await page.waitForFunction(() => document.querySelector('math-field')?.value === '\\lambda');
    await card.locator('[data-latex="w"]').click();
    assert.equal(await field.evaluate((element) => element.value), '\\lambda w');
    assert.equal(await card.locator('[data-latex="\\\\Omega"]').count(), 1);
    await context.close();
  });

  test('beneath it stands which keys help, then how the formula is read, products as products', async () => {
    const { page, context } = await visit('prototype-linear', 'de');
    const field = await open_field(page, 'generated');
    const board = await keyboard(page, 'german');
    const understood = page.getByTestId('understood');
    await understood.getByText('/ Bruch').waitFor();
    await type_all(board, field, 'A(A^Tw)');
    await understood.getByText('Gelesen als').waitFor();
    assert.match(await understood.locator('annotation').first().textContent(), /A\\cdot\s*\\left\(/);
    await context.close();
  });

  test('a reading that is probably not meant is asked about, and costs nothing', async () => {
    const { page, context } = await visit('lrp-min-networks');
    const field = await open_field(page, 'zplus-iii');
    const card = page.getByTestId('task-zplus-iii');
    await field.evaluate((element) => { element.value = '\\frac{ya_1}{a_{1+a_2}}'; element.dispatchEvent(new Event('input')); });
    await card.getByText('Did you mean').waitFor();
    await card.getByRole('button', { name: 'Check', exact: true }).click();
    await card.locator('[data-testid=feedback][data-status=unreadable]').waitFor();
    assert.doesNotMatch(await card.innerText(), /attempt/);
    await card.getByRole('button', { name: 'Use this' }).click();
    await card.getByRole('button', { name: 'Check', exact: true }).click();
    await card.locator('[data-testid=feedback][data-status=right]').waitFor();
    await context.close();
  });
});
