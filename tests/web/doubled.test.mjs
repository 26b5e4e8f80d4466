// Words of double length, as another language may have them, break no layout: on a desktop and on a phone, with a task, its hint,
// the solution, the export, a legend and a menu open.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { scenario_names } from '../../web/scripts/files.mjs';
import { launch, new_page, serve_site, settled, walkers } from './support/browser.mjs';
import { double_words, layout_faults } from './support/doubled.mjs';

const SIZES = [[1440, 900], [360, 640]];
/** What is opened, one after the other, where it is there. */
const OPENERS = ['.task button.begin', '.task .hints > button', '[data-testid=solution] > button', '.exports > button',
  '.view .key', 'header .menu > button'];
let browser;
let site;
before(async () => { [browser, site] = await Promise.all([launch(), serve_site()]); });
after(async () => { await browser.close(); await site.close(); });

const faults_of = async (page) => JSON.parse(await settled(page, async () => JSON.stringify(await page.evaluate(layout_faults))));

/** Wherever it is scrolled to: what is tried is how it looks then. */
const press = (button) => button.evaluate((node) => node.click());

async function open_all(page) {
  for (const opener of OPENERS.map((one) => `${one}:not([aria-expanded=true])`)) {
    const button = page.locator(`${opener}:visible`).first();
    if (await button.count() > 0) await press(button);
  }
}

test('words are doubled, and what would break is seen', async () => {
  const { page, context } = await new_page(browser, { init: double_words });
  await page.goto(`${site.url}#/`);
  await page.getByRole('button', { name: 'Export Export' }).waitFor();
  assert.deepEqual(await faults_of(page), []);
  await page.addStyleTag({ content: '.tools button { width: 3rem; overflow: hidden; margin-left: -2rem } h1 { width: 120vw }' });
  const faults = (await faults_of(page)).join('\n');
  for (const kind of [/too wide/, /“Export Export” is cut off/, /lies on/]) assert.match(faults, kind);
  await context.close();
});

describe('words of double length', { timeout: 300_000, concurrency: 3 }, () => {
  for (const [width, height] of SIZES) {
    let visits;
    before(() => {
      visits = walkers(browser, site, { init: double_words, viewport: { width, height }, isMobile: width < 700, hasTouch: width < 700 });
    });
    after(() => visits.close());
    for (const name of ['', ...scenario_names()]) {
      test(`${name || 'gallery'}, ${width}×${height}`, () => visits.at(name, async (page) => {
        const tabs = width < 700 ? await page.getByRole('tab').evaluateAll((all) => all.map((one) => one.dataset.tab)) : [];
        for (const tab of tabs.length > 0 ? tabs : ['']) {
          if (tab) await press(page.locator(`[data-tab=${tab}]`));
          await open_all(page);
          assert.deepEqual(await faults_of(page), [], tab);
        }
      }));
    }
  }
});
