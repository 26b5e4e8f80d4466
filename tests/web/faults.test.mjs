// What can go wrong while one works: what was set and answered is there afterwards, and the page says what happened.
// Files that do not come are in loading.test.mjs, the engine's deaths line by line in engine.test.mjs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { EXAMPLES, read_scenario } from '../../web/scripts/files.mjs';
import { answered, launch, link, new_page, serve_site } from './support/browser.mjs';
import { hold_workers, limit_memory } from './support/workers.mjs';

const TEMPLATE = readFileSync(join(EXAMPLES, 'template/template.json'), 'utf8');
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

async function open(hash, before_load = () => undefined, context = null) {
  const visit = context ? { page: await context.newPage(), context } : await new_page(browser);
  await visit.page.addInitScript(before_load);
  await visit.page.goto(`${site.url}#/${hash}`);
  await answered(visit.page);
  return visit;
}

const RUN = 'recurrent-dynamics?t=30';
const play = (page) => page.getByTestId('bar-updates').getByRole('button', { name: 'Play' }).click();
/** Until the run stands at its start, at its end, or between them; there the worker is killed, before it can go on. */
const stands = (page, where) => page.waitForFunction((wanted) => {
  const [now, last] = document.querySelector('[data-testid=bar-updates] .count')?.textContent.split('/').map(Number) ?? [];
  const between = now > 0 && now < last;
  if (between && wanted === 'between') window.kill_worker();
  return wanted === 'between' ? between : now === (wanted === 'end' ? last : 0);
}, where, { timeout: 120_000, polling: 5 });

/** A task of one choice, answered. */
async function choose(page, task, option) {
  const card = page.getByTestId(`task-${task}`);
  if (await card.locator('.begin').count() > 0) await card.locator('.begin').click();
  await card.locator(`input[value="${option}"]`).check();
  await card.locator('button.check').click();
  await card.getByTestId('feedback').waitFor();
  return card;
}
const QUIZ = 'lrp-min-networks';
const CHOICES = read_scenario(QUIZ).tasks.filter(({ kind }) => kind === 'choice')
  .map(({ id, options }) => ({ id, option: options[0].value }));

test('a worker killed in the middle of a run: the run comes to its end on a fresh one, and that is said', async () => {
  const { page, seen, context } = await open(RUN, hold_workers);
  await play(page);
  await stands(page, 'between'); // and is killed there
  await page.getByTestId('note').getByText('started again').waitFor();
  await stands(page, 'end');
  assert.equal(link(page).get('t'), '30');
  assert.equal(await page.evaluate(() => window.workers.length), 2);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('no memory left for what is asked: that is said in words, undo leads back, and less is computed', async () => {
  const { page, context } = await new_page(browser);
  await page.addInitScript(hold_workers);
  const refuse_memory = await limit_memory(page);
  await page.goto(`${site.url}#/one-class-digits`);
  await answered(page);
  await refuse_memory();
  await page.locator('#control-count').focus();
  await page.keyboard.press('End');
  const error = page.getByText('There is not enough memory for this. Choose something smaller.').first();
  await error.waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await error.waitFor({ state: 'detached' });
  await context.close();
});

test('a model too large for the memory there is, among one\'s own files: that is said; a smaller one opens', async () => {
  const { page, context } = await new_page(browser);
  await page.addInitScript(hold_workers);
  const refuse_memory = await limit_memory(page);
  const scenario = { ...read_scenario('digits-lrp'), name: 'mine', tasks: [] };
  scenario.experiment = { ...scenario.experiment, models: ['mine.onnx'], model_labels: ['mine'], model_labels_de: ['meines'] };
  await page.goto(`${site.url}#/validate`);
  const drop = (model) => page.getByTestId('pick-files').setInputFiles([
    { name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(scenario)) },
    { name: 'mine.onnx', mimeType: 'application/octet-stream', buffer: model },
  ]);
  await drop(readFileSync(join(EXAMPLES, 'models/digits-linear.onnx')));
  await answered(page);
  await refuse_memory();
  await drop(Buffer.alloc(16_000_000));
  await page.getByText('There is not enough memory for this.').first().waitFor();
  await drop(readFileSync(join(EXAMPLES, 'models/digits-linear.onnx')));
  await page.locator('[data-testid=validate][data-state=open]').waitFor();
  await context.close();
});

test('storage that fills up while one works: the answer is judged, its loss is announced; once there is room it is kept', async () => {
  const { page, seen, context } = await open(QUIZ);
  await page.evaluate(() => {
    for (let size = 2 ** 22; size >= 1; size = size / 2) {
      for (let text = 'x'.repeat(size), fits = true; fits;) {
        try { localStorage.setItem(`full-${localStorage.length}`, text); } catch { fits = false; }
      }
    }
  });
  const card = await choose(page, CHOICES[0].id, CHOICES[0].option);
  await card.getByTestId('not-kept').getByText('keeps nothing after the page closes').waitFor();
  await page.evaluate(() => { for (const key of Object.keys(localStorage)) if (key.startsWith('full-')) localStorage.removeItem(key); });
  await card.locator('button.check').click();
  await card.getByTestId('not-kept').waitFor({ state: 'detached' });
  await page.reload();
  await answered(page);
  await page.getByTestId(`task-${CHOICES[0].id}`).getByText('2 attempts').waitFor();
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('the network goes while an exercise is loading: that is said, and trying again works once it is back', async () => {
  const { page, context } = await new_page(browser);
  let let_go;
  const held = new Promise((resolve) => { let_go = resolve; });
  await page.route('**/*.onnx', async (route) => { await held; await route.continue(); });
  const asked = page.waitForRequest('**/*.onnx');
  await page.goto(`${site.url}#/digits-lrp?rule=gamma&gamma=0.3`);
  await asked;
  await context.setOffline(true);
  let_go();
  await page.getByTestId('error').getByText('could not be loaded').waitFor();
  await context.setOffline(false);
  await page.getByTestId('error').getByRole('button', { name: 'Try again' }).click();
  await answered(page);
  assert.deepEqual([link(page).get('rule'), link(page).get('gamma')], ['gamma', '0.3']);
  await context.close();
});

test('the network goes before another model is chosen: what is set and drawn stays, and trying again works', async () => {
  const { page, context } = await open('digits-lrp?index=5');
  await page.locator('[data-testid^=task-]').first().waitFor({ state: 'attached' }); // the last of the page's own files
  await context.setOffline(true);
  const model = page.getByTestId('control-model');
  await model.locator('input[value=digits-linear], select').first().evaluate((control) => {
    if (control instanceof HTMLSelectElement) control.value = 'digits-linear';
    else control.checked = true;
    control.dispatchEvent(new Event('change', { bubbles: true }));
  });
  const error = page.getByText(/could not be loaded/).first();
  await error.waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await error.waitFor({ state: 'detached' });
  await page.waitForFunction(() => location.hash.includes('model=digits-linear'));
  assert.equal(link(page).get('index'), '5');
  await context.close();
});

/** Runs before the page: a tab that nobody sees draws nothing, until it is seen. */
function hide_tab() {
  const ask = window.requestAnimationFrame.bind(window);
  const waiting = new Map();
  let hidden = true;
  let last = 0;
  window.requestAnimationFrame = (then) => {
    if (!hidden) return ask(then);
    waiting.set(--last, then);
    return last;
  };
  const cancel = window.cancelAnimationFrame.bind(window);
  window.cancelAnimationFrame = (id) => { if (!waiting.delete(id)) cancel(id); };
  Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
  Object.defineProperty(document, 'hidden', { get: () => hidden });
  const turn = (now) => {
    hidden = now;
    document.dispatchEvent(new Event('visibilitychange'));
    if (!hidden) for (const [id, then] of waiting) { waiting.delete(id); ask(then); }
  };
  window.show_tab = () => turn(false);
  window.hide_tab = () => turn(true);
}

test('a tab hidden while it opens and runs for long: it comes to its end unseen, and shows it when it is seen', async () => {
  const { page, seen, context } = await open(RUN, hide_tab);
  await play(page);
  await stands(page, 'end');
  await page.evaluate(() => window.show_tab());
  await page.getByTestId('bar-updates').getByRole('button', { name: 'To the start' }).click();
  await stands(page, 'start');
  await play(page);
  await page.evaluate(() => window.hide_tab());
  await stands(page, 'end');
  await page.evaluate(() => window.show_tab());
  await page.getByTestId('control-t').waitFor();
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('a link with settings of which nothing can be shown says so on the empty stage, and one change mends it', async () => {
  const { page, context } = await new_page(browser);
  await page.goto(`${site.url}#/digits-lrp?rule=gamma&layer_rules=composite~z-box~z-box~z-box~composite~composite`);
  await page.getByTestId('error').getByText('This rule is meant for another kind of layer').waitFor();
  await page.locator('.panel .all button').last().click(); // all as declared
  await answered(page);
  assert.equal(await page.getByTestId('error').count(), 0);
  await context.close();
});

test('two tabs: what is answered in each is kept, and seen in the other', async () => {
  const { page: first, context } = await open(QUIZ);
  const { page: second } = await open(QUIZ, () => undefined, context);
  const [one, other] = CHOICES;
  await choose(first, one.id, one.option);
  await choose(second, other.id, other.option);
  for (const page of [first, second]) {
    for (const { id } of [one, other]) await page.getByTestId(`task-${id}`).getByText('1 attempt').waitFor();
  }
  await first.close();
  await second.reload();
  await answered(second);
  for (const { id } of [one, other]) await second.getByTestId(`task-${id}`).getByText('1 attempt').waitFor();
  await context.close();
});

/** Runs before the page: a disk with one scenario file, which can be replaced and taken away. */
function bring_disk() {
  window.disk = { text: '', time: 1, gone: false };
  const getFile = () => (window.disk.gone ? Promise.reject(new DOMException('gone', 'NotFoundError'))
    : Promise.resolve(new File([window.disk.text], 'template.json', { lastModified: window.disk.time })));
  window.showOpenFilePicker = () => Promise.resolve([{ kind: 'file', name: 'template.json', getFile }]);
}

test('a scenario file replaced while it is open and being judged: the newest stands; one that is gone is told', async () => {
  const { page, seen, context } = await new_page(browser);
  await page.addInitScript(bring_disk);
  await page.goto(`${site.url}#/validate`);
  const put = (change) => page.evaluate((now) => { window.disk = { ...window.disk, ...now, time: window.disk.time + 1 }; }, change);
  const pick = () => page.getByRole('button', { name: 'Choose files' }).click();
  const state = (name) => page.locator(`[data-testid=validate][data-state=${name}]`).waitFor();
  await put({ text: TEMPLATE });
  await pick();
  await state('open');
  await page.locator('#control-a1').first().fill('1');
  await put({ text: TEMPLATE.replace('A title of your own', 'Another title') }); // while its tests are judged
  await page.getByRole('heading', { name: 'Another title' }).waitFor();
  await put({ gone: true });
  await pick();
  await state('gone');
  await page.getByText('template.json can no longer be read').waitFor();
  await put({ gone: false, text: TEMPLATE.replace('A title of your own', 'The last title') });
  await page.getByRole('heading', { name: 'The last title' }).waitFor(); // by itself
  assert.equal(await page.locator('#control-a1').first().inputValue(), '1');
  await page.getByText(/All its tests come out as expected: \d+\./).waitFor();
  assert.deepEqual(seen.complaints, []);
  await context.close();
});
