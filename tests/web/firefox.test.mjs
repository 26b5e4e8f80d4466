// The core paths in Firefox ESR: what a student does first, on both builds.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { serve_site, SINGLE_FILE, THREE } from './support/browser.mjs';
import {
  answered_there, by_id, drag_there, draw_there, FIREFOX, firefox_page, launch_firefox, open_there, painted, repainted,
} from './support/firefox.mjs';

const TYPED_FORMULA = ['y', '*', 'a', '_', '1', 'ArrowRight', '/', 'a', '_', '1', 'ArrowRight', '+', 'a', '_', '2'];

describe('Firefox', { timeout: 240_000, skip: existsSync(FIREFOX) ? false : `no ${FIREFOX} here: ./lab test installs it` }, () => {
  let browser;
  let site;
  before(async () => { [browser, site] = await Promise.all([launch_firefox(), serve_site()]); });
  after(async () => { await browser?.close(); await site?.close(); });
  const address = (build, hash) => `${build === 'hosted' ? site.url : SINGLE_FILE}#/${hash}`;

  async function ends_well({ complaints, context }) {
    assert.deepEqual(complaints, []);
    await context.close();
  }

  test('gallery: cards with pictures; a click opens an exercise; the language changes and is remembered', async () => {
    const visit = await firefox_page(browser);
    const { page } = visit;
    await page.goto(site.url);
    await page.waitForSelector('a.card');
    assert.ok((await page.$$('a.card')).length > 5);
    await page.click('header button[lang=de]');
    await page.waitForFunction(() => document.documentElement.lang === 'de');
    await page.click('a.card[href="#/digits-lrp"]');
    await answered_there(page);
    assert.match(await page.$eval('.statement h1', (head) => head.textContent), /Ziffern/);
    await page.evaluate(() => document.fonts.ready.then(() => true)); // one cut off by the reload would be complained of
    await page.reload();
    await answered_there(page);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
    await ends_well(visit);
  });

  for (const build of ['hosted', 'single']) {
    test(`digits-lrp, ${build}: a drawn digit changes heatmap and bars; a click explains another class; undo takes it back`, async () => {
      const visit = await open_there(browser, address(build, 'digits-lrp'));
      const { page } = visit;
      const bars = () => page.$$eval('[data-testid^=bar-]', (all) => all.map((one) => one.textContent.trim()).join());
      const [map, scores] = [await painted(page, 'relevance'), await bars()];
      await draw_there(page, THREE);
      await repainted(page, 'relevance', map);
      assert.notEqual(await bars(), scores);
      await page.waitForFunction(() => location.hash.includes('image='));
      const drawn = await painted(page, 'relevance');
      await page.click(by_id('bar-7'));
      await page.waitForFunction((bar) => document.querySelector(bar).getAttribute('aria-pressed') === 'true', {}, by_id('bar-7'));
      await repainted(page, 'relevance', drawn);
      await page.click('header button[aria-label=Undo]');
      await page.waitForFunction((selector, old) => document.querySelector(selector).toDataURL() === old, {},
        by_id('view-relevance', 'canvas'), drawn);
      await page.click('header button[aria-label=Redo]');
      await repainted(page, 'relevance', drawn);
      await ends_well(visit);
    });

    test(`lrp-min-networks, ${build}: slider, step bar, and a formula answered right`, async () => {
      const visit = await open_there(browser, address(build, 'lrp-min-networks'));
      const { page } = visit;
      const said = () => page.$$eval('.stage .caption', (all) => all.map((one) => one.textContent).join('|'));
      const [captions, link] = [await said(), page.url()];
      await page.focus(by_id('control-a1', 'input[type=range]'));
      for (const key of ['ArrowRight', 'ArrowRight', 'PageUp']) await page.keyboard.press(key);
      await page.waitForFunction((old) => location.href !== old && location.hash.includes('a1='), {}, link);
      await page.waitForFunction((old) => [...document.querySelectorAll('.stage .caption')].map((one) => one.textContent).join('|')
        !== old, {}, captions);
      const step = () => page.$eval('.steps', (bar) => bar.textContent);
      const at = await step();
      const buttons = await page.$$('.steps button:enabled');
      await buttons.at(-1).click();
      await page.waitForFunction((old) => document.querySelector('.steps').textContent !== old, {}, at)
        .catch(async () => assert.fail(`the step bar still says ${await step()}`));

      const task = by_id('task-zplus-iii');
      await page.waitForSelector(`${task} button.begin`);
      await page.click(`${task} button.begin`);
      await page.waitForSelector(`${task} [data-answer]`);
      await page.$eval(`${task} [data-answer]`, (answer) => answer.querySelector('math-field, [role=textbox], input').focus());
      await page.waitForSelector(`${task} [data-testid=mathfield]`);
      await page.waitForFunction((card) => !document.querySelector(`${card} [data-testid=answer-waiting]`), {}, task);
      await page.focus(`${task} [data-testid=mathfield]`);
      for (const key of TYPED_FORMULA) await page.keyboard.press(key);
      assert.match(await page.$eval(`${task} [data-testid=mathfield]`, (field) => field.value), /\\frac/);
      await page.keyboard.press('Enter');
      const feedback = await page.waitForSelector(`${task} [data-testid=feedback][data-status]`);
      assert.equal(await feedback.evaluate((one) => one.dataset.status), 'right');
      await ends_well(visit);
    });
  }

  test('taylor-rbf: a point is dragged; numbers, pictures and address follow', async () => {
    const visit = await open_there(browser, address('hosted', 'taylor-rbf'));
    const { page } = visit;
    const captions = () => page.$$eval('.stage .caption', (all) => all.map((one) => one.textContent).join('|'));
    const [before_it, link] = [await captions(), page.url()];
    await drag_there(page, by_id('point-1', '.dot'), [40, -30]);
    await page.waitForFunction((old) => location.href !== old, {}, link);
    await page.waitForFunction((old) => [...document.querySelectorAll('.stage .caption')].map((one) => one.textContent).join('|')
      !== old, {}, before_it);
    await ends_well(visit);
  });

  test('a link brings its settings, language and theme', async () => {
    const visit = await open_there(browser, address('hosted', 'lrp-min-networks?a1=1.5&a2=0.5&lang=de&theme=dark'));
    const { page } = visit;
    assert.equal(await page.$eval(by_id('control-a1', '.number'), (input) => input.value), '1,5');
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]), ['de', 'dark']);
    assert.equal(await page.$(by_id('dropped')), null);
    await ends_well(visit);
  });

  test('a phone\'s width: nothing scrolls sideways on any tab', async () => {
    const visit = await open_there(browser, address('hosted', 'digits-lrp'), { width: 360, height: 640 });
    const { page } = visit;
    assert.equal(await page.evaluate(() => innerWidth), 360);
    for (const tab of await page.$$eval('[role=tab]', (all) => all.map((one) => one.dataset.tab))) {
      await page.click(`[role=tab][data-tab=${tab}]`);
      await page.waitForSelector(`.scenario.tab-${tab}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${tab}: ${wide} px too wide`);
    }
    await ends_well(visit);
  });
});
