// Paper: statement, stage as it stands, settings, tasks with answers; light, whole, and nothing to press.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answered, launch, new_page, serve_site, settled } from './support/browser.mjs';

let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

const kept = (draft, status) => ({
  draft, attempts: status ? [{ answer: draft, status }] : [], hints: 0, solved: status === 'right',
});
const CHAIN = [{ relation: 'Equal', latex: '\\lVert x-\\mu\\rVert-1', reason: '' }];
const TASKS = {
  root: kept('\\mu+\\frac{x-\\mu}{\\lVert x-\\mu\\rVert}', 'right'), 'first-relevance': kept('x_1-\\mu_1', 'wrong'),
  gradient: kept(JSON.stringify({ first: 'x_1' })), 'sum-derivation': kept(JSON.stringify(CHAIN), 'right'),
};

async function open(name, options = {}) {
  const visit = await new_page(browser, options);
  await visit.page.addInitScript((tasks) => localStorage.setItem('relevance-lab.progress', JSON.stringify(
    { format: 'relevance-lab-progress', version: 1, scenarios: { 'taylor-rbf': { solution_seen: false, tasks } } })), TASKS);
  await visit.page.goto(`${site.url}#/${name}`);
  await answered(visit.page);
  await visit.page.locator('.reading .katex').first().waitFor();
  await visit.page.locator('.task').first().waitFor();
  await settled(visit.page, () => visit.page.locator('.stage .view').count());
  return visit;
}

/** As a browser prints: it tells first, then lays out for paper. */
async function print(page) {
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 680, height: 960 });
}

/** What is wrong with the page as paper. */
const faults_of = (page) => page.evaluate(() => {
  const faults = [];
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  for (const one of document.querySelectorAll('button, input, select, [role=tab], [role=slider], .menu, .status, .hint')) {
    if (seen(one) && one.getBoundingClientRect().height > 0) faults.push(`to press: ${one.outerHTML.slice(0, 80)}`);
  }
  const page_width = document.documentElement.clientWidth;
  for (const one of document.querySelectorAll('.view, .figure, .statement, .task, .katex-display')) {
    const box = one.getBoundingClientRect();
    if (seen(one) && (box.left < -1 || box.right > page_width + 1)) faults.push(`cut: ${one.className} to ${box.right}`);
  }
  for (const one of document.querySelectorAll('.katex-display, .formula.display, .work, .reading, .panel, .stage, .group')) {
    const scrolls = one.scrollHeight > one.clientHeight + 1 && getComputedStyle(one).overflowY !== 'visible';
    if (seen(one) && scrolls) faults.push(`scrolls: ${one.className}`);
  }
  for (const view of document.querySelectorAll('.stage .view')) {
    const figure = view.querySelector('.figure');
    const id = view.dataset.testid;
    if (!figure || figure.getBoundingClientRect().height < 20) { faults.push(`${id}: no picture`); continue; }
    if (figure.querySelectorAll('svg *, canvas').length < 2) faults.push(`${id}: an empty picture`);
    for (const canvas of figure.querySelectorAll('canvas')) {
      const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      const colours = new Set(pixels);
      if (colours.size < 2) faults.push(`${id}: a blank canvas`);
    }
  }
  const order = ['.statement', '.stage', '[data-testid=printed-settings]', '[data-testid=checks]', '.tasks'];
  const tops = order.map((place) => document.querySelector(place)).filter((one) => one !== null)
    .map((one) => one.getBoundingClientRect().top);
  if (tops.some((top, i) => top < (tops[i - 1] ?? 0))) faults.push(`out of order: ${tops}`);
  if (getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)') faults.push('no white paper');
  return faults;
});

for (const [name, options] of [['digits-lrp', { colorScheme: 'dark' }], ['lrp-min-networks', {}], ['prototype-digits', {}]]) {
  test(`${name} prints whole, with nothing to press`, async () => {
    const { page, seen, context } = await open(name, options);
    const pictures = await page.locator('.stage .view').count();
    await print(page);
    assert.equal(await page.locator('.figure').count(), pictures);
    assert.deepEqual(await faults_of(page), []);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.waitForFunction(() => document.querySelectorAll('.figure').length === 0);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), options.colorScheme ?? 'light');
    assert.ok(await page.locator('.stage .view .body').first().isVisible());
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
}

test('tasks are printed with answers and verdicts, opened or not', async () => {
  const { page, context } = await open('taylor-rbf');
  await page.getByTestId('task-root').getByRole('button').first().click();
  await page.getByTestId('answer-waiting').first().waitFor();
  await print(page);
  assert.deepEqual(await faults_of(page), []);
  const answer = (id) => page.getByTestId(`task-${id}`).getByTestId('printed-answer');
  assert.equal(await answer('root').getAttribute('data-status'), 'right');
  assert.ok(await answer('root').locator('.katex .mfrac').first().isVisible());
  assert.match(await answer('root').innerText(), /Right/);
  assert.match(await answer('first-relevance').innerText(), /Not yet/);
  assert.match(await answer('gradient').innerText(), /Not checked/);
  assert.equal(await answer('sum-derivation').locator('tr').count(), 2);
  assert.match(await answer('sum').innerText(), /Not answered/);
  assert.match(await page.getByTestId('printed-settings').innerText(), /2, 1\.5/);
  await context.close();
});

test('where only the medium says so it is the same', async () => {
  const { page, context } = await open('taylor-rbf', { colorScheme: 'dark', locale: 'de' });
  await page.emulateMedia({ media: 'print' });
  await page.locator('.figure').first().waitFor();
  assert.deepEqual(await faults_of(page), []);
  assert.match(await page.getByTestId('task-sum').innerText(), /Nicht beantwortet/);
  await context.close();
});

test('the PDF holds the pictures', async () => {
  const { page, seen, context } = await open('digits-lrp', { colorScheme: 'dark' });
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  const images = pdf.match(/\/Subtype\s*\/Image/g) ?? [];
  const pages = pdf.match(/\/Type\s*\/Page\b/g) ?? [];
  assert.ok(images.length >= 10, `${images.length} pictures`);
  assert.ok(pages.length <= 6, `${pages.length} pages`);
  assert.equal(await page.locator('.figure').count(), 0, 'the page is a page again');
  assert.deepEqual(seen.complaints, []);
  await context.close();
});
