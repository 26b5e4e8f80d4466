// Prototypes as a student meets them, on both builds: the ascent in the plane, ten digits that climb together.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { answered, assert_fits, draw, in_turn, launch, new_page, pixels_of, serve_site, settled, SINGLE_FILE,
  THREE } from './support/browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

async function open(build, hash, options = {}) {
  const visit = await new_page(browser, options);
  await visit.page.goto(`${build === 'hosted' ? site.url : SINGLE_FILE}#/${hash}`);
  await answered(visit.page);
  await visit.page.getByTestId('bar-step').waitFor();
  return visit;
}

const bar_of = (page) => page.getByTestId('bar-step');
const button = (page, name) => bar_of(page).getByRole('button', { name, exact: true });
const count = (page) => bar_of(page).locator('.count').innerText();
const at = async (page) => Number((await count(page)).split('/')[0]);
const end_of = async (page) => Number((await count(page)).split('/')[1]);
const reaches = (page, step) => page.waitForFunction((wanted) =>
  document.querySelector('[data-testid=bar-step] .count').innerText.startsWith(`${wanted}/`), step, { timeout: 60_000 });
const passes = (page, step) => page.waitForFunction((wanted) =>
  Number(document.querySelector('[data-testid=bar-step] .count').innerText.split('/')[0]) >= wanted, step, { timeout: 60_000 });
const fields = (page, name) => page.getByTestId(`control-${name}`).locator('input[type=text]')
  .evaluateAll((all) => all.map((one) => Number(one.value.replace('−', '-'))));
const cell = (page, row, column) => page.locator(`[data-testid=view-prototypes] [data-cell="${row}-${column}"] canvas`)
  .evaluate((canvas) => canvas.toDataURL());
const chosen = (page) => page.locator('[data-testid=view-prototypes] [aria-selected=true]').getAttribute('data-cell');
const no_nan = async (page) => assert.doesNotMatch(await page.locator('main').innerText(), /NaN|Infinity|undefined/);
const set_rate = async (page, rate) => {
  const field = page.getByTestId('control-rate').locator('.number');
  await field.fill(rate);
  await field.press('Enter');
};

for (const build of ['hosted', 'single']) {
  describe(`prototype-linear, ${build}`, { timeout: 120_000 }, () => {
    const test = in_turn(build);
    test('the bar steps, plays and pauses; a whole play is one step back', async () => {
      const { page, seen, context } = await open(build, 'prototype-linear');
      const declared = await at(page);
      await button(page, 'Step forward').click();
      await reaches(page, declared + 1);
      await button(page, 'Step back').click();
      await reaches(page, declared);
      await button(page, 'To the start').click();
      await reaches(page, 0);
      assert.ok(await button(page, 'Step back').isDisabled());
      await bar_of(page).getByRole('combobox').selectOption('4');
      await button(page, 'Play').click();
      await passes(page, 12);
      await button(page, 'Pause').click();
      const paused = await settled(page, () => count(page));
      assert.ok(Number(paused.split('/')[0]) < await end_of(page), paused);
      await button(page, 'To the end').click();
      await reaches(page, await end_of(page));
      await page.waitForTimeout(200);
      assert.match(await page.getByTestId('checks').innerText(), /‖x − x\*‖ = 0[\s\S]*holds/, 'the ascent stands on the closed form');
      await page.keyboard.press('Control+z');
      await reaches(page, declared);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('the start is dragged: the way up begins there and ends at the same prototype', async () => {
      const { page, context } = await open(build, 'prototype-linear?step=200');
      const start = await fields(page, 'start');
      const goal = await page.getByRole('img', { name: /^x\* =/ }).getAttribute('aria-label');
      const way = await page.getByTestId('path').locator('.way').getAttribute('d');
      const ring = page.getByRole('application', { name: /^x₀ =/ });
      const box = await ring.locator('.dot').boundingBox();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + 70, box.y - 90, { steps: 6 });
      await page.mouse.up();
      await page.waitForFunction((old) => document.querySelector('[data-testid=path] .way').getAttribute('d') !== old, way);
      const moved = await fields(page, 'start');
      assert.ok(moved[0] > start[0] && moved[1] > start[1], `${start} → ${moved}`);
      assert.equal(await page.getByRole('img', { name: /^x\* =/ }).getAttribute('aria-label'), goal, 'x* does not depend on the start');
      await page.waitForFunction(() => location.hash.includes('start='));
      await page.keyboard.press('Control+z');
      await page.waitForFunction((old) => document.querySelector('[data-testid=path] .way').getAttribute('d') === old, way);
      assert.deepEqual(await fields(page, 'start'), start, 'one drag is one step back');
      await context.close();
    });

    test('a covariance stays symmetric; one that is none is refused in words', async () => {
      const { page, seen, context } = await open(build, 'prototype-linear?penalty=gaussian');
      const matrix = page.getByTestId('control-sigma');
      const entry = (i) => matrix.locator('input').nth(i);
      await entry(1).focus();
      await page.keyboard.press('ArrowUp');
      await page.waitForFunction(() => {
        const [, a, b] = [...document.querySelectorAll('[data-testid=control-sigma] input')].map((one) => one.value);
        return a === b && a !== '0.8';
      });
      await entry(2).fill('4');
      await entry(2).press('Enter');
      await matrix.getByRole('status').waitFor();
      assert.equal(await entry(1).inputValue(), '4');
      assert.match(await matrix.innerText(), /not positive definite: its smallest eigenvalue is −\d/);
      await no_nan(page);
      await matrix.getByRole('button', { name: /Reset/ }).click();
      await matrix.getByRole('status').waitFor({ state: 'detached' });
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('no penalty, no prototype: λ below zero is said at its place', async () => {
      const { page, seen, context } = await open(build, 'prototype-linear');
      const row = page.getByTestId('control-lambda');
      await row.getByRole('slider').focus();
      await page.keyboard.press('Home');
      await row.getByRole('status').waitFor();
      assert.match(await row.innerText(), /above 0/);
      await no_nan(page);
      await page.getByRole('button', { name: 'Deutsch' }).click();
      assert.match(await row.innerText(), /muss über 0 liegen/);
      await page.keyboard.press('Control+z');
      await row.getByRole('status').waitFor({ state: 'detached' });
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('steps that run away offer smaller ones, and those climb', async () => {
      const { page, seen, context } = await open(build, 'prototype-linear?step=200');
      await set_rate(page, '10');
      const row = page.getByTestId('control-rate');
      await row.getByTestId('offer').waitFor();
      await no_nan(page);
      await row.getByTestId('offer').click();
      await row.getByRole('status').waitFor({ state: 'detached' });
      assert.ok((await fields(page, 'rate'))[0] < 10);
      await reaches(page, 200);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });
  });

  describe(`prototype-digits, ${build}`, { timeout: 180_000 }, () => {
    const test = in_turn(build);
    test('a decoder is trained before one’s eyes; cancelled, it goes on when asked', async () => {
      const { page, seen, context } = await open(build, 'prototype-digits?step=20&epochs=3');
      await reaches(page, 20);
      const decoder = page.getByTestId('control-decoder');
      const told = page.getByTestId('progress');
      const shipped = await cell(page, 3, 3);
      assert.ok(await page.getByTestId('control-beta').locator('.number').isDisabled());
      await decoder.getByText('trained here').click();
      await page.waitForFunction(() => /epoch \d of 3/.test(document.querySelector('[data-testid=progress]').innerText));
      const early = await cell(page, 3, 3);
      assert.notEqual(early, shipped);
      await page.waitForFunction((old) =>
        document.querySelector('[data-testid=view-prototypes] [data-cell="3-3"] canvas').toDataURL() !== old, early);
      await button(page, 'Play').waitFor(); // the bar is of the climb, which has not begun
      await told.getByRole('button', { name: 'Cancel' }).click();
      await page.getByTestId('note').waitFor();
      const stopped = await settled(page, () => cell(page, 3, 3));
      await page.waitForTimeout(600);
      assert.equal(await cell(page, 3, 3), stopped, 'cancelled is stopped');
      await button(page, 'Step forward').click(); // it goes on, and then climbs
      await reaches(page, 1);
      await page.waitForFunction(() => document.querySelector('[data-testid=progress]').innerText === '');
      assert.notEqual(await cell(page, 3, 3), stopped);
      await page.getByTestId('view-training').waitFor();
      await button(page, 'To the end').click();
      await passes(page, 30);
      await decoder.getByText('shipped').click();
      await page.getByTestId('view-training').waitFor({ state: 'detached' });
      await no_nan(page);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('play, pause, step back and on, to the start; the noise becomes something else', async () => {
      const { page, seen, context } = await open(build, 'prototype-digits?step=0');
      await reaches(page, 0);
      const first = await cell(page, 0, 3);
      await button(page, 'Play').click();
      await button(page, 'Pause').waitFor();
      await passes(page, 8);
      await button(page, 'Pause').click();
      const paused = Number((await settled(page, () => count(page))).split('/')[0]);
      assert.ok(paused >= 8 && paused < await end_of(page), String(paused));
      assert.notEqual(await cell(page, 0, 3), first);
      await button(page, 'Step back').click();
      await reaches(page, paused - 1);
      await button(page, 'Step forward').click();
      await reaches(page, paused);
      assert.equal(await page.getByTestId('progress').locator('progress').count(), 0, 'the bar alone says how far it is');
      await page.waitForFunction(() => location.hash.includes('step='));
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await reaches(page, 0);
      assert.equal(await settled(page, () => cell(page, 0, 3)), first, 'the play is one step back');
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });

    test('at its end, play begins anew', async () => {
      const { page, context } = await open(build, 'prototype-digits?compare=0&step=0');
      const end = await end_of(page);
      await button(page, 'To the end').click();
      await reaches(page, end);
      await button(page, 'Play').click();
      await page.waitForFunction((last) =>
        Number(document.querySelector('[data-testid=bar-step] .count').innerText.split('/')[0]) < last, end);
      await reaches(page, end);
      await button(page, 'To the start').click();
      await reaches(page, 0);
      await context.close();
    });

    test('four penalties climb side by side; a click on a cell looks at it and explains it', async () => {
      const { page, context } = await open(build, 'prototype-digits?step=12');
      await reaches(page, 12);
      await page.waitForTimeout(200);
      assert.equal(await page.locator('[data-testid=view-prototypes] [role=gridcell]').count(), 40);
      const pictures = await Promise.all([0, 1, 2, 3].map((row) => cell(page, row, 5)));
      assert.equal(new Set(pictures).size, 4);
      const why = await pixels_of(page, 'explanation');
      await page.locator('[data-cell="1-5"]').click();
      await page.waitForFunction((old) => document.querySelector('[data-testid=view-explanation] canvas').toDataURL() !== old, why);
      assert.equal(await chosen(page), '1-5');
      assert.equal(await page.getByTestId('control-target').locator('select').inputValue(), '5');
      assert.ok(await page.getByTestId('control-penalty').locator('input[value=gaussian]').isChecked());
      assert.equal(await at(page), 12, 'looking elsewhere begins nothing anew');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('[data-testid=view-prototypes] [aria-selected=true]').dataset.cell === '1-6');
      await page.keyboard.press('Control+z');
      await page.waitForFunction(() => document.querySelector('[data-testid=view-prototypes] [aria-selected=true]').dataset.cell === '1-5');
      await page.keyboard.press('Control+z');
      await page.waitForFunction(() => document.querySelector('[data-testid=view-prototypes] [aria-selected=true]').dataset.cell !== '1-5');
      await page.getByTestId('control-compare').locator('input').uncheck();
      await page.waitForFunction(() => document.querySelectorAll('[data-testid=view-prototypes] [role=gridcell]').length === 10);
      assert.equal(await page.locator('[data-testid=view-prototypes] [data-cell][tabindex="0"]').count(), 1,
        'the grid is still one stop of the Tab key');
      await context.close();
    });

    test('the sliders of a code change what the decoder begins with', async () => {
      const { page, context } = await open(build, 'prototype-digits?compare=0&penalty=decoder&start=code&step=0');
      await reaches(page, 0);
      const first = await cell(page, 0, 0);
      const slider = page.getByTestId('control-code').getByRole('slider').first();
      await slider.scrollIntoViewIfNeeded();
      const box = await slider.boundingBox();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width - 8, box.y + box.height / 2, { steps: 8 });
      await page.mouse.up();
      await page.waitForFunction(([old]) => document.querySelector('[data-cell="0-0"] canvas').toDataURL() !== old, [first]);
      await page.waitForFunction(() => location.hash.includes('code='));
      await page.keyboard.press('Control+z');
      await page.waitForFunction(([old]) => document.querySelector('[data-cell="0-0"] canvas').toDataURL() === old, [first]);
      await context.close();
    });

    test('a drawing is the start of all ten, and a permalink brings it back', async () => {
      const { page, seen, context } = await open(build, 'prototype-digits?compare=0&penalty=l2&step=0');
      await reaches(page, 0);
      await page.getByTestId('canvas').scrollIntoViewIfNeeded();
      await draw(page, THREE);
      await page.waitForFunction(() => {
        const all = [...document.querySelectorAll('[data-testid=view-prototypes] [role=gridcell] canvas')].map((one) => one.toDataURL());
        return new Set(all).size === 1;
      });
      await page.waitForFunction(() => location.hash.includes('image='));
      const drawn = await settled(page, () => cell(page, 0, 8));
      await button(page, 'Play').click();
      await passes(page, 30);
      await button(page, 'Pause').click();
      await page.waitForFunction((old) => document.querySelector('[data-cell="0-8"] canvas').toDataURL() !== old, drawn);
      const stands = Number((await settled(page, () => count(page))).split('/')[0]);
      const eight = await cell(page, 0, 8);
      await page.waitForFunction((step) => location.hash.includes(`step=${step}`), stands);
      const other = await open(build, new URL(page.url()).hash.slice(2));
      await reaches(other.page, stands);
      assert.equal(await settled(other.page, () => cell(other.page, 0, 8)), eight);
      assert.deepEqual([...seen.complaints, ...other.seen.complaints], []);
      await context.close();
      await other.context.close();
    });

    test('steps that run away are told, with smaller ones, and no NaN anywhere', async () => {
      const { page, seen, context } = await open(build, 'prototype-digits?compare=0&penalty=l2&method=gradient&rate=10&lambda=10&step=200');
      const row = page.getByTestId('control-rate');
      await row.getByTestId('offer').waitFor();
      await no_nan(page);
      await button(page, 'Play').waitFor();
      await row.getByTestId('offer').click();
      await row.getByTestId('offer').waitFor({ state: 'detached' });
      await reaches(page, 200);
      await no_nan(page);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });
  });
}

test('the page answers while it climbs, and newer settings win', async () => {
  const { page, context } = await open('hosted', 'prototype-digits?step=0');
  await button(page, 'Play').click();
  await passes(page, 5);
  const frames = await page.evaluate(() => new Promise((done) => { // the page draws while the engine climbs
    let drawn = 0;
    const tick = () => { drawn += 1; if (drawn < 30) requestAnimationFrame(tick); else done(drawn); };
    requestAnimationFrame(tick);
  }));
  assert.equal(frames, 30);
  await page.locator('[data-cell="2-7"]').click();
  await page.waitForFunction(() => document.querySelector('[data-testid=view-prototypes] [aria-selected=true]').dataset.cell === '2-7');
  assert.ok((await at(page)) < (await end_of(page)), 'the answer came while it climbed');
  await button(page, 'Pause').click();
  const stands = await settled(page, () => count(page));
  await page.waitForTimeout(400);
  assert.equal(await count(page), stands, 'paused is paused');
  await context.close();
});

test('leaving while it climbs leaves nothing behind', async () => {
  const { page, seen, context } = await open('hosted', 'prototype-digits?step=0');
  await button(page, 'Play').click();
  await passes(page, 3);
  await page.evaluate(() => { location.hash = '#/prototype-linear'; });
  await page.getByTestId('view-field').waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.getByTestId('view-prototypes').count(), 0);
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('leaving right after a setting, before the address holds it, reaches where it leads', async () => {
  const { page, seen, context } = await open('hosted', 'prototype-digits?step=0');
  await button(page, 'Play').click();
  await page.evaluate(() => { // the address is about to be written when the page hears of the new one
    location.hash = '#/prototype-linear';
    for (const end = performance.now() + 500; performance.now() < end;);
  });
  await page.getByTestId('view-field').waitFor();
  assert.equal(await page.evaluate(() => location.hash), '#/prototype-linear');
  assert.deepEqual(seen.complaints, []);
  await context.close();
});

test('the grid as a table and as files', async () => {
  const { page, context } = await open('hosted', 'prototype-digits?step=4');
  await reaches(page, 4);
  const view = page.getByTestId('view-prototypes');
  for (const [name, least] of [['CSV', 28 * 40], ['SVG', 40], ['PNG', 1]]) {
    await view.getByRole('button', { name: /More/ }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), view.getByRole('button', { name, exact: true }).click()]);
    const text = readFileSync(await download.path(), 'latin1');
    assert.ok((name === 'SVG' ? text.split('<image').length - 1 : text.split('\n').length) >= least, name);
  }
  await view.getByRole('button', { name: /More/ }).click();
  await view.getByRole('button', { name: 'Show as table' }).click();
  assert.equal(await view.getByRole('row').count(), 5);
  await context.close();
});

for (const name of ['prototype-linear', 'prototype-digits']) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${name}, ${colorScheme}: axe finds nothing, the console is silent`, async () => {
      const { page, seen, context } = await open('hosted', `${name}?step=10`, { colorScheme, bypassCSP: true });
      await reaches(page, 10);
      await page.waitForTimeout(300);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`), []);
      assert.deepEqual(seen.complaints, []);
      await context.close();
    });
  }

  for (const [size, width, height] of [['phone', 390, 844], ['small phone', 320, 640], ['tablet', 900, 1100]]) {
    test(`${name}, ${size}: nothing scrolls sideways, the stage leaves room`, async () => {
      const { page, context } = await open('hosted', `${name}?step=5`, { viewport: { width, height }, hasTouch: true, isMobile: true });
      await reaches(page, 5);
      await assert_fits(page, { width, height, tabs: ['Settings', 'Read', 'Explore'] });
      await context.close();
    });
  }
}

test('German: no English is left on the stage and in the panel', async () => {
  const { page, context } = await open('hosted', 'prototype-digits?lang=de&step=5');
  await page.waitForTimeout(400);
  const text = await page.locator('main').innerText();
  for (const english of ['Step', 'Penalty', 'Ascent', 'probability', 'Objective', 'density', 'draw to']) {
    assert.ok(!text.includes(english), english);
  }
  await context.close();
});

test('on a phone an error says itself beside the stage, and mends itself', async () => {
  const { page, context } = await open('hosted', 'prototype-linear?step=200&rate=10', {
    viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true,
  });
  await page.getByTestId('placed-error').waitFor();
  await page.getByTestId('placed-error').getByTestId('offer').click();
  await page.getByTestId('placed-error').waitFor({ state: 'detached' });
  await context.close();
});
