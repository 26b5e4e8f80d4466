// Proofs as a student writes them: derivations, whole and broken at a line, orders, blanks.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { EXAMPLES, scenario_names } from '../../web/scripts/files.mjs';
import { answered, launch, new_page, serve_site, SINGLE_FILE } from './support/browser.mjs';
import { enter, too_much } from './support/typing.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

const tasks_of = (name) => JSON.parse(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8')).tasks ?? [];
const length_of = (task) => JSON.stringify(task.tests).length;
/** Of each exercise the longest proof of a kind: verdicts on all of them are tested without a browser. */
const with_kind = (kind) => scenario_names().flatMap((name) =>
  tasks_of(name).filter((task) => task.kind === kind).sort((a, b) => length_of(b) - length_of(a)).slice(0, 1)
    .map((task) => [name, task]));

async function open(name, id, options = {}, address = site.url) {
  const visit = await new_page(browser, options);
  await visit.page.goto(`${address}#/${name}`);
  await answered(visit.page);
  const task = visit.page.getByTestId(`task-${id}`);
  await task.getByRole('button', { name: 'Answer this' }).click();
  return { ...visit, task };
}

/** Puts mathematics into a field as if it had been typed. */
async function write(place, latex) {
  const waiting = place.getByTestId('answer-waiting');
  await enter(place);
  const field = place.getByTestId('mathfield');
  await waiting.waitFor({ state: 'detached' });
  await field.evaluate((element, value) => {
    element.setValue(value);
    element.dispatchEvent(new Event('input'));
  }, latex);
  return field;
}

const lines = (task) => task.locator('[data-item]');
const mark = (task, i) => task.getByTestId(`line-${i}`).getAttribute('data-mark');
const status_of = (task) => task.locator('[data-testid=feedback][data-status]').first().getAttribute('data-status');

/** As many empty lines as wanted. */
async function make_lines(task, count) {
  while (await lines(task).count() > 1) await lines(task).last().getByRole('button', { name: /Remove this line/ }).click();
  while (await lines(task).count() < count) await task.getByRole('button', { name: 'Next line' }).click();
}

async function derive(task, { answer, latex }) {
  await make_lines(task, latex.length);
  for (const [i, line] of latex.entries()) {
    const place = task.getByTestId(`line-${i}`);
    await write(place, line);
    const relation = place.locator('select.relation'), reason = place.locator('select.reason');
    if (await relation.count() > 0) await relation.selectOption(answer[i].relation ?? 'Equivalent');
    if (await reason.count() > 0) await reason.selectOption(answer[i].reason ?? '');
  }
}

async function check(task) {
  await task.locator('button[type=submit]').click();
  await task.locator('[data-testid=feedback][data-status]').first().waitFor();
}

for (const [nth, [name, task]] of with_kind('derivation').entries()) {
  test(`${name}, ${task.id}: solved in its longest way, and broken at one of its steps`, async () => {
    const { page, seen, context, task: place } = await open(name, task.id);
    const ways = task.tests.filter((one) => one.status === 'right' && one.latex);
    assert.ok(ways.length >= 2, 'two ways');
    const way = ways.reduce((a, b) => (b.latex.length > a.latex.length ? b : a)), longest = way.latex;
    await derive(place, way);
    const broken = nth % longest.length; // not the same of each exercise
    await write(place.getByTestId(`line-${broken}`), `${longest[broken]}${too_much(name)}`);
    await check(place);
    assert.equal(await mark(place, broken), 'breaks', longest[broken]);
    for (let k = 0; k < broken; ++k) assert.equal(await mark(place, k), 'holds');
    assert.match(await place.getByTestId(`line-${broken}`).getByTestId('feedback').innerText(), /\S/);
    await write(place.getByTestId(`line-${broken}`), longest[broken]);
    await check(place);
    assert.equal(await status_of(place), 'right', longest.join(' | '));
    for (let i = 0; i < longest.length; ++i) assert.equal(await mark(place, i), 'holds');
    assert.match(await place.innerText(), /✓ solved/);
    assert.deepEqual(seen.complaints, []);
    await page.reload();
    await page.getByTestId(`task-${task.id}`).getByRole('button', { name: 'Answer this' }).click();
    assert.equal(await lines(page.getByTestId(`task-${task.id}`)).count(), longest.length, 'what was written is kept');
    await context.close();
  });
}

test('a derivation by keyboard alone: Enter checks and begins the next line; lines move, go, and come back', async () => {
  const { page, seen, context, task } = await open('taylor-rbf', 'sum-derivation');
  await write(task.getByTestId('line-0'), '\\frac{\\lVert x-\\mu\\rVert-1}{\\lVert x-\\mu\\rVert^2}\\sum_i(x_i-\\mu_i)^2');
  await task.getByTestId('line-0').getByTestId('mathfield').focus();
  await page.keyboard.press('Enter');
  await task.getByTestId('line-1').waitFor();
  assert.equal(await mark(task, 0), 'holds');
  await page.waitForFunction(() => document.activeElement?.closest('[data-testid=line-1]'));
  await write(task.getByTestId('line-1'), '\\lVert x-\\mu\\rVert+1');
  await check(task);
  assert.equal(await mark(task, 1), 'breaks');
  const kept = await task.getByTestId('line-1').getByTestId('mathfield').evaluate((field) => field.value);
  await task.getByTestId('line-1').getByRole('button', { name: /Move/ }).focus();
  await page.keyboard.press('ArrowUp');
  assert.equal(await task.getByTestId('line-0').getByTestId('mathfield').evaluate((field) => field.value), kept);
  await task.getByRole('button', { name: 'Undo' }).click();
  await task.getByTestId('line-1').getByRole('button', { name: /Remove/ }).click();
  assert.equal(await lines(task).count(), 1);
  await task.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await lines(task).count(), 2);
  await write(task.getByTestId('line-1'), '\\lVert x-\\mu\\rVert+');
  await check(task);
  assert.equal(await mark(task, 1), 'unread');
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

for (const [name, task] of with_kind('order')) {
  for (const address of ['hosted', 'single']) {
    test(`${name}, ${task.id}, ${address}: brought into order by clicks, by keys and by dragging`, async () => {
      const { page, seen, context, task: place } = await open(name, task.id, { viewport: { width: 1440, height: 2400 } },
        address === 'hosted' ? site.url : SINGLE_FILE); // a hand can reach all of a long proof
      const right = task.tests.find((one) => one.status === 'right').answer;
      const wrong = task.steps.find((step) => step.right === false);
      for (const id of [...right, wrong.id]) await place.locator(`button[data-step=${id}]`).click();
      await check(place);
      assert.equal(await place.locator(`li[data-step=${wrong.id}]`).getAttribute('data-mark'), 'breaks');
      await place.locator(`li[data-step=${wrong.id}]`).getByRole('button', { name: /Put it back/ }).click();
      const order = () => place.locator('li[data-step]').evaluateAll((items) => items.map((item) => item.dataset.step));
      await place.locator(`li[data-step=${right[0]}]`).getByRole('button', { name: /Move/ }).focus();
      await page.keyboard.press('End');
      assert.deepEqual(await order(), [...right.slice(1), right[0]]);
      const handle = await place.locator(`li[data-step=${right[0]}] .handle`).boundingBox();
      const first = await place.locator('li[data-step]').first().boundingBox();
      await page.mouse.move(handle.x + 5, handle.y + 5);
      await page.mouse.down();
      await page.mouse.move(handle.x + 5, first.y + 4, { steps: 8 });
      await page.mouse.up();
      assert.deepEqual(await order(), right);
      await check(place);
      assert.equal(await status_of(place), 'right');
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });
  }
}

for (const [name, task] of with_kind('fill').filter(([, { blanks }]) => blanks.some(({ kind }) => kind !== 'choice'))) {
  test(`${name}, ${task.id}: every blank judged by itself`, async () => {
    const { seen, context, task: place } = await open(name, task.id);
    const right = task.tests.find((one) => one.status === 'right' && one.latex);
    assert.ok(right, 'typed as a student would');
    for (const blank of task.blanks) {
      const at = place.getByTestId(`blank-${blank.id}`);
      if (blank.kind === 'choice') await at.locator(`input[value="${right.latex[blank.id]}"]`).check();
      else await write(at, right.latex[blank.id]);
    }
    const typed = task.blanks.find((blank) => blank.kind !== 'choice');
    await write(place.getByTestId(`blank-${typed.id}`), '17');
    await check(place);
    assert.equal(await place.getByTestId(`blank-${typed.id}`).getAttribute('data-status'), 'wrong');
    for (const blank of task.blanks) if (blank !== typed) {
      assert.equal(await place.getByTestId(`blank-${blank.id}`).getAttribute('data-status'), 'right', blank.id);
    }
    await write(place.getByTestId(`blank-${typed.id}`), right.latex[typed.id]);
    await check(place);
    assert.match(await place.innerText(), /✓ solved/);
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
}

for (const [kind, name, id] of [['derivation', 'positive-homogeneity', 'induction'], ['order', 'positive-homogeneity', 'induction-order'],
  ['fill', 'positive-homogeneity', 'euler-proof']]) {
  test(`${kind}: axe finds nothing, in the dark neither, and a phone does not scroll sideways`, async () => {
    const { page, context, task } = await open(name, id, { colorScheme: 'dark', bypassCSP: true });
    if (kind === 'order') await task.locator('button[data-step]').first().click();
    await page.addScriptTag({ content: AXE });
    const found = await page.evaluate((selector) => globalThis.axe.run(selector), `[data-testid=task-${id}]`);
    assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join()}`), []);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('tab', { name: 'Tasks' }).click();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    await context.close();
  });
}
