// Exercises in frames of a course's pages: options, the element, heights, the keyboard.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { launch, settled } from './support/browser.mjs';
import { choose, open_course, serve_course, stands } from './support/course.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ELEMENT = '<script src="{lab}relevance-lab.js" defer></script>';
const PAGES = {
  plain: `${ELEMENT}<p>Read this.</p><relevance-lab scenario="taylor-rbf"></relevance-lab><p><a href="#end">after it</a></p>`,
  options: `${ELEMENT}<relevance-lab scenario="lrp-min-networks" controls="off" solutions="off" lang="de" theme="dark"
    values="a1=0.25&a2=0.75" title="Three networks"></relevance-lab>`,
  wrong: `${ELEMENT}<relevance-lab scenario="taylor-rbf" controls="maybe" lang="fr"></relevance-lab>`,
  unknown: `${ELEMENT}<relevance-lab scenario="no-such"></relevance-lab>`,
  four: `${ELEMENT}${['taylor-rbf', 'lrp-min-networks', 'positive-homogeneity', 'one-class-2d'].map((name) =>
    `<h2>${name}</h2><relevance-lab scenario="${name}"></relevance-lab><p style="height: 1200px">Much to read.</p>`).join('')}`,
  keys: `${ELEMENT}<a href="#a" id="a">before</a><relevance-lab scenario="taylor-rbf" controls="off" solutions="off"></relevance-lab>
    <a href="#b" id="b">behind</a>`,
};

const MOST_STOPS = 200; // of Tab
let browser;
let course;
before(async () => { [browser, course] = await Promise.all([launch(), serve_course(PAGES)]); });
after(async () => { await browser.close(); await course.close(); });

const open = (name, options) => open_course(browser, course, name, undefined, options);

describe('an exercise in a frame', { timeout: 120_000 }, () => {
  test('shows what its options say: exercise, language, theme, values; no controls, no solution, no gallery', async () => {
    const { page, lab, inner, seen, context } = await open('options');
    await stands(lab);
    await lab.getByTestId('task-domain').waitFor();
    assert.equal(await page.locator('iframe').getAttribute('title'), 'Three networks');
    assert.equal(await inner().evaluate(() => document.documentElement.lang), 'de');
    assert.equal(await inner().evaluate(() => document.documentElement.dataset.theme), 'dark');
    assert.equal(await lab.locator('a.wordmark, aside.panel, .solution, .hint').count(), 0);
    assert.equal(await lab.getByTestId('course-fault').count(), 0);
    const query = () => inner().evaluate(() => Object.fromEntries(new URLSearchParams(location.hash.split('?')[1])));
    assert.equal((await query()).a1, '0.25');
    await choose(lab, 'tie', 0); // sets the stage, which the address follows: with its options
    await inner().waitForFunction(() => !location.hash.includes('a1=0.25'));
    const { embed, controls, solutions, lang, theme } = await query();
    assert.deepEqual([embed, controls, solutions, lang, theme], ['', 'off', 'off', 'de', 'dark']);
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });

  test('is as tall as what is in it, and no taller when that shrinks', async () => {
    const { page, lab, inner, context } = await open('plain');
    await stands(lab);
    await lab.getByTestId('solution').waitFor();
    const heights = async () => [await page.locator('iframe').evaluate((frame) => frame.clientHeight),
      await lab.getByTestId('embedded').evaluate((shell) => Math.ceil(shell.getBoundingClientRect().height))].join();
    const [frame, shell] = (await settled(page, heights)).split(',').map(Number);
    assert.equal(frame, shell);
    assert.ok(frame > 640, `${frame}`);
    assert.ok(await inner().evaluate(() => document.documentElement.scrollHeight <= innerHeight), 'nothing to scroll in it');
    await lab.getByRole('button', { name: 'Show the solution' }).click();
    const taller = Number((await settled(page, heights)).split(',')[0]);
    assert.ok(taller > frame, `${taller} > ${frame}`);
    await page.setViewportSize({ width: 1400, height: 800 });
    const [wide, wide_shell] = (await settled(page, heights)).split(',').map(Number);
    assert.equal(wide, wide_shell);
    assert.ok(wide >= 560 && wide <= 900, `${wide}: columns that scroll by themselves need no more`);
    assert.ok(await lab.locator('.reading').evaluate((node) => node.scrollHeight > node.clientHeight));
    await page.setViewportSize({ width: 900, height: 800 });
    assert.equal(Number((await settled(page, heights)).split(',')[0]), taller);
    await context.close();
  });

  test('the height is nobody else\'s to set', async () => {
    const { page, lab, context } = await open('plain');
    await stands(lab);
    const height = () => page.locator('iframe').evaluate((frame) => frame.clientHeight);
    const before_it = await settled(page, height);
    await page.evaluate(() => new Promise((done) => {
      addEventListener('message', ({ data }) => { if (data.height === 5000) done(); });
      window.postMessage({ subject: 'lti.frameResize', height: 5000 }, '*');
    }));
    assert.equal(await settled(page, height), before_it);
    await context.close();
  });

  for (const [name, width] of [['plain', 900], ['plain', 400], ['options', 1300], ['unknown', 900]]) {
    test(`axe finds nothing: ${name}, ${width} px`, async () => {
      const { lab, inner, context } = await open(name, { viewport: { width, height: 800 } });
      if (name === 'unknown') await lab.getByTestId('course-fault').waitFor();
      else await lab.locator('.tasks').waitFor({ state: width < 700 ? 'attached' : 'visible' }); // behind a tab
      await inner().evaluate(AXE);
      const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'];
      const { violations } = await inner().evaluate((runOnly) => axe.run(document, { runOnly }), rules);
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
      await context.close();
    });
  }

  test('says which option or exercise it does not know, and goes on', async () => {
    const wrong = await open('wrong', { locale: 'de-DE' });
    await stands(wrong.lab);
    const fault = wrong.lab.getByTestId('course-fault');
    assert.equal(await fault.getAttribute('data-code'), 'course-bad-option');
    assert.match(await fault.innerText(), /lang = „fr“ ein; erwartet wird eines von: en, de/);
    assert.equal(await wrong.lab.locator('aside.panel').count(), 1);
    await wrong.context.close();
    const unknown = await open('unknown');
    await unknown.lab.locator('[data-code=course-unknown-exercise]').waitFor();
    assert.match(await unknown.lab.getByTestId('course-fault').innerText(), /“no-such”.*digits-lrp, .*taylor-rbf, /);
    await unknown.context.close();
  });

  test('another value of an attribute is another frame', async () => {
    const { page, lab, context } = await open('plain');
    await stands(lab);
    await page.locator('relevance-lab').evaluate((element) => element.setAttribute('lang', 'de'));
    await lab.getByRole('heading', { name: 'Aufgaben' }).waitFor();
    assert.equal(await page.locator('iframe').count(), 1);
    await context.close();
  });
});

describe('a page of a course', { timeout: 120_000 }, () => {
  test('with four embeddings starts the engines of those that are seen, and all of them work', async () => {
    const { page, seen, context } = await open('four');
    const frame = (i) => page.frameLocator('iframe').nth(i);
    await stands(frame(0));
    const workers = () => seen.requests.filter((url) => /worker-[^/]*\.js$/.test(url)).length;
    assert.ok(workers() < 4, `${workers()} engines at first`);
    for (let i = 1; i < 4; ++i) {
      await page.locator('iframe').nth(i).scrollIntoViewIfNeeded();
      await stands(frame(i));
    }
    await page.locator('iframe').first().scrollIntoViewIfNeeded(); // nothing is drawn in frames that are not seen
    const point = frame(0).locator('.point.free').first();
    await point.scrollIntoViewIfNeeded();
    await settled(page, async () => JSON.stringify(await point.boundingBox())); // nothing above it grows any more
    const box = await point.boundingBox();
    const parts = () => page.frames()[1].evaluate(() => document.querySelector('[data-testid=view-parts]').innerText);
    const before_it = await parts();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 50, { steps: 10 });
    await page.mouse.up();
    await page.frames()[1].waitForFunction((old) => document.querySelector('[data-testid=view-parts]').innerText !== old, before_it);
    assert.equal(workers(), 4);
    assert.deepEqual(seen.complaints, []);
    await context.close();
  });

  test('is walked through by Tab, into the frame and out of it; arrows, undo and help work within', async () => {
    const { page, lab, inner, context } = await open('keys');
    await stands(lab);
    await lab.getByTestId('task-remainder').waitFor();
    const here = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
    const on_point = () => inner().evaluate(() => document.activeElement.matches('.point.free'));
    const hash = () => inner().evaluate(() => location.hash);
    await page.locator('#a').focus();
    await page.keyboard.press('Tab');
    assert.equal(await here(), 'IFRAME');
    let steps = 0;
    for (; !await on_point() && steps < MOST_STOPS; ++steps) await page.keyboard.press('Tab');
    assert.ok(await on_point(), 'Tab reaches a point that can be dragged');
    const before_it = await hash();
    await page.keyboard.press('ArrowRight');
    await inner().waitForFunction((old) => location.hash !== old, before_it);
    await page.keyboard.press('Control+z');
    await inner().waitForFunction(() => document.querySelector('header button[aria-label=Undo]').disabled);
    await page.keyboard.press('?');
    await lab.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await lab.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.ok(await on_point(), 'where one was');
    for (; await here() === 'IFRAME' && steps < MOST_STOPS; ++steps) await page.keyboard.press('Tab');
    assert.equal(await here(), 'b', `after ${steps} steps`);
    await page.keyboard.press('Shift+Tab');
    assert.equal(await here(), 'IFRAME');
    await context.close();
  });
});
