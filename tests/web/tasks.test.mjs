// A student answers: typed mathematics on both builds, feedback, hints, the worked solution, progress.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { answered, launch, new_page, serve_site, SINGLE_FILE } from './support/browser.mjs';
import { enter } from './support/typing.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

const address = (build) => (build === 'hosted' ? site.url : SINGLE_FILE);

async function open(build = 'hosted', name = 'lrp-min-networks', options = {}, before_load = null) {
  const visit = await new_page(browser, options);
  if (before_load) await visit.page.addInitScript(before_load);
  await visit.page.goto(`${address(build)}#/${name}`);
  await answered(visit.page);
  return visit;
}

async function begin(page, id) {
  const task = page.getByTestId(`task-${id}`);
  await task.getByRole('button', { name: 'Answer this' }).click();
  return task;
}

/** Types into the answer field as a hand would, key by key; "→" leaves an index or a fraction. */
async function type(page, task, keys) {
  const waiting = task.getByTestId('answer-waiting');
  await enter(task);
  const field = task.getByTestId('mathfield');
  await field.waitFor();
  await waiting.waitFor({ state: 'detached' });
  await field.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.waitForFunction((element) => element.value === '', await field.elementHandle());
  for (const key of keys) await page.keyboard.press(key === '→' ? 'ArrowRight' : key === ' ' ? 'Space' : key);
  return field.evaluate((element) => element.value);
}

async function verdict(task) {
  const feedback = task.locator('[data-testid=feedback][data-status]');
  await feedback.waitFor({ state: 'detached' }); // another answer takes the last verdict away
  await task.page().keyboard.press('Enter');
  await feedback.waitFor();
  return { status: await feedback.getAttribute('data-status'), text: await feedback.innerText() };
}

for (const build of ['hosted', 'single']) {
  describe(`tasks, ${build}`, { timeout: 120_000 }, () => {
    test('typed fractions and indices are judged: right, known wrong, wrong with a counterexample', async () => {
      const { page, seen, context } = await open(build);
      const task = await begin(page, 'zplus-iii');
      assert.equal(await page.locator('#control-rule, [data-testid=control-rule] select').first().inputValue(), 'zplus',
        'opening sets the stage');
      assert.match(await type(page, task, 'y*a_1→/a_1→+a_2'), /\\frac/);
      assert.equal((await verdict(task)).status, 'right');
      assert.match(await task.innerText(), /✓ solved/);
      await type(page, task, 'y/2');
      const known = await verdict(task);
      assert.equal(known.status, 'wrong');
      assert.match(known.text, /Equal weights, yes/);
      await type(page, task, 'a_1→+a_2');
      const wrong = await verdict(task);
      assert.equal(wrong.status, 'wrong');
      assert.match(wrong.text, /you say[\s\S]*the engine says/);
      await task.getByRole('button', { name: 'Show me' }).click();
      await page.waitForFunction(() => document.querySelector('[data-testid=control-a1] .number').value !== '3');
      assert.match(await task.innerText(), /3 attempts/);
      assert.match(await task.innerText(), /✓ solved/, 'what is solved stays solved');
      assert.deepEqual(seen.complaints, []);
      const outside = seen.requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(address(build)));
      assert.deepEqual(outside, []);
      await context.close();
    });

    test('what cannot be read costs nothing and says why', async () => {
      const { page, context } = await open(build);
      const task = await begin(page, 'gamma-i');
      await type(page, task, 'a_1→/');
      const empty = await verdict(task);
      assert.equal(empty.status, 'unreadable');
      assert.match(empty.text, /missing/);
      await type(page, task, 'b*a_2');
      assert.equal((await verdict(task)).status, 'unreadable');
      assert.doesNotMatch(await task.innerText(), /attempt/);
      await context.close();
    });

    test('a wrong shape is told apart', async () => {
      const { page, context } = await open(build, 'taylor-rbf');
      const task = await begin(page, 'root');
      await type(page, task, 'mu+1');
      assert.equal((await verdict(task)).status, 'shape');
      await context.close();
    });
  });
}

test('the first load holds neither the field nor the reader', async () => {
  const { page, seen, context } = await open();
  assert.ok(!seen.requests.some((url) => /mathfield|answers/.test(url)));
  const task = await begin(page, 'zplus-i');
  await enter(task);
  await task.getByTestId('mathfield').waitFor();
  assert.ok(seen.requests.some((url) => /mathfield/.test(url)));
  assert.ok(!seen.requests.some((url) => /\.(wav|ttf|woff)$/.test(url)));
  await context.close();
});

test('what is typed before the field has come is not lost', async () => {
  const { page, context } = await open();
  await page.route('**/mathfield*', async (route) => { await new Promise((done) => setTimeout(done, 700)); await route.continue(); });
  const task = await begin(page, 'zplus-i');
  await enter(task);
  await page.keyboard.press('y');
  await task.getByTestId('mathfield').waitFor();
  await page.waitForFunction(() => document.querySelector('math-field').value === 'y');
  assert.equal((await verdict(task)).status, 'right');
  await context.close();
});

test('where the field does not come, LaTeX can be typed', async () => {
  const { page, context } = await open();
  await page.route('**/mathfield*', (route) => route.abort());
  const task = await begin(page, 'zplus-i');
  await enter(task);
  await task.getByRole('textbox').fill('\\min(a_1,a_2)');
  assert.equal((await verdict(task)).status, 'right');
  await context.close();
});

test('choices: wrong tells why, right is marked; hints come one at a time', async () => {
  const { page, context } = await open();
  const task = await begin(page, 'domain');
  await task.getByRole('radio').nth(2).check();
  await task.getByRole('button', { name: 'Check', exact: true }).click();
  await task.locator('[data-status=wrong]').waitFor();
  assert.match(await task.getByTestId('feedback').innerText(), /-1|−1/);
  assert.equal(await task.getByText('Tip 1').count(), 0);
  await task.getByRole('button', { name: /hint/ }).click();
  await task.getByText('Tip 1').waitFor();
  assert.equal(await task.getByText('Tip 2').count(), 0);
  await task.getByRole('radio').nth(0).check();
  await task.getByRole('button', { name: 'Check', exact: true }).click();
  await task.locator('[data-status=right]').waitFor();
  await context.close();
});

test('a network is wired on the picture and handed in', async () => {
  const { page, context } = await open();
  const task = await begin(page, 'own');
  await page.getByTestId('view-network-own').waitFor();
  await task.getByRole('button', { name: 'Check my network' }).click();
  await task.locator('[data-status=wrong]').waitFor();
  // y = a2 − max(0, a2 − a1): weights a1→a3, a2→a3, a1→a4, a2→a4, a1→a5, a2→a5, then a3, a4, a5→y
  const wanted = [0, 1, -1, 1, 0, 0, 1, -1, 0];
  for (const [e, weight] of wanted.entries()) {
    const chip = page.getByTestId(`weight-${e}`);
    await chip.focus();
    const now = Number(await chip.getAttribute('aria-valuenow'));
    for (let i = 0; i < Math.abs(weight - now) * 2; ++i) await page.keyboard.press(weight > now ? 'ArrowUp' : 'ArrowDown');
    await page.waitForFunction(([id, value]) =>
      Number(document.querySelector(`[data-testid=weight-${id}]`).getAttribute('aria-valuenow')) === value, [e, weight]);
  }
  await task.getByRole('button', { name: 'Check my network' }).click();
  await task.locator('[data-status=right]').waitFor();
  await context.close();
});

test('the solution stays folded until it is asked for; its steps go forward and back and set the stage', async () => {
  const { page, context } = await open();
  const solution = page.getByTestId('solution');
  assert.equal(await solution.locator('li').count(), 0);
  await solution.getByRole('button', { name: 'Show the solution' }).click();
  const step_of = () => page.getByTestId('bar-step').locator('.count').innerText();
  await page.waitForFunction(() => document.querySelector('[data-testid=bar-step] .count').innerText.startsWith('0'));
  for (let i = 0; i < 3; ++i) await solution.getByRole('button', { name: /Next step/ }).click();
  await page.waitForFunction(() => document.querySelector('[data-testid=bar-step] .count').innerText.startsWith('3'));
  await page.waitForFunction(() => /1\.169/.test(document.querySelector('[data-testid=numbers]')?.innerText ?? ''));
  await solution.getByRole('button', { name: /Back/ }).click();
  await page.waitForFunction(() => document.querySelector('[data-testid=bar-step] .count').innerText.startsWith('2'));
  assert.match(await step_of(), /^2/);
  assert.match(await solution.innerText(), /Solution seen/);
  await solution.getByRole('switch').uncheck();
  assert.equal(await page.getByTestId('numbers').count(), 0);
  await context.close();
});

test('a term of the formula and a neuron light together, both ways', async () => {
  const { page, context } = await open();
  const solution = page.getByTestId('solution');
  await solution.getByRole('button', { name: 'Show the solution' }).click();
  const term = solution.locator('[data-term=a4]').first();
  await term.hover();
  await page.waitForFunction(() => document.querySelector('[data-testid=view-network-i] .node[data-term=a4]').classList.contains('lit'));
  await page.getByTestId('view-network-i').getByTestId('node-0').focus();
  await page.waitForFunction(() => document.querySelector('[data-testid=solution] [data-term=a1]').classList.contains('lit'));
  await solution.locator('.formula[tabindex]').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('[data-testid=view-network-i] .node[data-term=a3]').classList.contains('lit'));
  await context.close();
});

test('answers, attempts and hints survive a reload and show in the gallery', async () => {
  const { page, context } = await open();
  const task = await begin(page, 'zplus-i');
  await task.getByRole('button', { name: /hint/ }).click();
  await type(page, task, 'y');
  assert.equal((await verdict(task)).status, 'right');
  const other = await begin(page, 'gamma-i');
  await type(page, other, 'a_2');
  await page.reload();
  await page.getByTestId('task-zplus-i').getByText('solved').waitFor();
  const again = await begin(page, 'gamma-i');
  await enter(again);
  await again.getByTestId('mathfield').waitFor();
  assert.equal(await again.getByTestId('mathfield').evaluate((field) => field.value), 'a_2');
  await page.goto(`${site.url}#/`);
  await page.locator('a.card', { hasText: 'three networks' }).getByText('1 of 15 solved').waitFor();
  await context.close();
});

test('checking that takes too long is called off; the answer stays and can be checked again', async () => {
  const { page, seen, context } = await open('hosted', 'lrp-min-networks', {}, () => {
    const post = Worker.prototype.postMessage;
    let lost = false; // the first judgement never comes
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message.name === 'grade' && !lost) { lost = true; return; }
      post.call(this, message, ...rest);
    };
  });
  const task = await begin(page, 'zplus-i');
  await type(page, task, 'y');
  await page.keyboard.press('Enter');
  await task.getByRole('button', { name: 'Cancel' }).click();
  await task.getByText('Cancelled. Your answer is kept.').waitFor();
  await task.getByRole('button', { name: 'Check' }).click();
  await task.locator('[data-testid=feedback][data-status=right]').waitFor();
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

async function solve_one(page) {
  const task = await begin(page, 'zplus-i');
  await type(page, task, 'y');
  assert.equal((await verdict(task)).status, 'right');
  await page.goto(`${site.url}#/`);
  await page.getByTestId('progress-box').getByText('1 of').waitFor();
}

test('progress is exported, cleared after asking, and imported again; a bad file changes nothing', async () => {
  const { page, context } = await open();
  await solve_one(page);
  const box = page.getByTestId('progress-box');
  const [download] = await Promise.all([page.waitForEvent('download'), box.getByRole('button', { name: 'Export' }).click()]);
  const text = readFileSync(await download.path(), 'utf8');
  await box.getByTestId('import-file').setInputFiles({
    name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"something"}'),
  });
  assert.match(await page.getByTestId('import-outcome').innerText(), /holds no progress/);
  await box.getByText('1 of').waitFor();
  await box.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: 'Keep' }).click();
  await box.getByText('1 of').waitFor();
  await box.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: 'Clear everything' }).click();
  await box.getByText('0 of').waitFor();
  await page.reload();
  await box.getByText('0 of').waitFor();
  await box.getByTestId('import-file').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await box.getByText('1 of').waitFor();
  await page.reload();
  await box.getByText('1 of').waitFor();
  await context.close();
});

/** Until every page sees a key of the storage there, or gone: a page reloaded from a file may come from another process. */
async function stored(context, key, there) {
  const other = await context.newPage();
  await other.goto(new URL('site/NOTICES.txt', SINGLE_FILE).href);
  await other.waitForFunction(([name, wanted]) => (localStorage.getItem(name) !== null) === wanted, [key, there]);
  await other.close();
}

for (const build of ['hosted', 'single']) {
  test(`${build}: progress with damaged parts keeps the rest; what was set aside is saved, or discarded`, async () => {
    const { page, seen, context } = await new_page(browser);
    await page.addInitScript(() => {
      if (!location.search.includes('damaged')) return; // the first visit alone brings it
      const task = { draft: 'y', attempts: [], hints: 0, solved: true };
      const tasks = { 'zplus-i': task, 'zplus-ii': { ...task, draft: 'x'.repeat(20_001) }, 'zplus-iii': 'nonsense' };
      const scenarios = { 'lrp-min-networks': { tasks, solution_seen: false } };
      localStorage.setItem('relevance-lab.progress', JSON.stringify({ format: 'relevance-lab-progress', version: 1, scenarios }));
    });
    const again = () => page.goto(address(build));
    await page.goto(`${address(build)}?damaged`);
    const box = page.getByTestId('progress-box');
    await box.getByText('2 of').waitFor();
    const saving = page.waitForEvent('download');
    await page.getByTestId('set-aside').getByRole('button', { name: 'Save what was set aside' }).click();
    const aside = JSON.parse(readFileSync(await (await saving).path(), 'utf8')).scenarios['lrp-min-networks'].tasks;
    assert.deepEqual([aside['zplus-ii'].draft.length, aside['zplus-iii'], aside['zplus-i']], [20_001, 'nonsense', undefined]);
    if (build === 'single') await stored(context, 'relevance-lab.progress-aside', true);
    await again();
    await box.getByText('2 of').waitFor();
    await page.getByTestId('set-aside').getByRole('button', { name: 'Discard it' }).click();
    await page.getByTestId('set-aside').waitFor({ state: 'detached' });
    if (build === 'single') await stored(context, 'relevance-lab.progress-aside', false);
    await again();
    await box.getByText('2 of').waitFor();
    assert.equal(await page.getByTestId('set-aside').count(), 0);
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });
}

test('where storage is refused, progress lives until the page closes, and that is said', async () => {
  const { page, seen, context } = await open('hosted', 'lrp-min-networks', {},
    () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }));
  await solve_one(page);
  assert.match(await page.getByTestId('progress-box').innerText(), /keeps nothing/);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('axe finds nothing in an open task and solution; German speaks everywhere', async () => {
  const { page, context } = await open('hosted', 'lrp-min-networks?lang=de', { bypassCSP: true });
  const task = page.getByTestId('task-zplus-iii');
  await task.getByRole('button', { name: 'Beantworten' }).click();
  await type(page, task, 'y/2');
  await verdict(task);
  await page.getByRole('button', { name: 'Lösung zeigen' }).click();
  await page.waitForTimeout(400);
  const text = await page.locator('main').innerText();
  for (const english of ['Tasks', 'solved', 'Check', 'Not yet', 'Step ', 'you say', 'Network (', 'weight']) {
    assert.ok(!text.includes(english), english);
  }
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`), []);
  await context.close();
});

test('a decimal comma is typed in German', async () => {
  const { page, context } = await open('hosted', 'positive-homogeneity?lang=de');
  const task = page.getByTestId('task-scaled-output');
  await task.getByRole('button', { name: 'Beantworten' }).click();
  await type(page, task, '0,5*t*f*2');
  assert.equal((await verdict(task)).status, 'right');
  await context.close();
});

test('on a phone the keyboard offers the names, and the field stays in sight', async () => {
  const { page, context } = await open('hosted', 'lrp-min-networks', {
    viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true,
  });
  await page.getByRole('tab', { name: 'Tasks' }).click();
  const task = await begin(page, 'gamma-i');
  await task.getByTestId('answer-waiting').tap();
  await page.locator('.MLK__plate').waitFor();
  await page.waitForTimeout(500);
  await page.locator('.MLK__keycap').first().tap();
  await page.waitForFunction(() => document.querySelector('math-field').value === 'a_1');
  const field = await task.getByTestId('mathfield').boundingBox();
  const keyboard = await page.locator('.MLK__plate').boundingBox();
  assert.ok(field.y >= 0 && field.y + field.height <= keyboard.y, `${field.y} + ${field.height} against ${keyboard.y}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  await context.close();
});
